import type { RefundAnswer, RefundInput } from '#contract/order.ts';
import { type Refused, refuse } from '#contract/refusals.ts';
import { mulDivFloor } from '#core/amount.ts';
import type { OrderSnapshot } from '#core/event.ts';
import {
  isElsewhere,
  runWrite,
  toWritten,
  type Write,
  type Writer,
  type Written,
} from '#features/decision/index.ts';
import type { Loaded, LoadedOrder, Plan, RunResult } from '#features/ledger/index.ts';
import { newId } from '#platform/ids/ids.ts';
import { contentHash } from './order-hash.ts';
import { isUnawarded } from './plan-order.ts';
import { settleSnapshot } from './settle-snapshot.ts';
import { toRefund } from './to-snapshot.ts';

/** Money refunded in the currency of the sale, in the shop's; all of it is all of it. */
const inShopCurrency = (snapshot: OrderSnapshot, input: RefundInput): RefundInput => {
  const { original, total_minor } = snapshot;
  if (!original || total_minor === null || input.amount_minor === undefined) return input;
  if (original.total_minor === 0) return input;
  const amount_minor = mulDivFloor(input.amount_minor, total_minor, original.total_minor);
  return { ...input, amount_minor };
};

const withRefund = (
  { snapshot }: LoadedOrder,
  input: RefundInput,
): { ok: true; snapshot: OrderSnapshot } | Refused => {
  const ids = snapshot.lines.map(({ id }) => id);
  const made = toRefund(inShopCurrency(snapshot, input), ids);
  if (!made.ok) return made;
  return { ok: true, snapshot: { ...snapshot, refunds: [...snapshot.refunds, made.refund] } };
};

const planRefund = (writer: Writer, { order, profile }: Loaded, input: RefundInput): Plan => {
  if (!order || isElsewhere(writer, order.snapshot.location_id)) return refuse('not_found');
  if (order.state === 'pending') return refuse('order_not_paid', { state: order.state });
  const next = withRefund(order, input);
  if (!next.ok) return next;
  const settled = settleSnapshot(order, next.snapshot, false);
  if (!settled.ok) return settled;
  if (settled.stale) return { ok: true, stale: true };
  const { net_minor, snapshot } = settled;
  const { source, external_id, currency, hash, contact, card_id } = order;
  const refund = { external_id: input.external_id, hash: contentHash(input) };
  const details = { source, external_id, currency, hash, contact, card_id, net_minor, refund };
  const isPlain = !profile || isUnawarded(order);
  if (isPlain) return { ok: true, guest: { order_id: order.id, snapshot, order: details } };
  const event = { type: 'order', order_id: order.id, snapshot, new_visit_id: newId() } as const;
  return { ok: true, event, order: details };
};

/** A refund that is known already answers with what it caused. */
const asReplay = (result: RunResult): RunResult => {
  const known = result.status === 'stale' ? result.loaded.keys.refund : null;
  if (result.status !== 'stale' || !known) return result;
  const { loaded } = result;
  const subject_id = loaded.order?.id ?? null;
  return { status: 'replayed', by: 'refund', decision_id: known.decision_id, subject_id, loaded };
};

/** Takes pieces or money of an order back; the member keeps what the rest is worth. */
export const refundOrder = async (
  writer: Writer,
  orderId: string,
  input: RefundInput,
): Promise<Written<RefundAnswer> | Refused> => {
  const what: Write<RefundAnswer> = {
    load: { order: { id: orderId, refund_id: input.external_id } },
    plan: (loaded) => planRefund(writer, loaded, input),
    body: (parts) => parts,
  };
  return toWritten(writer, what, asReplay(await runWrite(writer, what)));
};
