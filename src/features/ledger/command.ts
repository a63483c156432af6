import type { Refused } from '#contract/refusals.ts';
import type { Decision } from '#core/decision.ts';
import type { MemberEvent, OrderSnapshot } from '#core/event.ts';
import type { DeviceAction, LoadRequest } from './load-request.ts';
import type { Loaded } from './loaded.ts';

/** What an order's row holds beside what the core decides. */
export type OrderDetails = {
  source: string;
  external_id: string;
  currency: string;
  /** Over the snapshot as the source sent it. */
  hash: string;
  contact?: unknown;
  card_id?: string | null | undefined;
  /** Money that remains of the order after its refunds; null when unknown. */
  net_minor: number | null;
  import_id?: string | undefined;
  /** The refund this event brings, if it brings one; it replaces the snapshot as natural key. */
  refund?: { external_id: string; hash: string } | undefined;
};

/** An event of a member, for the core to decide. */
export type EventPlan = {
  ok: true;
  event: MemberEvent;
  order?: OrderDetails | undefined;
  /** Of visits' and redemptions' rows; events that carry a location need none. */
  location_id?: string | undefined;
  card_id?: string | null | undefined;
  /** Reasons a person should look at it. */
  flags?: string[] | undefined;
};

/** An order of nobody we know, or imported without award: kept with its keys, decides nothing. */
export type GuestPlan = {
  ok: true;
  guest: { order_id: string; snapshot: OrderSnapshot; order: OrderDetails };
};

/** An older snapshot of an order that the core can't compare: it is nobody's, or another's. */
export type StalePlan = { ok: true; stale: true };

export type Plan = EventPlan | GuestPlan | StalePlan | Refused;

/** What a write answered, kept for the repeat of its idempotency key. */
export type StoredResponse = { status: number; body: unknown };

/** What came of a decided event, before it is written. */
export type Decided = { decision: Decision | null; loaded: Loaded };

/**
 * One write to the ledger. `plan` and `respond` are called anew in every round, with what was
 * loaded for it, and change nothing themselves.
 */
export type Command = {
  load: LoadRequest;
  plan: (loaded: Loaded, now: number) => Plan;
  /** The hash is over method, path and canonical body; without it nothing is kept. */
  idempotency?:
    | {
        principal: string;
        key: string;
        hash: string;
        respond: (decided: Decided) => Promise<StoredResponse>;
      }
    | undefined;
  device?: DeviceAction | undefined;
};

export type RunResult =
  | { status: 'committed'; decision: Decision; loaded: Loaded; sequence: number }
  /** A guest's order was written; there is nothing to decide. */
  | { status: 'recorded'; loaded: Loaded }
  /** The same write once more, told by its natural key. */
  | {
      status: 'replayed';
      by: 'snapshot' | 'refund' | 'device';
      decision_id: string | null;
      subject_id: string | null;
      loaded: Loaded;
    }
  /** The same write once more, told by its idempotency key. */
  | { status: 'replayed'; by: 'idempotency'; response: StoredResponse; loaded: Loaded }
  /** An older or identical snapshot: nothing changes. */
  | { status: 'stale'; loaded: Loaded }
  | ({ status: 'refused'; loaded: Loaded } & Pick<Refused, 'refusal'>)
  | { status: 'in_flight' }
  | { status: 'idempotency_mismatch' }
  /** A device used one of its numbers for two different actions. */
  | { status: 'device_mismatch' };
