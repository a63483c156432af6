import { mulDivFloor } from './amount.ts';
import type { EarningRule, ProgramDocument, Unit } from './program.ts';
import type { RewardRevision } from './state.ts';
import { type Goal, rulesFor } from './template-goals.ts';
import {
  POINT_NAMES,
  REWARD_NAMES,
  type RewardKey,
  STAMP_NAMES,
  type Words,
} from './template-words.ts';

export const TRADES = ['cafe', 'restaurant', 'salon', 'shop', 'eshop', 'services'] as const;
export type Trade = (typeof TRADES)[number];

/** A reward to create with the program; money in minor units of the currency. */
export type TemplateReward = {
  /** Stands for the reward's id in the document until it has one. */
  key: RewardKey;
  kind: RewardRevision['kind'];
  name: Words;
  cost: { unit: string; amount: number };
  /** What one costs the merchant. */
  cost_of_goods_minor: number;
  value_minor?: number | undefined;
  percent?: number | undefined;
  product_category?: string | undefined;
};

/** What a usual visit looks like: money and pieces per category. */
export type TypicalVisit = { basket_minor: number; items: Record<string, number> };

export type Template = {
  trade: Trade;
  document: Omit<ProgramDocument, 'currency' | 'zone'>;
  rewards: TemplateReward[];
  typical: TypicalVisit;
};

/** Minor units worth about one euro, rounded to what people count in. */
const EURO_SIZED: Record<string, number> = {
  EUR: 100,
  USD: 100,
  GBP: 100,
  CHF: 100,
  CZK: 2500,
  HUF: 40_000,
  PLN: 500,
  RON: 500,
  SEK: 1000,
  NOK: 1000,
  DKK: 1000,
  UAH: 5000,
  RSD: 10_000,
};

const minorDigits = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
    .maximumFractionDigits ?? 2;

/** The amount that gives one point: about a euro in the merchant's money, else 100 or one whole. */
export const moneyScale = (currency: string): number =>
  EURO_SIZED[currency] ?? 10 ** Math.max(2, minorDigits(currency));

const points = (activation_days = 0): Unit => ({
  id: 'points',
  kind: 'points',
  names: POINT_NAMES,
  icon: 'star',
  activation_days,
  expiry: { kind: 'after_months', months: 12 },
});

const stamps = (icon: string): Unit => ({
  id: 'stamps',
  kind: 'stamps',
  names: STAMP_NAMES,
  icon,
  activation_days: 0,
  expiry: { kind: 'none' },
});

const pointPerEuro = (scale: number): EarningRule => ({
  id: 'points',
  on: 'purchase',
  give: { kind: 'per_amount', unit: 'points', units: 1, per_minor: scale, remainder: 'keep' },
});

const stampPer = (category: string): EarningRule => ({
  id: 'stamps',
  on: 'purchase',
  match: { categories: [category] },
  give: { kind: 'per_item', unit: 'stamps', units: 1 },
});

const welcome = (unit: string, units: number): EarningRule => ({
  id: `welcome-${unit}`,
  on: 'enrollment',
  give: { kind: 'fixed', unit, units },
});

type Parts = Pick<ProgramDocument, 'units' | 'stamp_cards' | 'rules'>;

const documentOf = (parts: Parts): Template['document'] => ({
  schema: 1,
  day_starts_at: '04:00',
  ...parts,
  cool_down_minutes: 120,
  refund_policy: 'debt',
  base: { shipping: false, tips: false, fees: false },
});

/** Prices in euro cents; `templateFor` turns them into the merchant's money. */
type Draft = { parts: (scale: number) => Parts; rewards: TemplateReward[]; typical: TypicalVisit };

const product = (
  key: RewardKey,
  unit: string,
  amount: number,
  cost_of_goods_minor: number,
  product_category?: string,
): TemplateReward => ({
  key,
  kind: 'free_product',
  name: REWARD_NAMES[key],
  cost: { unit, amount },
  cost_of_goods_minor,
  product_category,
});

const amountOff = (key: RewardKey, amount: number, value_minor: number): TemplateReward => ({
  key,
  kind: 'amount_off',
  name: REWARD_NAMES[key],
  cost: { unit: 'points', amount },
  cost_of_goods_minor: value_minor,
  value_minor,
});

const pointsOnly =
  (first: number, activation_days = 0) =>
  (scale: number): Parts => ({
    units: [points(activation_days)],
    stamp_cards: [],
    rules: [pointPerEuro(scale), welcome('points', first)],
  });

