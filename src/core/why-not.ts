import { awardByRule, resolveTerms } from './award.ts';
import { freezeBasis, inForce, type Term } from './basis.ts';
import { atRate, type CompiledProgram, type CompiledPromotion, compile } from './compile.ts';
import { stands } from './counting.ts';
import type { Decision, Programs } from './decision.ts';
import type { EnrollmentEvent, OrderEvent, VisitEvent } from './event.ts';
import { type Miss, type Scene, sceneOf } from './judge.ts';
import { roomOf, wholeUnits } from './limits.ts';
import { versionOf } from './order-decision.ts';
import { type NetOrder, netOrder } from './order-net.ts';
import type { Basis, MemberState, OrderRecord } from './state.ts';
import { tappedNet, tapsOf, visitAwards } from './visit-awards.ts';
import { type Reason, type Trial, termIn, whyNothing } from './why-nothing.ts';

/** A rule or promotion that gave nothing in a decision, and why. */
export type WhyNot = { rule: string; reason: Reason };

const missReason = (program: CompiledProgram, miss: Miss): Reason => {
  const term = termIn(program, miss.rule);
  if ('limit' in miss) {
    const limit = term.limits?.[miss.limit];
    if (!limit) throw new Error(`rule ${miss.rule} has no limit ${miss.limit}`);
    return { code: 'limit', limit };
  }
  const condition = term.when?.[miss.condition];
  if (!condition) throw new Error(`rule ${miss.rule} has no condition ${miss.condition}`);
  return { code: 'condition', condition };
};

/** The reason of every term that has one, in document order. */
const listed = (
  program: CompiledProgram,
  missed: readonly Miss[],
  reasonOf: (term: Term) => Reason | null,
): WhyNot[] => {
  const misses = new Map(missed.map((miss) => [miss.rule, miss]));
  return [...program.terms.values()].flatMap((term): WhyNot[] => {
    if (term.on === 'enrollment') return [];
    const miss = misses.get(term.id);
    const reason = miss ? missReason(program, miss) : reasonOf(term);
    return reason ? [{ rule: term.id, reason }] : [];
  });
};

const netOf = (program: CompiledProgram, { id, snapshot }: OrderRecord): NetOrder => {
  const measured = netOrder(snapshot, program.document.base);
  if (!measured.ok) throw new Error(`the snapshot of order ${id} was taken on once`);
  return measured.net;
};

/** What was judged once and missed, when this decision froze the order's terms. */
const missedNow = (
  program: CompiledProgram,
  before: MemberState,
  decision: Decision,
  record: OrderRecord & { basis: Basis },
): Miss[] => {
  const { event, facts, at: now } = decision;
  if (event.type !== 'order' && event.type !== 'inclusion') return [];
  const { snapshot, basis } = record;
  const { new_visit_id } = event;
  const moment = { version: basis.version, facts, now };
  const again: OrderEvent =
    event.type === 'order'
      ? { ...event, snapshot }
      : { type: 'order', order_id: record.id, snapshot, new_visit_id };
  return freezeBasis(program, before, again, netOf(program, record), moment).missed;
};

const orderTrial = (
  program: CompiledProgram,
  before: MemberState,
  decision: Decision,
  record: OrderRecord & { basis: Basis },
): Trial => {
  const net = stands(record) ? netOf(program, record) : null;
  const terms = resolveTerms(program, record.basis);
  const without = (only?: CompiledPromotion) =>
    awardByRule({ ...terms, caps: [], ...(only && { promotions: [only] }) }, net);
  return {
    program,
    net,
    room: terms.room,
    given: awardByRule(terms, net),
    uncapped: without,
    remainder: (unit, denominator) =>
      decision.remainders.find((r) => r.unit === unit && r.denominator === denominator)
        ?.numerator ??
      before.remainders[`${unit}/${denominator}`] ??
      0,
  };
};

