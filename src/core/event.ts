/**
 * What can happen to one member. Events are plain JSON, stored with the decision they caused;
 * all times are epoch milliseconds, all money minor units of the program's currency.
 */

/** A line as sold. `total_minor` is after the line's own discount and before the order's. */
export type OrderLine = {
  id: string;
  sku?: string | undefined;
  name: string;
  category?: string | undefined;
  /** Of the product, e.g. `new` or `seasonal`. */
  tags?: string[] | undefined;
  /** Whole pieces, ≥ 1; goods by weight count as one piece. */
  quantity: number;
  total_minor: number;
  /** False for what never earns, e.g. the sale of a gift card. */
  earns: boolean;
};

/** A refund of an order. Lines give quantities; `amount_minor`, where given, is the money. */
export type Refund = {
  external_id: string;
  lines: { id: string; quantity: number }[];
  amount_minor?: number | undefined;
};

export type OrderState = 'pending' | 'paid' | 'canceled';

/** The lines as sold and the set of refunds known so far. `total_minor: null` = amount unknown. */
export type OrderSnapshot = {
  version: number;
  state: OrderState;
  occurred_at: number;
  location_id: string;
  total_minor: number | null;
  discount_minor: number;
  shipping_minor: number;
  tip_minor: number;
  fees_minor: number;
  tax_minor: number;
  tax_included: boolean;
  lines: OrderLine[];
  refunds: Refund[];
  /** The figures in the currency it was sold in, where that is not the program's. */
  original?: { currency: string; total_minor: number; line_totals: number[] } | undefined;
};

/**
 * A newer snapshot of an order, or the first. `visit_id` names the visit it belongs to, if known.
 */
export type OrderEvent = {
  type: 'order';
  order_id: string;
  snapshot: OrderSnapshot;
  visit_id?: string | undefined;
  /** The id a new visit gets when this order begins one. */
  new_visit_id: string;
  /** The order moves to another member: everything it gave here is taken back. */
  detached?: boolean | undefined;
  /**
   * Read from a file: the version live then (epoch ms) awards it, its units count from then on, and
   * nobody is told.
   */
  imported_at?: number | undefined;
};

/** A presence, with what staff tapped: `amount` items of the unit. */
export type VisitEvent = {
  type: 'visit';
  visit_id: string;
  occurred_at: number;
  location_id: string;
  stamps: { unit: string; amount: number }[];
};

/** A customer joins; `location_id` is where, if known. */
export type EnrollmentEvent = {
  type: 'enrollment';
  occurred_at: number;
  location_id?: string | undefined;
};

/** One exchange of units for a reward, step by step. The reward's revision stands in the facts. */
export type RedemptionEvent = {
  type: 'redemption';
  redemption_id: string;
  /** With the first step: the voucher that pays for it instead of units. */
  voucher_id?: string | undefined;
  step: 'hold' | 'issue' | 'capture' | 'release' | 'fulfill' | 'cancel' | 'expire';
};

export type AdjustmentEvent = { type: 'adjustment'; unit: string; amount: number; reason: string };

/** Takes back a decision: an order is excluded, a visit or adjustment undone. */
export type ReversalEvent = { type: 'reversal'; decision_id: string; reason?: string | undefined };

/** An order that a reversal has excluded earns again. */
export type InclusionEvent = {
  type: 'inclusion';
  order_id: string;
  /** The id a new visit gets when the order begins one. */
  new_visit_id: string;
  reason?: string | undefined;
};

/** A member's own day, `YYYY-MM-DD`, comes near: the gift of the program's occasion. */
export type OccasionEvent = { type: 'occasion'; occasion: string; day: string };

/**
 * The nightly look at a tier whose period ends on `until` (null = it does not end); standing
 * otherwise by now, nothing happens.
 */
export type TierReviewEvent = { type: 'tier_review'; until: string | null };

/** A tier given by hand, to the end of a business day or for good; null = what is earned again. */
export type TierAssignmentEvent = {
  type: 'tier_assignment';
  tier: string | null;
  until: string | null;
  reason: string;
};

/** Records in the ledger what has already stopped counting. */
export type ExpiryEvent = { type: 'expiry' };

/**
 * Merges open lots of one unit and expiry that were earned before a moment (epoch ms), where there
 * are at least so many of them.
 */
export type CompactionEvent = { type: 'compaction'; earned_before: number; least: number };

export type MemberEvent =
  | OrderEvent
  | VisitEvent
  | EnrollmentEvent
  | RedemptionEvent
  | AdjustmentEvent
  | ReversalEvent
  | InclusionEvent
  | OccasionEvent
  | TierReviewEvent
  | TierAssignmentEvent
  | ExpiryEvent
  | CompactionEvent;