const cafe: Draft = {
  parts: (scale) => ({
    units: [stamps('coffee'), points()],
    stamp_cards: [{ unit: 'stamps', size: 10, reward_id: 'coffee' }],
    rules: [stampPer('coffee'), pointPerEuro(scale), welcome('stamps', 2), welcome('points', 10)],
  }),
  rewards: [
    product('coffee', 'stamps', 10, 60, 'coffee'),
    product('treat', 'points', 20, 40, 'pastry'),
    product('cake', 'points', 60, 150, 'pastry'),
    product('beans', 'points', 250, 550, 'beans'),
  ],
  typical: { basket_minor: 500, items: { coffee: 1.2, pastry: 0.3 } },
};

const restaurant: Draft = {
  parts: pointsOnly(10),
  rewards: [
    product('dessert', 'points', 60, 180, 'dessert'),
    product('main_course', 'points', 160, 600, 'main_course'),
    amountOff('bill_discount', 300, 1000),
  ],
  typical: { basket_minor: 3000, items: { main_course: 2, dessert: 0.5 } },
};

const salon: Draft = {
  parts: pointsOnly(20),
  rewards: [
    product('care', 'points', 80, 300, 'care'),
    product('home_care', 'points', 200, 800, 'product'),
    amountOff('bill_discount', 250, 1000),
    product('free_service', 'points', 500, 2000, 'service'),
  ],
  typical: { basket_minor: 4000, items: { service: 1, product: 0.2 } },
};

const shop: Draft = {
  parts: pointsOnly(10),
  rewards: [
    product('gift', 'points', 50, 150),
    amountOff('discount', 100, 500),
    amountOff('big_discount', 200, 1000),
  ],
  typical: { basket_minor: 2500, items: {} },
};

const eshop: Draft = {
  parts: pointsOnly(20, 14),
  rewards: [
    product('order_gift', 'points', 90, 300),
    amountOff('discount', 120, 500),
    amountOff('big_discount', 220, 1000),
  ],
  typical: { basket_minor: 4500, items: {} },
};

const services: Draft = {
  parts: () => ({
    units: [stamps('sparkles')],
    stamp_cards: [{ unit: 'stamps', size: 8, reward_id: 'half_price' }],
    rules: [stampPer('service'), welcome('stamps', 1)],
  }),
  rewards: [
    product('extra', 'stamps', 3, 500, 'extra'),
    { ...product('half_price', 'stamps', 8, 1600, 'service'), kind: 'percent_off', percent: 50 },
    product('free_service', 'stamps', 15, 3000, 'service'),
  ],
  typical: { basket_minor: 5000, items: { service: 1 } },
};

const DRAFTS: Record<Trade, Draft> = { cafe, restaurant, salon, shop, eshop, services };

/**
 * A program that has proved itself in a trade, turned to a goal, in the merchant's currency (ISO
 * 4217): the document without currency and zone, the rewards to create and the visit the figures
 * rest on. Browser-safe.
 */
export const templateFor = (trade: Trade, currency: string, goal: Goal = 'visits'): Template => {
  const scale = moneyScale(currency);
  const money = (cents: number): number => mulDivFloor(cents, scale, 100);
  const { parts, rewards: priced, typical: usual } = DRAFTS[trade];
  const typical = { ...usual, basket_minor: money(usual.basket_minor) };
  const rewards = priced.map((reward) => ({
    ...reward,
    cost_of_goods_minor: money(reward.cost_of_goods_minor),
    value_minor: reward.value_minor === undefined ? undefined : money(reward.value_minor),
  }));
  const { rules, ...units } = parts(scale);
  return {
    trade,
    document: documentOf({ ...units, rules: rulesFor(goal, { rules, rewards, typical }, scale) }),
    rewards,
    typical,
  };
};

/** The document with the ids its rewards got (key → id) and the merchant's currency and zone. */
export const documentFrom = (
  template: Template,
  merchant: { currency: string; zone: string },
  rewardIds: Partial<Record<string, string>>,
): ProgramDocument => ({
  ...template.document,
  ...merchant,
  stamp_cards: template.document.stamp_cards.map((card) => {
    const id = rewardIds[card.reward_id];
    if (id === undefined) throw new Error(`reward ${card.reward_id} of the template has no id`);
    return { ...card, reward_id: id };
  }),
});
