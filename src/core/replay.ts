import { apply } from './apply.ts';
import { termsVersion } from './basis.ts';
import { decide } from './decide.ts';
import type { Decision, Programs } from './decision.ts';
import type { ProgramVersion } from './program.ts';
import { emptyState, type MemberState } from './state.ts';

/**
 * Where a decision made again differs from the stored one; `path` is dotted, `''` = the outcome.
 */
export type Difference = {
  index: number;
  decision_id: string;
  path: string;
  stored: unknown;
  again: unknown;
};

export type Replay =
  | { ok: true; state: MemberState }
  | { ok: false; state: MemberState; difference: Difference };

type Found = { path: string; stored: unknown; again: unknown };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** The first place where two plain JSON values differ, or null; undefined = absent. */
export const firstDifference = (stored: unknown, again: unknown, path = ''): Found | null => {
  if (stored === again) return null;
  if (!isRecord(stored) || !isRecord(again) || Array.isArray(stored) !== Array.isArray(again)) {
    return { path, stored, again };
  }
  for (const key of new Set([...Object.keys(stored), ...Object.keys(again)])) {
    const below = path === '' ? key : `${path}.${key}`;
    const found = firstDifference(stored[key], again[key], below);
    if (found) return found;
  }
  return null;
};

/** The versions a past decision was made under. Throws when the live one is missing. */
export const programsOf = (
  versions: ReadonlyMap<number, ProgramVersion>,
  state: MemberState,
  decision: Pick<Decision, 'event' | 'facts' | 'program_version'>,
): Programs => {
  const live = versions.get(decision.program_version);
  if (!live) throw new Error(`version ${decision.program_version} of the program is missing`);
  const terms = termsVersion(state, decision.event);
  const { current } = decision.facts;
  return {
    live,
    basis: terms === null ? undefined : versions.get(terms),
    current: current === undefined ? undefined : versions.get(current),
  };
};

/**
 * Makes a member's decisions again, in the order of their versions, from programs, events and facts
 * alone, and compares each with the stored one. Ends at the first difference.
 */
export const replay = (
  versions: ReadonlyMap<number, ProgramVersion>,
  decisions: readonly Decision[],
): Replay => {
  let state = emptyState();
  for (const [index, stored] of decisions.entries()) {
    const programs = programsOf(versions, state, stored);
    const outcome = decide(programs, state, stored.event, stored.facts, stored.at);
    const again = outcome.ok ? outcome.decision : outcome.refusal;
    const found = firstDifference(stored, again);
    if (found || !outcome.ok || outcome.decision === null) {
      const where = found ?? { path: '', stored, again };
      return { ok: false, state, difference: { index, decision_id: stored.id, ...where } };
    }
    state = apply(state, outcome.decision);
  }
  return { ok: true, state };
};
