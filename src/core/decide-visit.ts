import type { RuleAward } from './award.ts';
import { type CompiledProgram, compile } from './compile.ts';
import { visitContributions } from './contributions.ts';
import { dayIn, movedDays, visitDays } from './counting.ts';
import type { Outcome, Programs } from './decision.ts';
import { decided, type Frame, movesOf, refused } from './decision-draft.ts';
import type { VisitEvent } from './event.ts';
import { gain } from './gains.ts';
import { sceneOf } from './judge.ts';
import { lifetime } from './lifetime.ts';
import { wholeUnits } from './limits.ts';
import { settleMilestones } from './milestone-gifts.ts';
import { explainTap, explainVisit } from './order-explanation.ts';
import { openPosting, type Posting } from './posting.ts';
import type { MemberState, VisitRecord } from './state.ts';
import { PLAIN_TAP, visitAwards } from './visit-awards.ts';
import { addUnits, visitAround, visitById } from './visits.ts';

type Joined = { visit: VisitRecord; begins: boolean };

/** A named standing visit first, then one within the cool-down, then a new one. */
const joinVisit = (
  program: CompiledProgram,
  state: MemberState,
  event: VisitEvent,
  decision_id: string,
): Joined => {
  const named = visitById(state, event.visit_id);
  if (named && named.begun_by !== null) return { visit: named, begins: false };
  const { cool_down_minutes } = program.document;
  const near = visitAround(state, event.location_id, event.occurred_at, cool_down_minutes);
  if (near) return { visit: near, begins: false };
  const visit: VisitRecord = {
    id: event.visit_id,
    at: event.occurred_at,
    location_id: event.location_id,
    begun_by: decision_id,
    tapped: {},
    covered: {},
  };
  return { visit, begins: true };
};

type Given = { program: CompiledProgram; version: number; event: VisitEvent; visit_id: string };

const give = (p: Posting, given: Given, award: RuleAward): void => {
  const { program, version, event, visit_id } = given;
  const { rule, share } = award;
  const unit = program.units.get(share.unit);
  if (!unit) throw new Error(`unit ${share.unit} is not in version ${version}`);
  const life = lifetime(unit, program.document.zone, event.occurred_at, p.now);
  gain(p, unit.id, wholeUnits(share), `visit:${visit_id}`, life, {
    counter: 'issued',
    cause: rule.id === PLAIN_TAP ? 'tap' : `rule:${rule.id}@${version}`,
    explain: (amount) =>
      rule.on === 'visit' ? explainVisit(award, amount) : explainTap(award, amount),
  });
};

/** Units per unit that came by taps: an order that names the visit answers for them. */
const tappedUnits = (awards: readonly RuleAward[]): Record<string, number> => {
  const tapped: Record<string, number> = {};
  for (const { rule, share } of awards) {
    if (rule.on !== 'purchase') continue;
    const units = wholeUnits(share);
    if (units > 0) tapped[share.unit] = (tapped[share.unit] ?? 0) + units;
  }
  return tapped;
};

/**
 * A presence with what staff tapped. Visit rules fire when it begins a visit; inside the cool-down
 * it joins the visit at that location, and its taps count all the same.
 */
export const decideVisit = (
  frame: Frame,
  programs: Programs,
  state: MemberState,
  event: VisitEvent,
): Outcome => {
  const program = compile(programs.live.document);
  for (const { unit } of event.stamps) {
    const definition = program.units.get(unit);
    if (!definition) return refused('unknown_unit', { unit });
    if (definition.kind !== 'stamps') return refused('unit_not_stamps', { unit });
  }
  const { visit, begins } = joinVisit(program, state, event, frame.facts.decision_id);
  const happened = { at: event.occurred_at, location_id: event.location_id };
  const scene = sceneOf(program, state, frame.facts, happened);
  const awards = visitAwards(program, scene, event, begins);
  const posting = openPosting(state, frame.facts.decision_id, frame.now);
  const given = { program, version: programs.live.number, event, visit_id: visit.id };
  for (const award of awards) give(posting, given, award);
  const visits = [{ ...visit, tapped: addUnits(visit.tapped, tappedUnits(awards)) }];
  const version = programs.live.number;
  const contributions = visitContributions(program, state, visits);
  const terms = { program, version, contributions };
  const { reached, ...gifts } = settleMilestones(posting, frame, state, terms);
  const moved = awards.map(({ rule, share }) => ({
    rule: rule.id,
    unit: share.unit,
    units: wholeUnits(share),
    times: Number(wholeUnits(share) > 0),
  }));
  const day = dayIn(program, event.occurred_at);
  return decided(frame, posting, {
    visits,
    days: [...visitDays(program, state, visits), ...movedDays(program, day, moved)],
    ...gifts,
    outbox: [
      { type: 'visit.recorded', data: { visit_id: visit.id, begins, moves: movesOf(posting) } },
      ...reached,
    ],
  });
};
