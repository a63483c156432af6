import type { ReaderLocale } from '#contract/messages/translate.ts';
import { fileAddress } from '#features/file/index.ts';
import { findMerchant, type MerchantRow } from '#features/merchant/index.ts';
import { findLive, type VersionRow } from '#features/program/index.ts';
import { listRewards, type RewardRow } from '#features/reward/index.ts';
import type { Db } from '#platform/db/database.ts';
import { inMerchant, type MerchantTransaction } from '#platform/db/tenant.ts';
import type { CardReward, CardShop } from './card-source.ts';
import { findSlug } from './find-merchant.ts';
import type { JoinSource } from './join-view.ts';

const MOST_REWARDS = 100;

/** A merchant as its members' pages need it. `live` is missing before the first version. */
export type Shop = {
  merchantId: string;
  row: MerchantRow;
  live: VersionRow | undefined;
  rewards: CardReward[];
};

const cardReward = ({ id, content, limited, remaining }: RewardRow): CardReward => ({
  id,
  name: content.name,
  kind: content.kind,
  cost: content.cost,
  icon: content.icon ?? null,
  product: content.product_category ?? null,
  left: limited ? (remaining ?? 0) : null,
});

export const loadShop = async (merchantId: string, trx: MerchantTransaction): Promise<Shop> => {
  const row = await findMerchant(merchantId, trx);
  const live = await findLive(merchantId, trx);
  const page = { limit: MOST_REWARDS, after: null, active: true };
  const rewards = await listRewards(merchantId, page, trx);
  return { merchantId, row, live, rewards: rewards.slice(0, MOST_REWARDS).map(cardReward) };
};

/** The shop behind a short name, and what `more` reads of it in the same transaction. */
export const findShop = async <T>(
  db: Db,
  slug: string,
  more: (shop: Shop, trx: MerchantTransaction) => Promise<T>,
): Promise<{ shop: Shop; more: T } | null> => {
  const merchantId = await findSlug(db, slug);
  if (merchantId === undefined) return null;
  return inMerchant(db, merchantId, async (trx) => {
    const shop = await loadShop(merchantId, trx);
    return { shop, more: await more(shop, trx) };
  });
};

export const cardShop = ({ merchantId, row }: Shop): CardShop => ({
  name: row.name,
  slug: row.slug,
  logo: row.branding.logo_id ? fileAddress(merchantId, row.branding.logo_id) : null,
});

/** The part of every view that only depends on the shop and the reader; null before version 1. */
export const shopSource = (shop: Shop, reader: ReaderLocale): JoinSource | null =>
  shop.live
    ? {
        shop: cardShop(shop),
        merchantLocale: shop.row.locale,
        reader,
        document: shop.live.document,
        rewards: shop.rewards,
      }
    : null;
