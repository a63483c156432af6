import { apply } from '#core/apply.ts';
import { decide } from '#core/decide.ts';
import type { Decision } from '#core/decision.ts';
import type { ProgramVersion } from '#core/program.ts';
import { firstDifference, programsOf } from '#core/replay.ts';
import { emptyState, type MemberState } from '#core/state.ts';
import type { StoredDecision } from './stored-decision.ts';

export type Versions = ReadonlyMap<number, ProgramVersion>;
type Known = Pick<StoredDecision, 'id' | 'at' | 'program_version' | 'event' | 'facts'>;

export type Replayed = { decisions: Decision[]; state: MemberState };

/** Decides again, from versions, events and facts alone, all that happened to a member. */
export function replayMember(
  versions: Versions,
  known: readonly Known[],
  onDecision: (decision: Decision, index: number) => void,
): MemberState {
  let state = emptyState();
  for (const [index, past] of known.entries()) {
    const decision = decideAgain(versions, state, past);
    onDecision(decision, index);
    state = forgetDetached(apply(state, decision), decision);
  }
  return state;
}

function decideAgain(versions: Versions, state: MemberState, past: Known): Decision {
  const { event, facts, at } = past;
  const outcome = decide(programsOf(versions, state, past), state, event, facts, at);
  if (!outcome.ok) throw new Error(`it is refused now: ${outcome.refusal.code}`);
  if (outcome.decision === null) throw new Error('it changes nothing now');
  return outcome.decision;
}

/** An order that moved to another member is no longer this one's; should it return, it is new. */
function forgetDetached(state: MemberState, { event }: Decision): MemberState {
  if (event.type !== 'order' || !event.detached) return state;
  const { [event.order_id]: _, ...orders } = state.orders;
  return { ...state, orders };
}

/** Where the stored decision differs from the one made again; null when nowhere. */
export function differenceOf(stored: StoredDecision, again: Decision): string | null {
  const { member_id: _, version: __, ...kept } = stored;
  const { order: ___, outbox: ____, ...made } = again;
  // JSON without a tier and one that says `null` mean the same.
  const said = { ...kept, days: kept.days ?? made.days, tier: kept.tier ?? null };
  const found = firstDifference(said, plain(made));
  if (!found) return null;
  const { path } = found;
  return `${path} is ${JSON.stringify(found.stored)}, replay gives ${JSON.stringify(found.again)}`;
}

/** As it would come back from the database. */
export const plain = (value: object): unknown => JSON.parse(JSON.stringify(value));
