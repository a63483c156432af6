import { visitsTo } from './card-view.ts';
import type { EarningRule, ProgramDocument } from './program.ts';
import type { TypicalVisit } from './templates.ts';

/** What the assistant points out about a program before it is published; texts are translated. */
export type Warning =
  | { code: 'nothing_by_second_visit'; params: { visits: number } }
  | { code: 'give_back_low'; params: { per_mille: number } }
  | { code: 'give_back_high'; params: { per_mille: number } }
  | { code: 'too_few_rewards'; params: { count: number } }
  | { code: 'too_many_rewards'; params: { count: number } }
  | { code: 'welcome_pays_reward'; params: { unit: string; units: number; cost: number } }
  | { code: 'unit_buys_nothing'; params: { unit: string } };

/** A reward as far as its economics go; an unknown cost leaves it out of the give-back. */
export type PricedReward = {
  cost: { unit: string; amount: number };
  cost_of_goods_minor?: number | undefined;
};

export type Economics = {
  document: Pick<ProgramDocument, 'units' | 'rules'>;
  rewards: readonly PricedReward[];
  typical: TypicalVisit;
};

/** Rules of thumb: 3–10 % given back at cost, 3–5 rewards, something by the second visit. */
const GIVE_BACK_PER_MILLE = { low: 30, high: 100 };
const REWARDS = { few: 3, many: 5 };
const SOON_VISITS = 2;

const piecesOf = (rule: EarningRule, items: TypicalVisit['items']): number => {
  const pieces = Object.entries(items);
  const wanted = rule.match?.categories;
  return pieces.reduce(
    (sum, [category, n]) => (!wanted || wanted.includes(category) ? sum + n : sum),
    0,
  );
};

const gainOf = (rule: EarningRule, typical: TypicalVisit): number => {
  const { give } = rule;
  if (rule.on === 'enrollment') return 0;
  if (give.kind === 'per_amount') return (typical.basket_minor * give.units) / give.per_minor;
  return give.kind === 'per_item' ? give.units * piecesOf(rule, typical.items) : give.units;
};

/** Units an average visit brings, by unit; fractions are averages. */
export const gainPerVisit = (
  document: Pick<ProgramDocument, 'rules'>,
  typical: TypicalVisit,
): Record<string, number> => {
  const gains: Record<string, number> = {};
  for (const rule of document.rules) {
    const gain = gainOf(rule, typical);
    if (gain > 0) gains[rule.give.unit] = (gains[rule.give.unit] ?? 0) + gain;
  }
  return gains;
};

/** Units given for joining, by unit. */
export const welcomeUnits = (document: Pick<ProgramDocument, 'rules'>): Record<string, number> => {
  const gifts: Record<string, number> = {};
  for (const { on, give } of document.rules) {
    if (on !== 'enrollment' || give.kind !== 'fixed') continue;
    gifts[give.unit] = (gifts[give.unit] ?? 0) + give.units;
  }
  return gifts;
};

/**
 * Give-back at cost in thousandths of the revenue of members: Σ units per visit × average cost of a
 * unit ÷ basket. Null when nothing is known about costs or the basket.
 */
export const giveBackPerMille = ({ document, rewards, typical }: Economics): number | null => {
  if (typical.basket_minor <= 0) return null;
  let cost = 0;
  let isKnown = false;
  for (const [unit, gain] of Object.entries(gainPerVisit(document, typical))) {
    const rates = rewards
      .filter((r) => r.cost.unit === unit && r.cost.amount > 0)
      .flatMap(({ cost_of_goods_minor: goods, cost: { amount } }) =>
        goods === undefined ? [] : [goods / amount],
      );
    if (rates.length === 0) continue;
    isKnown = true;
    cost += (gain * rates.reduce((a, b) => a + b, 0)) / rates.length;
  }
  return isKnown ? Math.round((cost * 1000) / typical.basket_minor) : null;
};

/** Visits from joining to the first reward, the welcome gift counted in; null = never. */
export const visitsToFirstReward = ({ document, rewards, typical }: Economics): number | null => {
  const gains = gainPerVisit(document, typical);
  const gifts = welcomeUnits(document);
  const visits = rewards.flatMap(({ cost }) => {
    const n = visitsTo(cost.amount - (gifts[cost.unit] ?? 0), gains[cost.unit] ?? 0);
    return n === null ? [] : [n];
  });
  return visits.length === 0 ? null : Math.min(...visits);
};

const giveBackWarning = (economics: Economics): Warning[] => {
  const per_mille = giveBackPerMille(economics);
  if (per_mille === null) return [];
  if (per_mille < GIVE_BACK_PER_MILLE.low)
    return [{ code: 'give_back_low', params: { per_mille } }];
  if (per_mille <= GIVE_BACK_PER_MILLE.high) return [];
  return [{ code: 'give_back_high', params: { per_mille } }];
};

const countWarning = (count: number): Warning[] => {
  if (count < REWARDS.few) return [{ code: 'too_few_rewards', params: { count } }];
  return count > REWARDS.many ? [{ code: 'too_many_rewards', params: { count } }] : [];
};

const soonWarning = (economics: Economics): Warning[] => {
  const visits = visitsToFirstReward(economics);
  if (visits !== null && visits <= SOON_VISITS) return [];
  if (Object.keys(welcomeUnits(economics.document)).length > 0) return [];
  return [{ code: 'nothing_by_second_visit', params: { visits: visits ?? 0 } }];
};

const unitWarnings = ({ document, rewards }: Economics): Warning[] => {
  const gifts = welcomeUnits(document);
  return document.units.flatMap(({ id: unit, kind }): Warning[] => {
    const costs = rewards.filter((r) => r.cost.unit === unit).map((r) => r.cost.amount);
    if (costs.length === 0) {
      return kind === 'credit' ? [] : [{ code: 'unit_buys_nothing', params: { unit } }];
    }
    const [units, cost] = [gifts[unit] ?? 0, Math.min(...costs)];
    return units < cost ? [] : [{ code: 'welcome_pays_reward', params: { unit, units, cost } }];
  });
};

/** Everything worth pointing out about a program with these rewards and this usual visit. */
export const warningsFor = (economics: Economics): Warning[] => [
  ...soonWarning(economics),
  ...giveBackWarning(economics),
  ...countWarning(economics.rewards.length),
  ...unitWarnings(economics),
];
