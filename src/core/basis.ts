import { awardByRule, resolveTerms } from './award.ts';
import type { CompiledProgram, CompiledPromotion, CompiledRule, CompiledTerm } from './compile.ts';
import type { Facts } from './decision.ts';
import type { MemberEvent, OrderEvent, OrderSnapshot } from './event.ts';
import { type Miss, missedCondition, type Scene, sceneOf } from './judge.ts';
import { roomOf, usedUp } from './limits.ts';
import type { NetOrder } from './order-net.ts';
import type { Basis, MemberState, OrderRecord, VisitRecord } from './state.ts';
import { addUnits, uncoveredTaps, visitAround, visitById } from './visits.ts';

/** What freezing an order's terms decides: the basis, its visit, and the visit if it changed. */
export type Frozen = {
  basis: Basis;
  visit_id: string;
  changed: VisitRecord | null;
  /** Rules and promotions that are not in force, and why. */
  missed: Miss[];
};

/** The order an event is about: named, or that of the decision it takes back. */
const orderOf = (state: MemberState, event: MemberEvent): OrderRecord | undefined => {
  if ('order_id' in event) return state.orders[event.order_id];
  if (event.type !== 'reversal') return undefined;
  const subject = state.decisions[event.decision_id]?.subject;
  return subject?.startsWith('order:') ? state.orders[subject.slice('order:'.length)] : undefined;
};

/** The terms frozen with the order that an event is about; null when there are none. */
const basisOf = (state: MemberState, event: MemberEvent): Basis | null =>
  orderOf(state, event)?.basis ?? null;

/**
 * The version whose terms an event moves under, beside the live one: that of the order it names or
 * takes back, or of the decision it takes back.
 */
export const termsVersion = (state: MemberState, event: MemberEvent): number | null =>
  basisOf(state, event)?.version ??
  (event.type === 'reversal' ? state.decisions[event.decision_id]?.program_version : null) ??
  null;

export type Term = CompiledRule | CompiledPromotion;
type Judged = Pick<CompiledTerm, 'id' | 'frozen' | 'limits'>;
type Moment = { version: number; facts: Facts; now: number };

/** The candidates that are in force in a scene, and why the others are not. */
export const inForce = <T extends Judged>(
  candidates: readonly T[],
  scene: Scene,
): { terms: T[]; missed: Miss[] } => {
  const terms: T[] = [];
  const missed: Miss[] = [];
  for (const term of candidates) {
    const miss = missedCondition(term, scene) ?? usedUp(term, scene);
    if (miss) missed.push(miss);
    else terms.push(term);
  }
  return { terms, missed };
};

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

/** The basis with the candidates that are in force, and the room that limits leave them. */
const frozenTerms = (
  program: CompiledProgram,
  candidates: readonly Term[],
  scene: Scene,
  rest: Omit<Basis, 'rules' | 'room'>,
): { basis: Basis; missed: Miss[] } => {
  const { terms, missed } = inForce(candidates, scene);
  const room = roomOf(program, terms, scene);
  const basis: Basis = { ...rest, rules: terms.map(({ id }) => id) };
  return { basis: Object.keys(room).length > 0 ? { ...basis, room } : basis, missed };
};

const candidatesOf = (program: CompiledProgram, beginsVisit: boolean): Term[] =>
  beginsVisit
    ? [...program.terms.values()].filter(({ on }) => on !== 'enrollment')
    : program.purchase;

/** The visit an order belongs to: the one it names, one close by, or none yet. */
const visitOf = (program: CompiledProgram, state: MemberState, event: OrderEvent) => {
  const named = event.visit_id === undefined ? undefined : visitById(state, event.visit_id);
  if (named && named.begun_by !== null) return { named };
  const { location_id, occurred_at } = event.snapshot;
  const { cool_down_minutes } = program.document;
  return { near: visitAround(state, location_id, occurred_at, cool_down_minutes) };
};

/**
 * Freezes the terms of an order at its first paid snapshot. Conditions about member, place and time
 * are judged now and never again, and limits leave their room. Visit rules are in force only when
 * the order begins a visit: it names no known one, and none at its location lies within the
 * cool-down. Only an order that names its visit answers for the taps of it.
 */
export const freezeBasis = (
  program: CompiledProgram,
  state: MemberState,
  event: OrderEvent,
  net: NetOrder,
  moment: Moment,
): Frozen => {
  const { snapshot } = event;
  const { version, facts, now } = moment;
  const { named, near } = visitOf(program, state, event);
  const happened = { at: snapshot.occurred_at, location_id: snapshot.location_id };
  const scene = sceneOf(program, state, facts, happened);
  const { tier } = state.tier;
  const frozen = { frozen_at: now, frozen_by: facts.decision_id };
  const rest = { version, covered: {}, ...frozen, ...(tier !== null && { tier }) };
  if (named) {
    const { basis, missed } = frozenTerms(program, program.purchase, scene, rest);
    const covered = coverOf(program, basis, named, net);
    const any = Object.keys(covered).length > 0;
    const changed = any ? { ...named, covered: addUnits(named.covered, covered) } : null;
    return { basis: { ...basis, covered }, visit_id: named.id, changed, missed };
  }
  const candidates = candidatesOf(program, near === undefined);
  const all = { ...rest, ...countedFrom(event) };
  return {
    ...frozenTerms(program, candidates, scene, all),
    visit_id: near?.id ?? event.new_visit_id,
    changed: near ? null : newVisit(event, snapshot, facts.decision_id),
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
    return { basis: { ...basis, covered }, visit_id: visit.id, changed, missed: [] };
  }
  const { cool_down_minutes } = program.document;
  const near = visitAround(state, snapshot.location_id, snapshot.occurred_at, cool_down_minutes);
  if (!near) {
    const changed = { ...visit, begun_by: basis.frozen_by };
    return { basis: { ...basis, covered: {} }, visit_id: visit.id, changed, missed: [] };
  }
  const rules = basis.rules.filter((rule) => program.terms.get(rule)?.on !== 'visit');
  return { basis: { ...basis, covered: {}, rules }, visit_id: near.id, changed: null, missed: [] };
};
