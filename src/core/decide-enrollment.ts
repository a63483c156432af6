import { inForce } from './basis.ts';
import { compile } from './compile.ts';
import type { Outcome, Programs } from './decision.ts';
import { decided, type Frame, movesOf } from './decision-draft.ts';
import type { EnrollmentEvent } from './event.ts';
import { gain } from './gains.ts';
import { sceneOf } from './judge.ts';
import { lifetime } from './lifetime.ts';
import { openPosting } from './posting.ts';
import type { MemberState } from './state.ts';

/** A customer joins: the fixed enrollment rules give their welcome. The caller enrolls once. */
export const decideEnrollment = (
  frame: Frame,
  programs: Programs,
  state: MemberState,
  event: EnrollmentEvent,
): Outcome => {
  const program = compile(programs.live.document);
  const posting = openPosting(state, frame.facts.decision_id, frame.now);
  const { location_id = null } = event;
  const scene = sceneOf(program, state, frame.facts, { at: event.occurred_at, location_id });
  for (const { id, give } of inForce(program.enrollment, scene).terms) {
    const unit = program.units.get(give.unit);
    if (give.kind !== 'fixed' || !unit) continue;
    const life = lifetime(unit, program.document.zone, event.occurred_at, frame.now);
    gain(posting, unit.id, give.units, 'enrollment', life, {
      counter: 'issued',
      cause: `rule:${id}@${programs.live.number}`,
      explain: (amount) => ({ code: 'earn.welcome', params: { units: give.units, amount } }),
    });
  }
  return decided(frame, posting, {
    outbox: [{ type: 'member.enrolled', data: { moves: movesOf(posting) } }],
  });
};
