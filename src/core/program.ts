import type { Condition } from './condition.ts';
import type { Milestone } from './milestone.ts';
import type { Occasion } from './occasion.ts';
import type { TierTerms } from './tier.ts';

/** The six languages every surface speaks, in the order they are offered. */
export const LOCALES = ['en', 'sk', 'cs', 'pl', 'hu', 'de'] as const;
export type Locale = (typeof LOCALES)[number];

/**
 * CLDR plural categories to the words of a unit, e.g.
 * `{ one: 'bod', few: 'body', many: 'bodu', other: 'bodov' }`.
 */
export type PluralForms = {
  one: string;
  few?: string | undefined;
  many?: string | undefined;
  other: string;
};

/**
 * Units never expire, expire a whole number of months after earning, or at a calendar year's end.
 */
export type Expiry =
  | { kind: 'none' }
  | { kind: 'after_months'; months: number }
  | { kind: 'year_end' };

/** What the member collects. `id` is stable for ever: entries name it. */
export type Unit = {
  id: string;
  kind: 'points' | 'stamps' | 'credit';
  /** Words per language; the merchant's own language is always present. */
  names: Partial<Record<Locale, PluralForms>>;
  /** Name of a Lucide icon. */
  icon?: string | undefined;
  /** Days between earning and being spendable; 0 = at once. */
  activation_days: number;
  expiry: Expiry;
};

/**
 * A unit whose reward costs `size` of it. Nothing is issued when it is full:
 * ready = ⌊balance ÷ size⌋.
 */
export type StampCard = { unit: string; size: number; reward_id: string };

/**
 * Which lines of an order are meant. A line has to be in every list that is given; a line carries
 * any number of tags and one of them is enough. Absent lists match every line.
 */
export type LineMatch = {
  categories?: string[] | undefined;
  skus?: string[] | undefined;
  tags?: string[] | undefined;
};

/**
 * What a rule gives.
 * - `per_amount`: `units` for each `per_minor` of net amount. `remainder: 'keep'` carries the rest
 *   in an account of numerators of `units / per_minor`; `'drop'` rounds down per order.
 * - `per_item`: `units` for each piece of a matching line.
 * - `fixed`: `units` once for the trigger (a visit, an enrollment, a purchase).
 */
export type Effect =
  | {
      kind: 'per_amount';
      unit: string;
      units: number;
      per_minor: number;
      remainder: 'keep' | 'drop';
    }
  | { kind: 'per_item'; unit: string; units: number }
  | { kind: 'fixed'; unit: string; units: number };

/**
 * `visit` fires when an event begins a new visit; `purchase` on a paid order; `enrollment` once.
 */
export type Trigger = 'purchase' | 'visit' | 'enrollment';

/**
 * How much a rule may give one member. `times` counts the purchases, visits or occasions that it
 * gave something for, `units` what it gave. Days are business days, weeks begin on Monday.
 */
export type Limit = { of: 'units' | 'times'; most: number; per: LimitPeriod };
export type LimitPeriod = 'day' | 'week' | 'month' | 'year' | 'ever';

/** A standing term. `id` is stable across versions: entries name `rule:ID@VERSION`. */
export type EarningRule = {
  id: string;
  on: Trigger;
  match?: LineMatch | undefined;
  /** All of them have to hold. */
  when?: Condition[] | undefined;
  give: Effect;
  limits?: Limit[] | undefined;
};

/**
 * What a promotion gives on top of the rules: `multiplier` adds (numerator ÷ denominator − 1) times
 * what the rules give for the lines it matches, rounded down per order; the others as for rules.
 */
export type PromotionEffect =
  | Exclude<Effect, { kind: 'per_amount' }>
  | { kind: 'per_amount'; unit: string; units: number; per_minor: number; remainder: 'drop' }
  | { kind: 'multiplier'; unit: string; numerator: number; denominator: number };

/**
 * Extra earning for a time, open to every member who meets its conditions. Of the promotions that
 * don't stack only the one that gives most counts, per unit and order.
 */
export type Promotion = {
  id: string;
  /** Words per language, shown to members; absent = only the sentence speaks. */
  names?: Partial<Record<Locale, string>> | undefined;
  on: Exclude<Trigger, 'enrollment'>;
  match?: LineMatch | undefined;
  when: Condition[];
  give: PromotionEffect;
  limits?: Limit[] | undefined;
  stacks: boolean;
};

/** How much of a unit all rules and promotions together may give one member in a period. */
export type Cap = { unit: string; most: number; per: LimitPeriod };

export type RefundPolicy = 'debt' | 'forgive' | 'negative' | 'only_pending';

/**
 * The merchant's whole scheme as one plain document. Published versions are immutable.
 * Everything `decide` needs to know about time and money is in here, so a version replays alone.
 */
export type ProgramDocument = {
  schema: 1;
  /** ISO 4217, upper case. */
  currency: string;
  /** IANA zone of the merchant. */
  zone: string;
  /** Local time at which a business day begins, `HH:MM`. */
  day_starts_at: string;
  units: Unit[];
  stamp_cards: StampCard[];
  rules: EarningRule[];
  promotions?: Promotion[] | undefined;
  caps?: Cap[] | undefined;
  tiers?: TierTerms | undefined;
  milestones?: Milestone[] | undefined;
  occasions?: Occasion[] | undefined;
  /** Events at one location within this time are one visit. */
  cool_down_minutes: number;
  refund_policy: RefundPolicy;
  /** Parts of an order that earn besides its lines. */
  base: { shipping: boolean; tips: boolean; fees: boolean };
};

/** A published version; `number` counts from 1 per merchant. */
export type ProgramVersion = { number: number; document: ProgramDocument };
