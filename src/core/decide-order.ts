import { type Frozen, freezeBasis } from './basis.ts';
import { compile } from './compile.ts';
import type { Outcome, Programs } from './decision.ts';
import { type Frame, refused, STALE } from './decision-draft.ts';
import type { OrderEvent } from './event.ts';
import { postOrder, versionOf } from './order-decision.ts';
import { netOrder } from './order-net.ts';
import { isElsewhere, reconcile } from './snapshot.ts';
import type { MemberState, OrderRecord } from './state.ts';

/** Whether a snapshot that is already known has still to be awarded, or taken back, here. */
const isUnsettled = (record: OrderRecord, event: OrderEvent): boolean =>
  isElsewhere(record) !== (event.detached === true);

const freshRecord = (event: OrderEvent): OrderRecord => ({
  id: event.order_id,
  snapshot: event.snapshot,
  basis: null,
  posted: {},
  excluded: false,
  visit_id: null,
});

/**
 * A snapshot of an order: posts what the net order is worth under its frozen basis, minus what is
 * posted already (design §1 "Frozen basis"). Any sequence of snapshots and refunds that ends in the
 * same net order leaves the same units.
 */
export const decideOrder = (
  frame: Frame,
  programs: Programs,
  state: MemberState,
  event: OrderEvent,
): Outcome => {
  const known = state.orders[event.order_id];
  const detached = event.detached === true;
  if (detached && !known) return STALE;
  const next = reconcile(known, event.snapshot, known ? isUnsettled(known, event) : false);
  if (next.kind === 'stale') return STALE;
  if (next.kind === 'refused') return { ok: false, refusal: next.refusal };
  const { snapshot } = next;
  const version = versionOf(programs, known?.basis);
  const program = compile(version.document);
  const measured = netOrder(snapshot, program.document.base);
  if (!measured.ok) return refused(measured.refusal.code, measured.refusal.details);
  const { net } = measured;
  let record: OrderRecord = { ...(known ?? freshRecord(event)), snapshot };
  let frozen: Frozen | null = null;
  if (!record.basis && snapshot.state === 'paid' && !record.excluded && !detached) {
    const moment = { version: version.number, facts: frame.facts, now: frame.now };
    frozen = freezeBasis(program, state, { ...event, snapshot }, net, moment);
    record = { ...record, basis: frozen.basis, visit_id: frozen.visit_id };
  }
  return postOrder(frame, state, { record, net, program }, frozen, detached);
};
