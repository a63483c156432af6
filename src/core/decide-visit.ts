import { times } from './amount.ts';
import { type CompiledProgram, type CompiledRule, compile } from './compile.ts';
import type { Outcome, Programs } from './decision.ts';
import { decided, type Frame, movesOf, refused } from './decision-draft.ts';
import type { VisitEvent } from './event.ts';
import { gain } from './gains.ts';
import { lifetime } from './lifetime.ts';
import { openPosting, type Posting } from './posting.ts';
import type { MemberState, VisitRecord } from './state.ts';
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

type Scene = { program: CompiledProgram; version: number; event: VisitEvent; visit_id: string };

const give = (
  p: Posting,
  scene: Scene,
  unit: string,
  amount: number,
  reason: Omit<Parameters<typeof gain>[5], 'counter'>,
): void => {
  const definition = scene.program.units.get(unit);
  if (!definition) throw new Error(`unit ${unit} is not in version ${scene.version}`);
  const life = lifetime(definition, scene.program.document.zone, scene.event.occurred_at, p.now);
  gain(p, unit, amount, `visit:${scene.visit_id}`, life, { counter: 'issued', ...reason });
};

const giveVisitRules = (p: Posting, scene: Scene): void => {
  for (const id of scene.program.visit) {
    const { give: effect } = scene.program.rules.get(id) as CompiledRule;
    if (effect.kind !== 'fixed') continue;
    give(p, scene, effect.unit, effect.units, {
      cause: `rule:${id}@${scene.version}`,
      explain: (amount) => ({ code: 'earn.visit', params: { units: effect.units, amount } }),
    });
  }
};

/** One tap is worth what the unit's first item rule gives for a piece; without one, a unit. */
const giveTaps = (p: Posting, scene: Scene): Record<string, number> => {
  const tapped: Record<string, number> = {};
  for (const { unit, amount: quantity } of scene.event.stamps) {
    const rule = scene.program.tap.get(unit);
    const units = rule?.give.kind === 'per_item' ? rule.give.units : 1;
    const total = times(quantity, units);
    tapped[unit] = (tapped[unit] ?? 0) + total;
    give(p, scene, unit, total, {
      cause: rule ? `rule:${rule.id}@${scene.version}` : 'tap',
      explain: (amount) => ({ code: 'earn.tap', params: { quantity, units, amount } }),
    });
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
  const posting = openPosting(state, frame.facts.decision_id, frame.now);
  const scene = { program, version: programs.live.number, event, visit_id: visit.id };
  if (begins) giveVisitRules(posting, scene);
  const tapped = giveTaps(posting, scene);
  return decided(frame, posting, {
    visits: [{ ...visit, tapped: addUnits(visit.tapped, tapped) }],
    outbox: [
      { type: 'visit.recorded', data: { visit_id: visit.id, begins, moves: movesOf(posting) } },
    ],
  });
};
