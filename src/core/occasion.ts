import type { Condition } from './condition.ts';
import type { Locale } from './program.ts';

/** A day of the year that belongs to one member. */
export type OccasionDay = 'birthday' | 'anniversary';

/** Units, or a reward of its own that stays valid for some days after the day. */
export type OccasionGift =
  | { kind: 'fixed'; unit: string; units: number }
  | { kind: 'voucher'; reward_id: string; valid_days: number };

/**
 * A gift for a birthday or for the day of joining, given some days before, once a year also when
 * the date is edited. `id` is stable across versions.
 */
export type Occasion = {
  id: string;
  names?: Partial<Record<Locale, string>> | undefined;
  on: OccasionDay;
  /** Days before the day at which it is given. */
  before: number;
  /** All of them have to hold when it is given; never about a purchase. */
  when?: Condition[] | undefined;
  give: OccasionGift;
};

/** Two gifts of one occasion lie at least so many days apart: a date that is edited gives none. */
export const LEAST_DAYS_BETWEEN = 300;
