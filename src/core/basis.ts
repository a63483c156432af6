import { awardByRule, resolveTerms } from './award.ts';
import type { CompiledProgram } from './compile.ts';
import type { MemberEvent, OrderEvent, OrderSnapshot } from './event.ts';
import type { NetOrder } from './order-net.ts';
import type { Basis, MemberState, OrderRecord, VisitRecord } from './state.ts';
import { addUnits, uncoveredTaps, visitAround, visitById } from './visits.ts';

/** What freezing an order's terms decides: the basis, its visit, and the visit if it changed. */
export type Frozen = { basis: Basis; visit_id: string; changed: VisitRecord | null };

/** The terms frozen with the order that an event is about; null when there are none. */
export const basisOf = (state: MemberState, event: MemberEvent): Basis | null =>
  ('order_id' in event ? state.orders[event.order_id]?.basis : null) ?? null;

type Moment = { version: number; decision_id: string; now: number };

/** How many of the open taps the order answers for: what its item rules would give without them. */
const coverOf = (
  program: CompiledProgram,
  basis: Basis,
  visit: VisitRecord,
  net: NetOrder,
): Record<string, number> => {
  const covered: Record<string, number> = {};
  const terms = resolveTerms(program, { ...basis, covered: uncoveredTaps(visit) });
  for (const line of awardByRule(terms, net)) {
    if (line.covered === 0) continue;
    covered[line.share.unit] = (covered[line.share.unit] ?? 0) + line.covered;
  }
  return covered;
};

/** Terms of an imported order count from its import. */
const countedFrom = ({ imported_at }: OrderEvent): Pick<Basis, 'counted_from'> =>
  imported_at === undefined ? {} : { counted_from: imported_at };

const joinNamed = (
  program: CompiledProgram,
  visit: VisitRecord,
  net: NetOrder,
  moment: Moment,
): Frozen => {
  const basis: Basis = {
    version: moment.version,
    rules: program.purchase,
    covered: {},
    frozen_at: moment.now,
    frozen_by: moment.decision_id,
  };
  const covered = coverOf(program, basis, visit, net);
  const any = Object.keys(covered).length > 0;
  return {
    basis: { ...basis, covered },
    visit_id: visit.id,
    changed: any ? { ...visit, covered: addUnits(visit.covered, covered) } : null,
  };
};

const newVisit = (
  event: OrderEvent,
  snapshot: OrderSnapshot,
  decision_id: string,
): VisitRecord => ({
  id: event.new_visit_id,
  at: snapshot.occurred_at,
  location_id: snapshot.location_id,
  begun_by: decision_id,
  tapped: {},
  covered: {},
});

/**
 * Freezes the terms of an order at its first paid snapshot. Visit rules are in force only when the
 * order begins a visit: it names no known one, and none at its location lies within the cool-down.
 * Only an order that names its visit answers for the taps of it.
 */
export const freezeBasis = (
  program: CompiledProgram,
  state: MemberState,
  event: OrderEvent,
  net: NetOrder,
  moment: Moment,
): Frozen => {
  const { snapshot } = event;
  const named = event.visit_id === undefined ? undefined : visitById(state, event.visit_id);
  if (named && named.begun_by !== null) return joinNamed(program, named, net, moment);
  const { cool_down_minutes } = program.document;
  const near = visitAround(state, snapshot.location_id, snapshot.occurred_at, cool_down_minutes);
  return {
    basis: {
      version: moment.version,
      rules: near ? program.purchase : program.purchaseAndVisit,
      covered: {},
      frozen_at: moment.now,
      frozen_by: moment.decision_id,
      ...countedFrom(event),
    },
    visit_id: near?.id ?? event.new_visit_id,
    changed: near ? null : newVisit(event, snapshot, moment.decision_id),
  };
};

/** Of what the order once answered for, what no other order has answered for since. */
const coveredStill = (basis: Basis, visit: VisitRecord): Record<string, number> => {
  const open = uncoveredTaps(visit);
  const covered: Record<string, number> = {};
  for (const [unit, units] of Object.entries(basis.covered)) {
    const left = Math.min(units, open[unit] ?? 0);
    if (left > 0) covered[unit] = left;
  }
  return covered;
};

/**
 * The terms of an order that is included again. They stay as they were frozen, but no presence
 * counts twice: taps that another order answers for by now are left to it, and an order whose visit
 * ended gets no visit rules if another visit has begun within the cool-down; otherwise its own
 * stands again.
 */
export const rejoinVisit = (
  program: CompiledProgram,
  state: MemberState,
  { id, snapshot, visit_id }: OrderRecord,
  basis: Basis,
): Frozen => {
  const visit = visit_id === null ? undefined : visitById(state, visit_id);
  if (!visit) throw new Error(`the visit of order ${id} must be loaded`);
  if (visit.begun_by !== null) {
    const covered = coveredStill(basis, visit);
    const any = Object.keys(covered).length > 0;
    const changed = any ? { ...visit, covered: addUnits(visit.covered, covered) } : null;
    return { basis: { ...basis, covered }, visit_id: visit.id, changed };
  }
  const { cool_down_minutes } = program.document;
  const near = visitAround(state, snapshot.location_id, snapshot.occurred_at, cool_down_minutes);
  if (!near) {
    const changed = { ...visit, begun_by: basis.frozen_by };
    return { basis: { ...basis, covered: {} }, visit_id: visit.id, changed };
  }
  const rules = basis.rules.filter((rule) => program.rules.get(rule)?.on !== 'visit');
  return { basis: { ...basis, covered: {}, rules }, visit_id: near.id, changed: null };
};
