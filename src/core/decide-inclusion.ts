import { type Frozen, freezeBasis, rejoinVisit } from './basis.ts';
import { compile } from './compile.ts';
import type { Outcome, Programs } from './decision.ts';
import { type Frame, refused } from './decision-draft.ts';
import type { InclusionEvent } from './event.ts';
import { postOrder, type Settled, versionOf } from './order-decision.ts';
import { netOrder } from './order-net.ts';
import type { MemberState } from './state.ts';

/** Terms of an order that was taken back before it was ever paid are frozen now. */
const freezeNow = (frame: Frame, state: MemberState, settled: Settled, event: InclusionEvent) => {
  const { record, net, program } = settled;
  const { order_id, new_visit_id } = event;
  const order = { type: 'order', order_id, snapshot: record.snapshot, new_visit_id } as const;
  const moment = { version: frame.program_version, facts: frame.facts, now: frame.now };
  return freezeBasis(program, state, order, net, moment);
};

const frozenFor = (
  frame: Frame,
  state: MemberState,
  settled: Settled,
  event: InclusionEvent,
): Frozen | null => {
  const { record, program } = settled;
  if (record.basis) return rejoinVisit(program, state, record, record.basis);
  return record.snapshot.state === 'paid' ? freezeNow(frame, state, settled, event) : null;
};

/**
 * An order that a reversal has excluded earns again (semantics, "Refunds, cancellations, undo"):
 * what its net is worth under the terms once frozen, its visit as it stands by now. From here on
 * snapshots and refunds of it count as if it had never been taken back.
 */
export const decideInclusion = (
  frame: Frame,
  programs: Programs,
  state: MemberState,
  event: InclusionEvent,
): Outcome => {
  const known = state.orders[event.order_id];
  if (!known?.excluded) return refused('order_not_excluded', { order_id: event.order_id });
  const program = compile(versionOf(programs, known.basis).document);
  const measured = netOrder(known.snapshot, program.document.base);
  if (!measured.ok) return refused(measured.refusal.code, measured.refusal.details);
  const settled: Settled = {
    record: { ...known, excluded: false },
    net: measured.net,
    program,
  };
  const frozen = frozenFor(frame, state, settled, event);
  const terms = frozen && { basis: frozen.basis, visit_id: frozen.visit_id };
  const record = { ...settled.record, ...terms };
  return postOrder(frame, state, { ...settled, record }, frozen, false);
};
