import type { RewardView } from '#contract/reward.ts';
import type { Locale } from '#core/program.ts';
import { encodeId } from '#platform/ids/ids.ts';
import type { RewardShop, UsedReward } from './reward-queries.ts';

const read = (
  texts: Partial<Record<Locale, string>>,
  reader: Locale,
  shop: Pick<RewardShop, 'locale'>,
): string | null => texts[reader] ?? texts[shop.locale] ?? Object.values(texts)[0] ?? null;

/** A reward for a reader, in the merchant's language where theirs has no text. */
export const rewardView = (row: UsedReward, reader: Locale, shop: RewardShop): RewardView => {
  const { content } = row;
  return {
    id: encodeId('rew', row.id),
    revision: row.revision,
    name: read(content.name, reader, shop) ?? '',
    names: content.name,
    description: content.description ? read(content.description, reader, shop) : null,
    kind: content.kind,
    cost: content.cost,
    amount_minor: content.value_minor ?? null,
    percent: content.percent ?? null,
    product: content.product_category ?? null,
    cost_of_goods_minor: content.cost_of_goods_minor ?? null,
    icon: content.icon ?? null,
    currency: shop.currency,
    stock: row.limited ? row.remaining : null,
    active: row.active,
    used: row.used,
    created_at: row.created_at.toISOString(),
  };
};
