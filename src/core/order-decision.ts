import { awardByRule, isEmptyShare, resolveTerms } from './award.ts';
import type { Frozen } from './basis.ts';
import type { CompiledProgram } from './compile.ts';
import { countChange } from './count-change.ts';
import { netBefore, type OrderChange, standingNet, stands } from './counting.ts';
import type { Outcome, Programs } from './decision.ts';
import { decided, type Frame, movesOf } from './decision-draft.ts';
import { lifetime } from './lifetime.ts';
import { targetsOf } from './order-explanation.ts';
import type { NetOrder } from './order-net.ts';
import { nothingOf, type OrderTerms, postDifference, type Target } from './order-posting.ts';
import { openPosting } from './posting.ts';
import type { ProgramVersion } from './program.ts';
import type { Basis, MemberState, OrderRecord } from './state.ts';
import { visitsWithoutOrder } from './visits.ts';

/** The version an order is awarded under: its basis' one, or the one live for the event. */
export const versionOf = (programs: Programs, basis: Basis | null | undefined): ProgramVersion => {
  if (!basis || basis.version === programs.live.number) return programs.live;
  if (programs.basis?.number === basis.version) return programs.basis;
  throw new Error(`the order's basis needs version ${basis.version} of the program`);
};

/** An order as it is to stand, what is left of it, and the program of its terms. */
export type Settled = { record: OrderRecord; net: NetOrder; program: CompiledProgram };

/** What the order should have posted now, rule by rule. */
const targetsFor = ({ record, net, program }: Settled, detached: boolean): Target[] => {
  if (detached || !record.basis) {
    const params = { order_id: record.id };
    return nothingOf(record.posted, (amount) => ({
      code: 'detach',
      params: { ...params, amount },
    }));
  }
  const awards = awardByRule(resolveTerms(program, record.basis), stands(record) ? net : null);
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

/**
 * Posts what the order is worth as it stands, minus what it has posted already. A detached order
 * moves to another member: all it gave goes back, and here it is nobody's, not even excluded.
 */
export const postOrder = (
  frame: Frame,
  state: MemberState,
  settled: Settled,
  frozen: Frozen | null,
  detached: boolean,
): Outcome => {
  const { record, program } = settled;
  const posting = openPosting(state, frame.facts.decision_id, frame.now);
  const terms = termsOf(record, program, frame.now);
  const { posted, moved } = postDifference(posting, targetsFor(settled, detached), terms);
  const gone = { basis: null, visit_id: null, excluded: false };
  const after: OrderRecord = { ...record, ...(detached && gone), posted };
  const visits = detached ? visitsWithoutOrder(state, record) : [];
  if (frozen?.changed) visits.push(frozen.changed);
  const change: OrderChange = {
    before: { record, net: netBefore(program, state.orders[record.id]) },
    after: { record: after, net: standingNet(after, settled.net) },
  };
  const version = record.basis?.version ?? frame.program_version;
  const counted = countChange(
    { frame, state, posting, program, version },
    { change, visits, moved },
  );
  const data = { order_id: record.id, moves: movesOf(posting) };
  const isSilent = frame.event.type === 'order' && frame.event.imported_at !== undefined;
  const awarded = data.moves.length > 0 ? [{ type: 'order.awarded', data } as const] : [];
  const { reached, ...rest } = counted;
  return decided(frame, posting, {
    order: after,
    visits,
    ...rest,
    outbox: isSilent ? [] : [...awarded, ...reached],
  });
};
