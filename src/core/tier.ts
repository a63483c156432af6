import { addDays, addMonths, type Days, periodOf } from './calendar.ts';
import type { Locale } from './program.ts';
import type { Window } from './window.ts';

/** What a tier is earned by. `points` are those from rules and promotions alone. */
export type TierMeasure = 'spend' | 'visits' | { points: string };

/** Over which time: a calendar year, the last so many months, or all of it. */
export type TierWindow =
  | { kind: 'calendar_year' }
  | { kind: 'rolling'; months: number }
  | { kind: 'lifetime' };

/** A rule's rate for members of a tier, in place of its own. */
export type TierRate = { units: number; per_minor?: number | undefined };

/** One status. `id` is stable across versions: members hold it. */
export type Tier = {
  id: string;
  names: Partial<Record<Locale, string>>;
  /** Name of a Lucide icon. */
  icon?: string | undefined;
  /** The measure that earns it: minor units, visits or points; ascending over the tiers. */
  from: number;
  /** By rule id. */
  rates?: Record<string, TierRate> | undefined;
  /** Units a reward costs, in place of its own price, by reward id. */
  prices?: Record<string, number> | undefined;
  /** Other advantages in words, e.g. free delivery. */
  perks?: Partial<Record<Locale, string>>[] | undefined;
};

/**
 * Status by a measure. Up at once; down only when the period ends, after one notice and a grace,
 * by one step or to what was earned.
 */
export type TierTerms = {
  measure: TierMeasure;
  window: TierWindow;
  down: 'one_step' | 'earned';
  /** Days before the period's end at which the member is told. */
  notice_days: number;
  /** Days after it in which the tier may still be kept. */
  grace_days: number;
  tiers: Tier[];
};

/** Where a member stands. Days are business days. */
export type TierStanding = {
  /** null = none (yet). */
  tier: string | null;
  /** The day it was reached or last confirmed. */
  since: string;
  /** The last day of its period; null = it does not end. */
  until: string | null;
  /** Given by hand until a day, for good when null; absent = earned. */
  manual?: { until: string | null } | undefined;
  /** The day the member was told that it is about to be lost. */
  noticed?: string | undefined;
};

export const NO_TIER: TierStanding = { tier: null, since: '1970-01-01', until: null };

/** The measure as business days count it. */
export const measureName = (measure: TierMeasure): string =>
  typeof measure === 'string' ? measure : `earned:${measure.points}`;

/** The days whose sum decides which tier is earned on a day. */
const daysOf = (window: TierWindow, day: string): Days => {
  if (window.kind === 'calendar_year') return periodOf(day, 'year');
  if (window.kind === 'lifetime') return { from: null, to: null };
  return { from: addDays(addMonths(day, -window.months), 1), to: day };
};

/** The window that decides which tier is earned on a day. */
export const tierWindow = ({ measure, window }: TierTerms, day: string): Window => ({
  measure: measureName(measure),
  ...daysOf(window, day),
});

/**
 * The window that decides at the end of a period, `until`, whether its tier is kept: the period
 * itself and the grace as far as it has passed.
 */
export const keptWindow = (terms: TierTerms, until: string, day: string): Window => {
  const { from } = daysOf(terms.window, until);
  const graceEnd = addDays(until, terms.grace_days);
  return {
    measure: measureName(terms.measure),
    from,
    to: day < graceEnd ? day : graceEnd,
  };
};

/** The rank of a tier, counted from 0; −1 = none, or one that the program no longer has. */
export const rankOf = ({ tiers }: TierTerms, tier: string | null): number =>
  tiers.findIndex(({ id }) => id === tier);

/** The rank that a measure earns; −1 = none. */
export const earnedRank = ({ tiers }: TierTerms, amount: number): number =>
  tiers.findLastIndex(({ from }) => amount >= from);

/** The last day of the period of a tier that is reached or confirmed on a day. */
export const periodEnd = ({ window }: TierTerms, day: string): string | null => {
  if (window.kind === 'calendar_year') return periodOf(day, 'year').to;
  return window.kind === 'rolling' ? addMonths(day, window.months) : null;
};

/** Whether a tier given by hand still stands on a day. */
export const isManual = ({ manual }: TierStanding, day: string): boolean =>
  manual !== undefined && (manual.until === null || day <= manual.until);

const standingAt = (terms: TierTerms, rank: number, day: string): TierStanding => ({
  tier: terms.tiers[rank]?.id ?? null,
  since: day,
  until: rank < 0 ? null : periodEnd(terms, day),
});

/**
 * The standing after something was earned: up at once, never down. Returns the same standing when
 * nothing changes.
 */
export const afterEarning = (
  terms: TierTerms,
  standing: TierStanding,
  amount: number,
  day: string,
): TierStanding => {
  const earned = earnedRank(terms, amount);
  if (earned <= rankOf(terms, standing.tier)) return standing;
  const reached = standingAt(terms, earned, day);
  // What was given by hand is a floor: earning more replaces it, and it is there no longer.
  return reached;
};

/** What a review sees: the sum that decides on the period's end, and what is earned today. */
export type Review = { day: string; kept: number; today: number };

/** The last day of the period and its grace; a member told late has the grace from then on. */
const lastDay = (terms: TierTerms, standing: TierStanding, until: string): string => {
  const { noticed } = standing;
  const from = noticed !== undefined && noticed > until ? noticed : until;
  return addDays(from, terms.grace_days);
};

const fallen = (terms: TierTerms, rank: number, kept: number, day: string): TierStanding =>
  standingAt(terms, terms.down === 'one_step' ? Math.max(rank - 1, kept) : kept, day);

/**
 * The standing after a nightly review. At the period's end a tier that was earned in it is
 * confirmed; else the member is told once, `notice_days` before, and after the grace it falls.
 * Returns the same standing when nothing changes.
 */
export const afterReview = (
  terms: TierTerms,
  standing: TierStanding,
  { day, kept, today }: Review,
): TierStanding => {
  if (isManual(standing, day)) return standing;
  const rank = rankOf(terms, standing.tier);
  const earned = Math.max(earnedRank(terms, kept), earnedRank(terms, today));
  if (standing.manual || (rank < 0 && standing.tier !== null)) {
    // By hand no longer, or a tier that the program has given up: what is earned counts.
    return standingAt(terms, earned, day);
  }
  if (earned > rank) return standingAt(terms, earned, day);
  const { until } = standing;
  if (rank < 0 || until === null) return standing;
  if (earned === rank) return day > until ? standingAt(terms, rank, day) : standing;
  if (standing.noticed === undefined) {
    return day < addDays(until, -terms.notice_days) ? standing : { ...standing, noticed: day };
  }
  return day > lastDay(terms, standing, until) ? fallen(terms, rank, earned, day) : standing;
};
