import type { InclusionAnswer, InclusionInput } from '#contract/order.ts';
import { type Refused, refuse } from '#contract/refusals.ts';
import {
  isElsewhere,
  VISITS_WITHIN_MINUTES,
  type Write,
  type Writer,
  type Written,
  write,
} from '#features/decision/index.ts';
import type { Loaded, LoadRequest, Plan } from '#features/ledger/index.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import { newId } from '#platform/ids/ids.ts';
import { findOrder } from './order-queries.ts';

type Near = NonNullable<LoadRequest['near']>;

const planInclusion = ({ order, profile }: Loaded, near: Near, reason?: string): Plan => {
  if (!order) return refuse('not_found');
  const { id: order_id, snapshot } = order;
  if (!profile) return refuse('order_not_excluded', { order_id });
  const hasMoved = snapshot.location_id !== near.location_id || order.at !== near.at;
  // A snapshot came between: the visits that were loaded are those of another place or time.
  if (hasMoved) return refuse('idempotency_in_flight');
  return { ok: true, event: { type: 'inclusion', order_id, new_visit_id: newId(), reason } };
};

/** Lets an order that was taken back earn again, under the terms it once had. */
export const includeOrder = async (
  writer: Writer,
  orderId: string,
  { reason }: InclusionInput,
): Promise<Written<InclusionAnswer> | Refused> => {
  const { db, merchantId } = writer.ctx;
  const order = await inMerchant(db, merchantId, (trx) => findOrder(merchantId, orderId, trx));
  if (!order || isElsewhere(writer, order.location_id)) return refuse('not_found');
  const at = order.at.getTime();
  const near = { at, location_id: order.location_id, minutes: VISITS_WITHIN_MINUTES };
  const what: Write<InclusionAnswer> = {
    load: { order: { id: orderId }, near },
    plan: (loaded) => planInclusion(loaded, near, reason),
    body: (parts) => parts,
  };
  return write(writer, what);
};
