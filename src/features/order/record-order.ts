import type { OrderAnswer, OrderInput } from '#contract/order.ts';
import type { Refused } from '#contract/refusals.ts';
import { refuse } from '#contract/refusals.ts';
import {
  isElsewhere,
  memberKey,
  placeOf,
  runWrite,
  shopFacts,
  toWritten,
  VISITS_WITHIN_MINUTES,
  type Write,
  type Writer,
  type Written,
} from '#features/decision/index.ts';
import type { Loaded, RunResult } from '#features/ledger/index.ts';
import { decodeId, encodeId } from '#platform/ids/ids.ts';
import { cardOf } from './card-of.ts';
import { detachOrder } from './move-order.ts';
import { contentHash } from './order-hash.ts';
import { isAnothers, planSnapshot, type SnapshotPlan } from './plan-order.ts';
import { toSnapshot } from './to-snapshot.ts';

/** Each turn takes the order from one more member; nobody passes it on in circles. */
const MOST_MOVES = 3;

const planOf = async (
  writer: Writer,
  input: OrderInput,
): Promise<{ ok: true; plan: SnapshotPlan } | Refused> => {
  const place = await placeOf(writer, input.location_id);
  if (!place.ok) return place;
  const { currency } = await shopFacts(writer.ctx);
  const now = writer.ctx.clock.now();
  const made = toSnapshot(input, { currency, locationId: place.location, now });
  if (!made.ok) return made;
  const visitId = input.visit_id === undefined ? undefined : decodeId('vis', input.visit_id);
  if (visitId === null) return refuse('not_found');
  const named = await cardOf(writer.ctx, input.card_id);
  if (!named.ok) return named;
  const { source, external_id } = input;
  return {
    ok: true,
    plan: {
      snapshot: made.snapshot,
      member: input.member && { source, ...input.member },
      visitId,
      flags: writer.flags,
      details: { source, external_id, currency, hash: contentHash(input), card_id: named.card },
    },
  };
};

/** Neither an order nor a visit of another location may be drawn to one's own. */
const isOutOfReach = (writer: Writer, { order, state }: Loaded, { visitId }: SnapshotPlan) => {
  const visit = state?.visits.find(({ id }) => id === visitId);
  return [order?.snapshot, visit].some((known) => known && isElsewhere(writer, known.location_id));
};

const writeOf = async (
  writer: Writer,
  input: OrderInput,
  plan: SnapshotPlan,
): Promise<Write<OrderAnswer>> => {
  const { ctx } = writer;
  const { source, external_id, version } = input;
  const { occurred_at: at, location_id } = plan.snapshot;
  // Made once: a repeated round must not give a new order a new id.
  let newOrder: string | undefined;
  const orderId = (loaded: Loaded) => loaded.order?.id ?? newOrder ?? '';
  return {
    load: {
      member: input.member && (await memberKey(ctx, input.member, source)),
      order: { source, external_id, version },
      near: { at, location_id, minutes: VISITS_WITHIN_MINUTES },
      visit_id: plan.visitId,
    },
    plan: (loaded) => {
      if (isOutOfReach(writer, loaded, plan)) return refuse('not_found');
      const next = planSnapshot(loaded, plan);
      if (next.ok && 'event' in next && next.event.type === 'order') newOrder = next.event.order_id;
      if (next.ok && 'guest' in next) newOrder = next.guest.order_id;
      return next;
    },
    body: (parts, loaded) => ({ id: encodeId('ord', orderId(loaded)), ...parts }),
  };
};

/** The same snapshot once more answers with what its version caused, however its text differs. */
const asReplay = (result: RunResult, version: number): RunResult => {
  const order = result.status === 'stale' ? result.loaded.order : null;
  if (result.status !== 'stale' || order?.version !== version) return result;
  const { id: subject_id, decision_id } = order;
  const { loaded } = result;
  return { status: 'replayed', by: 'snapshot', decision_id, subject_id, loaded };
};

/** A newer snapshot names another member: the order leaves the first one. */
const leaving = (result: RunResult, version: number) => {
  if (result.status !== 'refused') return null;
  const { order, named } = result.loaded;
  return order && isAnothers(order, named) && version > order.version ? order : null;
};

/**
 * Records a snapshot of a purchase and gives the member what it is worth, or the difference to what
 * an earlier snapshot gave. A guest's order is kept without a decision.
 */
export const recordOrder = async (
  writer: Writer,
  input: OrderInput,
): Promise<Written<OrderAnswer> | Refused> => {
  const planned = await planOf(writer, input);
  if (!planned.ok) return planned;
  const what = await writeOf(writer, input, planned.plan);
  let result = await runWrite(writer, what);
  for (let moves = 0; moves < MOST_MOVES; moves++) {
    const order = leaving(result, input.version);
    if (!order || isElsewhere(writer, order.snapshot.location_id)) break;
    await detachOrder(writer.ctx, order);
    result = await runWrite(writer, what);
  }
  return toWritten(writer, what, asReplay(result, input.version));
};
