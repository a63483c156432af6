import { awardByRule, isEmptyShare, resolveTerms } from './award.ts';
import { type Frozen, freezeBasis } from './basis.ts';
import { type CompiledProgram, compile } from './compile.ts';
import type { Outcome, Programs } from './decision.ts';
import { decided, type Frame, movesOf, refused, STALE } from './decision-draft.ts';
import type { OrderEvent } from './event.ts';
import { lifetime } from './lifetime.ts';
import { targetsOf } from './order-explanation.ts';
import { type NetOrder, netOrder } from './order-net.ts';
import { nothingOf, type OrderTerms, postDifference, type Target } from './order-posting.ts';
import { openPosting } from './posting.ts';
import type { ProgramVersion } from './program.ts';
import { reconcile } from './snapshot.ts';
import type { Basis, MemberState, OrderRecord } from './state.ts';
import { visitsWithoutOrder } from './visits.ts';

const versionOf = (programs: Programs, basis: Basis | null | undefined): ProgramVersion => {
  if (!basis || basis.version === programs.live.number) return programs.live;
  if (programs.basis?.number === basis.version) return programs.basis;
  throw new Error(`the order's basis needs version ${basis.version} of the program`);
};

/**
 * Whether a snapshot that is already known has still to be awarded, or taken back, here. A paid
 * order without a basis is not this member's (yet, or any more).
 */
const isUnsettled = (record: OrderRecord, event: OrderEvent): boolean => {
  const isOpen = record.basis === null && record.snapshot.state === 'paid' && !record.excluded;
  return event.detached ? !isOpen : isOpen;
};

const freshRecord = (event: OrderEvent): OrderRecord => ({
  id: event.order_id,
  snapshot: event.snapshot,
  basis: null,
  posted: {},
  excluded: false,
  visit_id: null,
});

type Settled = { record: OrderRecord; net: NetOrder; program: CompiledProgram };

/** What the order should have posted now, rule by rule. */
const targetsFor = ({ record, net, program }: Settled, detached: boolean): Target[] => {
  if (detached || !record.basis) {
    const params = { order_id: record.id };
    return nothingOf(record.posted, (amount) => ({
      code: 'detach',
      params: { ...params, amount },
    }));
  }
  const stands = record.snapshot.state === 'paid' && !record.excluded;
  const awards = awardByRule(resolveTerms(program, record.basis), stands ? net : null);
  const moving = awards.filter(
    ({ rule, share }) => rule.id in record.posted || !isEmptyShare(share),
  );
  return targetsOf(moving, program.document.currency);
};

const termsOf = (record: OrderRecord, program: CompiledProgram, now: number): OrderTerms => ({
  record,
  life: (id) => {
    const unit = program.units.get(id);
    if (!unit) throw new Error(`unit ${id} is not in the program of the order's basis`);
    const from = record.basis?.counted_from ?? record.snapshot.occurred_at;
    return lifetime(unit, program.document.zone, from, now);
  },
  loss: {
    own: (lot) => lot.origin === `order:${record.id}`,
    policy: program.document.refund_policy,
    undo: false,
  },
});

const postOrder = (
  frame: Frame,
  state: MemberState,
  settled: Settled,
  frozen: Frozen | null,
  detached: boolean,
): Outcome => {
  const { record, program } = settled;
  const posting = openPosting(state, frame.facts.decision_id, frame.now);
  const terms = termsOf(record, program, frame.now);
  const posted = postDifference(posting, targetsFor(settled, detached), terms);
  const data = { order_id: record.id, moves: movesOf(posting) };
  const isSilent = frame.event.type === 'order' && frame.event.imported_at !== undefined;
  const visits = detached ? visitsWithoutOrder(state, record) : [];
  if (frozen?.changed) visits.push(frozen.changed);
  return decided(frame, posting, {
    order: detached ? { ...record, basis: null, visit_id: null, posted } : { ...record, posted },
    visits,
    outbox: data.moves.length > 0 && !isSilent ? [{ type: 'order.awarded', data }] : [],
  });
};

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
    const moment = {
      version: version.number,
      decision_id: frame.facts.decision_id,
      now: frame.now,
    };
    frozen = freezeBasis(program, state, { ...event, snapshot }, net, moment);
    record = { ...record, basis: frozen.basis, visit_id: frozen.visit_id };
  }
  return postOrder(frame, state, { record, net, program }, frozen, detached);
};
