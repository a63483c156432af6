import type { Channel } from './condition.ts';
import type { DomainEventType } from './domain-event.ts';
import type { MemberEvent } from './event.ts';
import type { Explanation } from './explanation.ts';
import type { Progress } from './milestone.ts';
import type { ProgramVersion } from './program.ts';
import type {
  Hold,
  Lot,
  MemberState,
  OrderRecord,
  RedemptionRecord,
  RewardRevision,
  VisitRecord,
} from './state.ts';
import type { TierStanding } from './tier.ts';
import type { VoucherRecord } from './voucher.ts';
import type { DayCount } from './window.ts';

export type { Explanation } from './explanation.ts';

/**
 * Why units moved: `rule:ID@VERSION` (rules and promotions), `milestone:ID@VERSION`,
 * `occasion:ID@VERSION`, `reward:ID#REVISION`, `adjustment`, `expiry`, `tap`, `reversal`.
 */
export type Cause = string;

/** The merchant's side of an entry. Its balance is summed from entries, never stored. */
export type CounterAccount = 'issued' | 'redeemed' | 'adjusted' | 'expired' | 'imported';

/**
 * One immutable change of an account. `amount` = change of Σ lots.left − `debt`; it is 0 only on an
 * `expire` entry whose whole lot repaid debt.
 */
export type Entry = {
  unit: string;
  amount: number;
  /** Change of the account's debt that this entry brought. */
  debt: number;
  counter: CounterAccount;
  cause: Cause;
  explanation: Explanation;
};

/** Taken from a lot (positive) or given back to it (negative); at most one per lot and decision. */
export type Allocation = { lot: string; amount: number };

/** A unit of something shared: stock, places, uses. Taken all or nothing with the decision. */
export type Claim = { kind: 'reward_stock'; id: string; amount: number };

/** What others hear of, by the outbox. `data` is plain JSON. */
export type DomainEvent = { type: DomainEventType; data: Record<string, unknown> };

/**
 * Everything one event changes for one member; applying it is the only way balances change. Lots in
 * `lots` have keys `{decision_id}:{n}` and `left = amount`; allocations apply to them too,
 * afterwards. n counts from 0; a lot that prolongs another after a cancellation counts from −1
 * down. Per unit: Σ entry.amount = Σ lot.amount − Σ allocation.amount − Σ entry.debt.
 */
export type Decision = {
  id: string;
  at: number;
  program_version: number;
  event: MemberEvent;
  facts: Facts;
  entries: Entry[];
  lots: Lot[];
  allocations: Allocation[];
  /** Changes per unit, never both 0. */
  accounts: { unit: string; balance: number; debt: number }[];
  /** New absolute numerators. */
  remainders: { unit: string; denominator: number; numerator: number }[];
  /** The order as it stands afterwards, if the event touched one. */
  order: OrderRecord | null;
  /** Visits that began or changed, as they stand afterwards. */
  visits: VisitRecord[];
  /** What it adds to the member's business days; never 0. */
  days: DayCount[];
  /** Progress of milestones that changed, as it stands afterwards. */
  progress: Progress[];
  /** Vouchers that were given or changed, as they stand afterwards. */
  vouchers: VoucherRecord[];
  /** The member's standing afterwards, if it changed. */
  tier: TierStanding | null;
  redemption: RedemptionRecord | null;
  hold: { open: Hold } | { close: string } | null;
  /** The decision that this one takes back. */
  reverses: string | null;
  /** Sorted by kind, id. Negative amounts give back. */
  claims: Claim[];
  outbox: DomainEvent[];
};

/**
 * What the shell looked up for the event. Stored with the decision: replay needs nothing else.
 * `denied` lists claims that the commit refused in an earlier round.
 */
export type Facts = {
  decision_id: string;
  reward?: RewardRevision | undefined;
  /** The latest version, where that is another than the one the event is decided under. */
  current?: number | undefined;
  /** The member as conditions know them, where the program asks. */
  member?: MemberFacts | undefined;
  /** How the location sells, where the program asks. */
  channel?: Channel | undefined;
  /** Ids for vouchers that the decision may give. */
  ids?: string[] | undefined;
  denied: { kind: string; id: string }[];
};

/** `birthday` is `YYYY-MM-DD`, `enrolled_at` epoch ms; null = not known, not joined. */
export type MemberFacts = {
  enrolled_at: number | null;
  birthday: string | null;
  tags: string[];
};

/** A refusal is a value; `code` comes from the closed list of the contract. */
export type Refusal = { code: RefusalCode; details: Record<string, string | number> };

/** Codes the core itself can answer with; the contract's list contains them all. */
export type RefusalCode =
  | 'insufficient_units'
  | 'unknown_unit'
  | 'unit_not_stamps'
  | 'order_version_conflict'
  | 'order_line_removed'
  | 'refund_exceeds_order'
  | 'refund_line_unknown'
  | 'refund_changed'
  | 'order_not_paid'
  | 'order_not_excluded'
  | 'reward_inactive'
  | 'reward_sold_out'
  | 'redemption_state'
  | 'hold_expired'
  | 'tier_unknown'
  | 'voucher_invalid'
  | 'already_reversed'
  | 'not_reversible'
  | 'adjustment_zero'
  | 'adjustment_below_zero';

/** `stale` = an older or identical snapshot: nothing changes, nothing is wrong. */
export type Outcome =
  | { ok: true; decision: Decision }
  | { ok: true; decision: null; stale: true }
  | { ok: false; refusal: Refusal };

/**
 * Programs a decision may need: the version live for this event and, for an order with a frozen
 * basis, the version of that basis. Tiers go by the latest version, `current`, also for late
 * events; it stands in the facts (absent = the live one).
 */
export type Programs = {
  live: ProgramVersion;
  basis?: ProgramVersion | undefined;
  current?: ProgramVersion | undefined;
};

export type Decide = (
  programs: Programs,
  state: MemberState,
  event: MemberEvent,
  facts: Facts,
  now: number,
) => Outcome;
