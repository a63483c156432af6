import { addDays, periodOf } from './calendar.ts';
import type { LineMatch, Locale } from './program.ts';

/**
 * What is counted: money of lines that earn, purchases, visits, pieces, or how many different
 * products (by SKU, else by name of the category).
 */
export type MilestoneMeasure = 'spend' | 'orders' | 'visits' | 'items' | 'kinds';

/**
 * Within which time. `streak` counts periods in a row with at least one visit; a calendar period
 * and dates begin anew.
 */
export type MilestonePeriod =
  | { kind: 'ever' }
  | { kind: 'calendar'; unit: 'week' | 'month' | 'year' }
  | { kind: 'dates'; from: string; to: string }
  | { kind: 'streak'; unit: 'week' | 'month' };

/** Units, or a reward of its own for some days. */
export type MilestoneGift =
  | { kind: 'fixed'; unit: string; units: number }
  | { kind: 'voucher'; reward_id: string; valid_days: number };

/**
 * A target over a counter: "5 € for every 50 €", "a dessert at the fifth visit", "try five drinks
 * this month", "four weeks in a row". `id` is stable across versions.
 */
export type Milestone = {
  id: string;
  names?: Partial<Record<Locale, string>> | undefined;
  counts: MilestoneMeasure;
  match?: LineMatch | undefined;
  period: MilestonePeriod;
  at: number;
  /** Again at every multiple; else once per period. */
  repeats: boolean;
  /** null = the badge alone. */
  give: MilestoneGift | null;
  /** Name of the icon that shows it on the card from then on. */
  badge?: string | undefined;
  /** Not announced: the card says nothing of it before it is reached. */
  surprise: boolean;
};

/** How far a member is. `keys` holds pieces per product, or visits per period of a streak. */
export type Progress = {
  milestone: string;
  /** `ever`, `streak`, or the first day of the period. */
  period: string;
  value: number;
  keys?: Record<string, number> | undefined;
  /** How often it was given for. */
  given: number;
};

/** What names a record of progress. */
export const progressKey = ({ milestone, period }: Pick<Progress, 'milestone' | 'period'>) =>
  `${milestone} ${period}`;

/** The period of a milestone that a business day counts for; null = none. */
export const periodAt = ({ period }: Milestone, day: string): string | null => {
  if (period.kind === 'calendar') return periodOf(day, period.unit).from;
  if (period.kind === 'dates') return day >= period.from && day <= period.to ? period.from : null;
  return period.kind;
};

/** The key under which a visit on a day counts for a streak. */
export const streakKey = (unit: 'week' | 'month', day: string): string =>
  periodOf(day, unit).from ?? day;

const nextKey = (unit: 'week' | 'month', key: string): string =>
  streakKey(unit, addDays(key, unit === 'week' ? 7 : 31));

/** Lengths of runs of periods in a row that have something, oldest first. */
export const runsOf = (unit: 'week' | 'month', keys: Record<string, number>): number[] => {
  const present = Object.keys(keys)
    .filter((key) => (keys[key] ?? 0) > 0)
    .sort();
  const runs: number[] = [];
  let expected = '';
  for (const key of present) {
    if (key === expected) runs[runs.length - 1]! += 1;
    else runs.push(1);
    expected = nextKey(unit, key);
  }
  return runs;
};

const positive = (keys: Record<string, number> = {}): number =>
  Object.values(keys).filter((n) => n > 0).length;

/** How often progress deserves the gift. */
export const deservedTimes = (milestone: Milestone, { value, keys }: Progress): number => {
  const { at, repeats, period, counts } = milestone;
  const times = (reached: number): number => Math.max(0, Math.floor(reached / at));
  if (period.kind === 'streak') {
    const sum = runsOf(period.unit, keys ?? {}).reduce((n, length) => n + times(length), 0);
    return repeats ? sum : Math.min(1, sum);
  }
  const reached = times(counts === 'kinds' ? positive(keys) : value);
  return repeats ? reached : Math.min(1, reached);
};

/** What one purchase or visit adds to a milestone, on its business day. */
export type Contribution = {
  milestone: Milestone;
  day: string;
  amount: number;
  keys?: Record<string, number> | undefined;
};

const addKeys = (
  keys: Record<string, number> = {},
  more: Record<string, number> = {},
): Record<string, number> => {
  const sum = { ...keys };
  for (const [key, amount] of Object.entries(more)) {
    const next = (sum[key] ?? 0) + amount;
    if (next === 0) delete sum[key];
    else sum[key] = next;
  }
  return sum;
};

/** Progress with a contribution added; `known` = none yet. */
export const withContribution = (
  known: Progress | undefined,
  { milestone, amount, keys }: Contribution,
  period: string,
): Progress => {
  const before = known ?? { milestone: milestone.id, period, value: 0, given: 0 };
  const next: Progress = { ...before, value: before.value + amount };
  return keys || before.keys ? { ...next, keys: addKeys(before.keys, keys) } : next;
};
