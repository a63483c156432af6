import { compile } from './compile.ts';
import type { Outcome, Programs } from './decision.ts';
import { decided, type Frame, movesOf, refused } from './decision-draft.ts';
import type { AdjustmentEvent } from './event.ts';
import { gain } from './gains.ts';
import { lifetime } from './lifetime.ts';
import { spend } from './losses.ts';
import { spendable } from './lots.ts';
import { openPosting, type Reason } from './posting.ts';
import type { MemberState } from './state.ts';

/** A correction by a person. It never brings what is spendable below 0; what it gives is active. */
export const decideAdjustment = (
  frame: Frame,
  programs: Programs,
  state: MemberState,
  event: AdjustmentEvent,
): Outcome => {
  const program = compile(programs.live.document);
  const unit = program.units.get(event.unit);
  if (!unit) return refused('unknown_unit', { unit: event.unit });
  if (event.amount === 0) return refused('adjustment_zero');
  const available = spendable(state, unit.id, frame.now);
  if (event.amount < 0 && available + event.amount < 0) {
    const details = { unit: unit.id, amount: event.amount, spendable: available };
    return refused('adjustment_below_zero', details);
  }
  const posting = openPosting(state, frame.facts.decision_id, frame.now);
  const reason: Reason = {
    counter: 'adjusted',
    cause: 'adjustment',
    explain: (amount) => ({ code: 'adjust', params: { amount, reason: event.reason } }),
  };
  if (event.amount > 0) {
    const life = lifetime(
      { ...unit, activation_days: 0 },
      program.document.zone,
      frame.now,
      frame.now,
    );
    gain(posting, unit.id, event.amount, `adjustment:${frame.facts.decision_id}`, life, reason);
  } else {
    spend(posting, unit.id, -event.amount, reason);
  }
  return decided(frame, posting, {
    outbox: [{ type: 'balance.adjusted', data: { moves: movesOf(posting) } }],
  });
};
