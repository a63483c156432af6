import type { RewardCreate, RewardUpdate, RewardView } from '#contract/reward.ts';
import type { Locale, ProgramDocument } from '#core/program.ts';
import { majorOf, minorOf } from '../parts/money.ts';

/** A reward as its fields hold it: texts, empty where nothing is known. */
export type Draft = {
  name: string;
  kind: RewardView['kind'];
  unit: string;
  price: string;
  amount: string;
  percent: string;
  product: string;
  goods: string;
  stock: string;
  icon: string;
};

export const emptyDraft = (unit: string): Draft => ({
  ...{ name: '', kind: 'free_product', unit, price: '100', amount: '', percent: '' },
  ...{ product: '', goods: '', stock: '', icon: '' },
});

export const draftOf = (reward: RewardView, locale: Locale): Draft => ({
  name: reward.name,
  kind: reward.kind,
  unit: reward.cost.unit,
  price: String(reward.cost.amount),
  amount: majorOf(reward.amount_minor, reward.currency, locale),
  percent: reward.percent === null ? '' : String(reward.percent),
  product: reward.product ?? '',
  goods: majorOf(reward.cost_of_goods_minor, reward.currency, locale),
  stock: reward.stock === null ? '' : String(reward.stock),
  icon: reward.icon ?? '',
});

const filled = (text: string): string | null => (text.trim() === '' ? null : text.trim());
const countOf = (text: string): number | null => (text.trim() === '' ? null : Number(text));

const fieldsOf = (draft: Draft, currency: string) => ({
  cost: { unit: draft.unit, amount: Number(draft.price) },
  amount_minor: draft.kind === 'amount_off' ? minorOf(draft.amount, currency) : null,
  percent: draft.kind === 'percent_off' ? countOf(draft.percent) : null,
  product: draft.kind === 'free_product' ? filled(draft.product) : null,
  cost_of_goods_minor: minorOf(draft.goods, currency),
  stock: countOf(draft.stock),
  icon: filled(draft.icon),
});

export const createOf = (draft: Draft, currency: string): RewardCreate => ({
  name: draft.name.trim(),
  kind: draft.kind,
  ...fieldsOf(draft, currency),
});

/** What has changed; a name in other languages stays unless this one is changed. */
export const updateOf = (draft: Draft, known: RewardView, locale: string): RewardUpdate => {
  const { cost, stock, ...rest } = fieldsOf(draft, known.currency);
  const isSamePrice = cost.unit === known.cost.unit && cost.amount === known.cost.amount;
  const name = draft.name.trim();
  return {
    ...rest,
    ...(isSamePrice ? {} : { cost }),
    ...(stock === known.stock ? {} : { stock }),
    ...(name === known.name ? {} : { name: { ...known.names, [locale]: name } }),
  };
};

/**
 * Thousandths of the spend that pays this reward, at cost of goods; null where the price is not
 * earned by spending or the cost is not known.
 */
export const giveBackOf = (
  { cost, cost_of_goods_minor: goods }: Pick<RewardView, 'cost' | 'cost_of_goods_minor'>,
  { rules }: Pick<ProgramDocument, 'rules'>,
): number | null => {
  const give = rules
    .filter(({ on, match }) => on === 'purchase' && !match)
    .map((rule) => rule.give)
    .find((each) => each.kind === 'per_amount' && each.unit === cost.unit);
  if (give?.kind !== 'per_amount' || goods === null) return null;
  return Math.round((goods * give.units * 1000) / (cost.amount * give.per_minor));
};
