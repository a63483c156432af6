import { type Refused, refuse } from '#contract/refusals.ts';
import type { OrderSnapshot } from '#core/event.ts';
import { netOrder } from '#core/order-net.ts';
import { reconcile } from '#core/snapshot.ts';
import type { LoadedOrder } from '#features/ledger/index.ts';

/** Money counts whole: what earns is the program's affair, what is left of the order is not. */
const WHOLE = { shipping: true, tips: true, fees: true };

export type Settled =
  | { ok: true; stale: true }
  | { ok: true; stale: false; snapshot: OrderSnapshot; net_minor: number | null }
  | Refused;

/** Money left of an order after its refunds; null = unknown, 0 once it is canceled. */
const netMinor = (snapshot: OrderSnapshot): { ok: true; net_minor: number | null } | Refused => {
  const measured = netOrder(snapshot, WHOLE);
  if (!measured.ok) return refuse(measured.refusal.code, measured.refusal.details);
  if (snapshot.state === 'canceled') return { ok: true, net_minor: 0 };
  const { amount_known, remaining_minor } = measured.net;
  return { ok: true, net_minor: amount_known ? remaining_minor : null };
};

/**
 * What a snapshot makes of the order as it is kept: the one to write, with every refund known so
 * far, or that it is older than what is known. The core decides the same for a member's order; an
 * order of nobody, or one that is about to find its member, is settled here alone.
 */
export const settleSnapshot = (
  known: LoadedOrder | null,
  incoming: OrderSnapshot,
  findsMember: boolean,
): Settled => {
  const record = known
    ? { ...known, basis: null, posted: {}, excluded: false, visit_id: null }
    : undefined;
  const next = reconcile(record, incoming, findsMember);
  if (next.kind === 'stale') return { ok: true, stale: true };
  if (next.kind === 'refused') return refuse(next.refusal.code, next.refusal.details);
  const net = netMinor(next.snapshot);
  if (!net.ok) return net;
  return { ok: true, stale: false, snapshot: next.snapshot, net_minor: net.net_minor };
};
