import { compile } from './compile.ts';
import { visitContributions } from './contributions.ts';
import { countChange } from './count-change.ts';
import { netBefore, type OrderChange, visitDays } from './counting.ts';
import { cancelRedemption } from './decide-redemption.ts';
import type { Outcome, Programs } from './decision.ts';
import { decided, type Frame, movesOf, type Rest, refused } from './decision-draft.ts';
import type { ReversalEvent } from './event.ts';
import { type LossTerms, lose } from './losses.ts';
import { settleMilestones } from './milestone-gifts.ts';
import { versionOf } from './order-decision.ts';
import { nothingOf, postDifference } from './order-posting.ts';
import { openPosting, type Posting, type Reason } from './posting.ts';
import { restore } from './restore.ts';
import { isElsewhere } from './snapshot.ts';
import type { DecisionRecord, MemberState, OrderRecord } from './state.ts';
import { visitById, visitsWithoutOrder, withoutTaken } from './visits.ts';

type Undo = {
  frame: Frame;
  programs: Programs;
  state: MemberState;
  target: DecisionRecord;
};

const idOf = (subject: string): string => subject.slice(subject.indexOf(':') + 1);

const lossTerms = ({ programs, target }: Undo, origin: string | null): LossTerms => ({
  own: (lot) => (origin === null ? lot.key.startsWith(`${target.id}:`) : lot.origin === origin),
  policy: programs.live.document.refund_policy,
  undo: true,
});

const reasonFor = (target: DecisionRecord, counter: Reason['counter']): Reason => ({
  counter,
  cause: 'reversal',
  explain: (amount) => ({ code: 'reverse', params: { subject: target.subject, amount } }),
});

const finish = (undo: Undo, posting: Posting, rest: Rest): Outcome => {
  const { id, subject } = undo.target;
  const data = { decision_id: id, subject, moves: movesOf(posting) };
  return decided(undo.frame, posting, {
    ...rest,
    reverses: id,
    outbox: [{ type: 'decision.reversed', data }],
  });
};

const open = ({ frame, state }: Undo): Posting =>
  openPosting(state, frame.facts.decision_id, frame.now);

/** The order is excluded: it gives nothing, now and for every later snapshot. */
const undoOrder = (undo: Undo, record: OrderRecord): Outcome => {
  const { target } = undo;
  if (record.excluded) return refused('already_reversed', { decision_id: target.id });
  const posting = open(undo);
  const { explain } = reasonFor(target, 'issued');
  const program = compile(versionOf(undo.programs, record.basis).document);
  const { posted, moved } = postDifference(posting, nothingOf(record.posted, explain), {
    record,
    life: (unit) => {
      throw new Error(`taking an order back cannot give ${unit}`);
    },
    loss: lossTerms(undo, `order:${record.id}`),
  });
  const after: OrderRecord = { ...record, posted, excluded: true };
  const visits = visitsWithoutOrder(undo.state, record);
  const change: OrderChange = {
    before: { record, net: netBefore(program, record) },
    after: { record: after, net: null },
  };
  const { frame, state } = undo;
  const version = record.basis?.version ?? frame.program_version;
  const scene = { frame, state, posting, program, version };
  const { reached: _, ...counted } = countChange(scene, { change, visits, moved });
  return finish(undo, posting, { order: after, visits, ...counted });
};

const loseAll = (undo: Undo, posting: Posting, counter: Reason['counter']): void => {
  const units = new Map<string, number>();
  for (const { unit, amount } of undo.target.entries) {
    units.set(unit, (units.get(unit) ?? 0) + amount);
  }
  for (const [unit, amount] of units) {
    lose(posting, unit, amount, lossTerms(undo, null), reasonFor(undo.target, counter));
  }
};

const undoVisit = (undo: Undo): Outcome => {
  const posting = open(undo);
  loseAll(undo, posting, 'issued');
  const { id, subject, tapped, days } = undo.target;
  const visit = visitById(undo.state, idOf(subject));
  const visits = withoutTaken(visit, { decisions: [id], tapped });
  const { frame, state, programs } = undo;
  const { document, number: version } = programs.basis ?? programs.live;
  const program = compile(document);
  const limited = days.filter(({ measure }) => measure !== 'visits');
  const back = limited.map((count) => ({ ...count, amount: -count.amount }));
  const contributions = visitContributions(program, state, visits);
  const terms = { program, version, contributions };
  const { progress, vouchers } = settleMilestones(posting, frame, state, terms);
  return finish(undo, posting, {
    visits,
    days: [...visitDays(program, state, visits), ...back],
    progress,
    vouchers,
  });
};

const undoAdjustment = (undo: Undo): Outcome => {
  const posting = open(undo);
  const gave = undo.target.entries.some(({ amount }) => amount > 0);
  const { zone } = compile(undo.programs.live.document).document;
  if (gave) loseAll(undo, posting, 'adjusted');
  else restore(posting, undo.target, zone, reasonFor(undo.target, 'adjusted'));
  return finish(undo, posting, {});
};

const undoEnrollment = (undo: Undo): Outcome => {
  const posting = open(undo);
  loseAll(undo, posting, 'issued');
  return finish(undo, posting, {});
};

const undoRedemption = (undo: Undo): Outcome => {
  const { frame, programs, state, target } = undo;
  const record = state.redemptions[idOf(target.subject)];
  if (!record || record.issued_by !== target.id) {
    return refused('not_reversible', { decision_id: target.id });
  }
  if (record.state === 'canceled') return refused('already_reversed', { decision_id: target.id });
  if (record.state !== 'issued') return refused('redemption_state', { state: record.state });
  return cancelRedemption(frame, programs, state, record);
};

const undoOrderOf = (undo: Undo): Outcome => {
  const { state, target } = undo;
  const record = state.orders[idOf(target.subject)];
  return record && !isElsewhere(record)
    ? undoOrder(undo, record)
    : refused('not_reversible', { decision_id: target.id });
};

/** Takes an earlier decision back: its entries return, what it gave is taken, own lots first. */
export const decideReversal = (
  frame: Frame,
  programs: Programs,
  state: MemberState,
  event: ReversalEvent,
): Outcome => {
  const target = state.decisions[event.decision_id];
  if (!target) return refused('not_reversible', { decision_id: event.decision_id });
  if (target.reversed_by !== null) {
    return refused('already_reversed', { decision_id: event.decision_id });
  }
  const undo = { frame, programs, state, target };
  if (target.event_type === 'order' || target.event_type === 'inclusion') return undoOrderOf(undo);
  if (target.event_type === 'visit') return undoVisit(undo);
  if (target.event_type === 'adjustment') return undoAdjustment(undo);
  if (target.event_type === 'enrollment') return undoEnrollment(undo);
  if (target.event_type === 'redemption') return undoRedemption(undo);
  return refused('not_reversible', { decision_id: event.decision_id });
};
