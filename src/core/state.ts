import type { OrderSnapshot } from './event.ts';
import type { Progress } from './milestone.ts';
import { NO_TIER, type TierStanding } from './tier.ts';
import type { VoucherRecord } from './voucher.ts';
import type { DayCount } from './window.ts';

/** Units earned together. `left` falls as they are spent, repaid or expire. */
export type Lot = {
  /** `decision_id:n`, unique per merchant; n < 0 when the lot prolongs an earlier one. */
  key: string;
  unit: string;
  /**
   * What earned it: `order:ID`, `visit:ID`, `enrollment`, `adjustment:ID`; `compaction` once lots
   * of several origins were merged. Restores keep it.
   */
  origin: string;
  amount: number;
  left: number;
  earned_at: number;
  /** Spendable from here on (epoch ms). */
  active_from: number;
  /** No longer spendable from here on; null = never expires. */
  expires_at: number | null;
};

/** Units set aside for an open redemption until `expires_at`. */
export type Hold = { redemption_id: string; unit: string; amount: number; expires_at: number };

/**
 * What one rule gave so far. `units` is whole units; `numerator` the exact share of a rule that
 * keeps its remainder, over `denominator`. `forgiven` counts units that a refund should have taken
 * and the policy let go: they are not given a second time.
 */
export type PostedRule = { unit: string; forgiven?: number | undefined } & (
  | { units: number }
  | { numerator: number; denominator: number }
);

/** What an order gave so far, by rule id. */
export type Posted = Record<string, PostedRule>;

/**
 * The terms frozen by the first paid snapshot of a known member. With the version's document it is
 * all that `award` needs, whatever happens to member or program afterwards.
 */
export type Basis = {
  version: number;
  /** Rules, then promotions, in force for this order, each in document order. */
  rules: string[];
  /** Units that limits and caps left when it was frozen, by limit; absent = no limit. */
  room?: Record<string, number> | undefined;
  /** Units of item rules that a tap at the till already gave in the same visit. */
  covered: Record<string, number>;
  frozen_at: number;
  /** The member's tier then: its rates stay those of the order. */
  tier?: string | undefined;
  /** The decision that froze it. */
  frozen_by: string;
  /** Units of an imported order count from here (epoch ms) instead of from its sale. */
  counted_from?: number | undefined;
};

export type OrderRecord = {
  id: string;
  snapshot: OrderSnapshot;
  basis: Basis | null;
  posted: Posted;
  /** Set by a reversal: earns nothing until included again. */
  excluded: boolean;
  visit_id: string | null;
};

export type VisitRecord = {
  id: string;
  at: number;
  location_id: string;
  /** The decision that began it; null once that was reversed: the visit then counts no more. */
  begun_by: string | null;
  /** Units given by taps, and how much of them orders of this visit have already answered for. */
  tapped: Record<string, number>;
  covered: Record<string, number>;
};

/** The reward as it was when redeemed; revisions are immutable. */
export type RewardRevision = {
  reward_id: string;
  revision: number;
  kind: 'free_product' | 'amount_off' | 'percent_off';
  cost: { unit: string; amount: number };
  /** True when copies are counted: issuing one takes a claim. */
  limited: boolean;
  active: boolean;
};

export type RedemptionState = 'held' | 'released' | 'issued' | 'fulfilled' | 'canceled' | 'expired';

/** The reward at the price that was paid, with the voucher if one paid for it. */
export type RedeemedReward = RewardRevision & { voucher_id?: string | undefined };

export type RedemptionRecord = {
  id: string;
  state: RedemptionState;
  reward: RedeemedReward;
  hold_expires_at: number | null;
  issued_at: number | null;
  /** The decision that took the units; its allocations are what a cancellation restores. */
  issued_by: string | null;
};

/** An earlier decision, as far as taking it back needs it. */
export type DecisionRecord = {
  id: string;
  at: number;
  event_type: string;
  program_version: number;
  /** `order:ID`, `visit:ID`, `redemption:ID`, `adjustment:ID`, `enrollment`, … */
  subject: string;
  entries: { unit: string; amount: number }[];
  allocations: { lot: string; amount: number }[];
  /** Units per unit that staff tapped in it. */
  tapped: Record<string, number>;
  days: DayCount[];
  reversed_by: string | null;
};

/**
 * What `decide` sees of one member. The database loads only the records an event needs;
 * replay holds all of them. Both must lead to the same decision.
 */
export type MemberState = {
  /** Counts the member's decisions; the commit compares it. */
  version: number;
  /** Per unit: balance = Σ entries = Σ lots.left − debt. */
  accounts: Record<string, { balance: number; debt: number }>;
  /** Open lots, plus closed ones of the subject at hand (they can be restored). */
  lots: Lot[];
  /** Units in open lots that were too many to load; only their sum is known. */
  unloaded: Record<string, number>;
  holds: Hold[];
  /** `unit/denominator` → numerator, 0 ≤ numerator < denominator. */
  remainders: Record<string, number>;
  orders: Record<string, OrderRecord>;
  /** Visits near the event's time, and the one it names. */
  visits: VisitRecord[];
  redemptions: Record<string, RedemptionRecord>;
  decisions: Record<string, DecisionRecord>;
  /** Progress of milestones that the event may change, by `progressKey`. */
  progress: Record<string, Progress>;
  /** Vouchers of those milestones, and the one an event names, by id. */
  vouchers: Record<string, VoucherRecord>;
  /** Loaded where the program has tiers. */
  tier: TierStanding;
  /** Sums over the windows that the event needs, by `windowKey`. */
  windows: Record<string, number>;
  /** Everything that counted, by measure and business day; null = only windows are loaded. */
  days: Record<string, Record<string, number>> | null;
};

export const emptyState = (): MemberState => ({
  version: 0,
  accounts: {},
  lots: [],
  unloaded: {},
  holds: [],
  remainders: {},
  orders: {},
  visits: [],
  redemptions: {},
  decisions: {},
  progress: {},
  vouchers: {},
  tier: NO_TIER,
  windows: {},
  days: {},
});