const inOrder = (
  programs: Programs,
  before: MemberState,
  decision: Decision,
  record: OrderRecord,
): WhyNot[] => {
  const program = compile(versionOf(programs, record.basis).document);
  const { basis } = record;
  if (!basis) return listed(program, [], () => ({ code: 'not_paid' }));
  const frozen = { ...record, basis };
  const isNew = basis.frozen_by === decision.id;
  const missed = isNew ? missedNow(program, before, decision, frozen) : [];
  const trial = orderTrial(program, before, decision, frozen);
  const gave = (id: string): boolean =>
    trial.given.some(({ rule, share }) => rule.id === id && wholeUnits(share) > 0) ||
    decision.entries.some(
      ({ cause, amount }) => amount > 0 && cause === `rule:${id}@${basis.version}`,
    );
  return listed(program, missed, (term) => {
    if (gave(term.id)) return null;
    if (basis.rules.includes(term.id)) {
      return whyNothing(trial, atRate(program, term, basis.tier ?? null));
    }
    if (!isNew) return { code: 'frozen' };
    return { code: 'same_visit', minutes: program.document.cool_down_minutes };
  });
};

const visitTrial = (
  program: CompiledProgram,
  scene: Scene,
  event: VisitEvent,
  begins: boolean,
): Trial => {
  const uncapped: CompiledProgram = { ...program, document: { ...program.document, caps: [] } };
  const isWanted = (only: CompiledPromotion | undefined) => (term: Term) =>
    only === undefined || !term.bonus || term.id === only.id;
  const without = (only?: CompiledPromotion): CompiledProgram => ({
    ...uncapped,
    visit: uncapped.visit.filter(isWanted(only)),
    tapPromotions: uncapped.tapPromotions.filter(isWanted(only)),
  });
  return {
    program,
    net: tappedNet(program, tapsOf(program, event, scene.state.tier.tier)),
    room: roomOf(program, [...program.terms.values()], scene),
    given: visitAwards(program, scene, event, begins),
    uncapped: (only) => visitAwards(without(only), scene, event, begins),
    remainder: () => 0,
  };
};

const inVisit = (
  programs: Programs,
  before: MemberState,
  decision: Decision,
  event: VisitEvent,
): WhyNot[] => {
  const program = compile(programs.live.document);
  const begins = decision.visits.some(({ begun_by }) => begun_by === decision.id);
  const happened = { at: event.occurred_at, location_id: event.location_id };
  const scene = sceneOf(program, before, decision.facts, happened);
  const trial = visitTrial(program, scene, event, begins);
  const tapped = tapsOf(program, event, before.tier.tier).map(({ rule }) => rule);
  const candidates = [...tapped, ...(begins ? program.visit : []), ...program.tapPromotions];
  const { missed } = inForce(candidates, scene);
  const known = new Set(candidates.map(({ id }) => id));
  return listed(program, missed, (term) => {
    const gave = trial.given.some(
      ({ rule, share }) => rule.id === term.id && wholeUnits(share) > 0,
    );
    if (gave) return null;
    if (known.has(term.id)) return whyNothing(trial, term);
    if (term.on === 'purchase') return { code: 'no_purchase' };
    return { code: 'same_visit', minutes: program.document.cool_down_minutes };
  });
};

const inEnrollment = (
  programs: Programs,
  before: MemberState,
  { facts }: Decision,
  event: EnrollmentEvent,
): WhyNot[] => {
  const program = compile(programs.live.document);
  const happened = { at: event.occurred_at, location_id: event.location_id ?? null };
  const scene = sceneOf(program, before, facts, happened);
  return inForce(program.enrollment, scene).missed.map((miss) => ({
    rule: miss.rule,
    reason: missReason(program, miss),
  }));
};

/**
 * Every rule and promotion of the version that gave no whole unit in a decision, with its reason,
 * in document order. `before` is the state the decision was made on. Terms that only another kind
 * of event brings in force are not among them; events that award nothing have none.
 */
export const whyNot = (programs: Programs, before: MemberState, decision: Decision): WhyNot[] => {
  const { event, order } = decision;
  if (event.type === 'visit') return inVisit(programs, before, decision, event);
  if (event.type === 'enrollment') return inEnrollment(programs, before, decision, event);
  if (event.type !== 'order' && event.type !== 'inclusion') return [];
  return order ? inOrder(programs, before, decision, order) : [];
};
