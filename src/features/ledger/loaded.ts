import type { OrderSnapshot } from '#core/event.ts';
import type { MemberState, RewardRevision } from '#core/state.ts';

export type MemberProfile = {
  id: string;
  name: string | null;
  locale: string | null;
  /** null = a customer known from orders only. */
  enrolled_at: number | null;
  joined_program_version: number | null;
  demo: boolean;
  visits: number;
  last_visit_at: number | null;
  sequence: number;
};

/** An order's row beside what the core sees of it; also of a guest or of another member. */
export type LoadedOrder = {
  id: string;
  at: number;
  source: string;
  external_id: string;
  version: number;
  revision: number;
  hash: string;
  member_id: string | null;
  card_id: string | null;
  contact: unknown;
  currency: string;
  state: 'pending' | 'paid' | 'canceled';
  snapshot: OrderSnapshot;
  /** The terms are frozen: a member got, or could have got, units for it. */
  frozen: boolean;
  /** The decision of the current snapshot; null for a guest's. */
  decision_id: string | null;
};

export type LoadedRedemption = {
  id: string;
  at: number;
  member_id: string;
  staff_id: string | null;
  till_id: string | null;
  card_id: string | null;
};

/** An earlier decision: who made it and whether it still stands. */
export type LoadedDecision = {
  id: string;
  at: number;
  member_id: string;
  event_type: string;
  subject: string;
  actor: string;
  staff_id: string | null;
  till_id: string | null;
  reversed_by: string | null;
};

/** Writes that this request would repeat. */
export type LoadedKeys = {
  idempotency: { hash: string; status: number; body: unknown } | null;
  device: {
    hash: string;
    kind: string;
    subject_id: string | null;
    decision_id: string | null;
  } | null;
  snapshot: { hash: string; decision_id: string | null } | null;
  refund: { hash: string; decision_id: string | null } | null;
};

/** All that one round trip brings. */
export type Loaded = {
  /** The member that the request's reference names; null: it names nobody. */
  named: string | null;
  /** The card by whose code the member was named. */
  card_id: string | null;
  profile: MemberProfile | null;
  latest_program: number | null;
  state: MemberState | null;
  /** Per unit, at the time of loading, whether or not the lots were loaded. */
  active: Record<string, number>;
  pending: Record<string, number>;
  order: LoadedOrder | null;
  redemption: LoadedRedemption | null;
  decision: LoadedDecision | null;
  reward: RewardRevision | null;
  keys: LoadedKeys;
};
