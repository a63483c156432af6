import { floorDiv, times } from './amount.ts';
import type { RuleAward } from './award.ts';
import { periodOf } from './calendar.ts';
import type { CompiledProgram, CompiledTerm } from './compile.ts';
import type { Miss, Scene } from './judge.ts';
import type { Cap, Limit } from './program.ts';
import type { PostedRule } from './state.ts';
import { type Window, windowSum } from './window.ts';

/*
 * A limit is judged once, when an order's terms are frozen: the basis keeps the room that was left,
 * so that every later net of the order is cut by the same room. What a refund takes back frees room
 * for later orders of that business day.
 */

/** What names the room of a term's limit, and of a cap; no id of a term has a slash. */
const limitKey = (term: { id: string }, index: number): string => `${term.id}.${index}`;
export const capKey = (index: number): string => `cap/${index}`;

const limitWindow = (term: { id: string }, { of, per }: Limit, day: string): Window => ({
  measure: `${of}:${term.id}`,
  ...periodOf(day, per),
});

const capWindow = ({ unit, per }: Cap, day: string): Window => ({
  measure: `earned:${unit}`,
  ...periodOf(day, per),
});

/** The windows that limits and caps ask about on a business day. */
export const limitWindows = (program: CompiledProgram, day: string): Window[] => [
  ...[...program.terms.values()].flatMap((term) =>
    term.limits.map((limit) => limitWindow(term, limit, day)),
  ),
  ...(program.document.caps ?? []).map((cap) => capWindow(cap, day)),
];

/** The first limit of a term that is used up, or null. */
export const usedUp = (
  term: Pick<CompiledTerm, 'id' | 'limits'>,
  { state, local }: Scene,
): Miss | null => {
  for (const [index, limit] of term.limits.entries()) {
    const used = windowSum(state, limitWindow(term, limit, local.day));
    if (used >= limit.most) return { rule: term.id, reason: 'limit', limit: index };
  }
  return null;
};

/** Units that limits and caps leave for the terms in force; absent = no limit. */
export const roomOf = (
  program: CompiledProgram,
  terms: readonly CompiledTerm[],
  { state, local }: Scene,
): Record<string, number> => {
  const room: Record<string, number> = {};
  for (const term of terms) {
    for (const [index, limit] of term.limits.entries()) {
      if (limit.of !== 'units') continue;
      const left = limit.most - windowSum(state, limitWindow(term, limit, local.day));
      room[limitKey(term, index)] = Math.max(0, left);
    }
  }
  for (const [index, cap] of (program.document.caps ?? []).entries()) {
    const left = cap.most - windowSum(state, capWindow(cap, local.day));
    room[capKey(index)] = Math.max(0, left);
  }
  return room;
};

/** Whole units of a share, without what a kept remainder may add to them. */
export const wholeUnits = (share: PostedRule): number =>
  'units' in share ? share.units : floorDiv(share.numerator, share.denominator);

/**
 * A share cut to at most `room` whole units. A numerator is cut to room · denominator: whatever
 * remainder it meets, no more than `room` units come out.
 */
const cut = (share: PostedRule, room: number): PostedRule => {
  if (wholeUnits(share) < room) return share;
  return 'units' in share
    ? { ...share, units: Math.min(share.units, room) }
    : { ...share, numerator: Math.min(share.numerator, times(room, share.denominator)) };
};

const leastRoom = (term: CompiledTerm, room: Record<string, number>): number =>
  Math.min(...term.limits.map((_limit, index) => room[limitKey(term, index)] ?? Infinity));

/** An award within its term's own limits. */
export const withinLimits = (award: RuleAward, room: Record<string, number>): RuleAward => {
  if (award.rule.limits.length === 0) return award;
  const least = leastRoom(award.rule, room);
  return least === Infinity ? award : { ...award, share: cut(award.share, least) };
};

/** Awards within the caps of their unit. Earlier ones are served first: rules before promotions. */
export const withinCaps = (
  awards: RuleAward[],
  caps: readonly Cap[],
  room: Record<string, number>,
): RuleAward[] => {
  if (caps.length === 0) return awards;
  const left = caps.map((_cap, index) => room[capKey(index)] ?? Infinity);
  return awards.map((award) => {
    const concerned = caps.flatMap(({ unit }, i) => (unit === award.share.unit ? [i] : []));
    if (concerned.length === 0) return award;
    const share = cut(award.share, Math.min(...concerned.map((i) => left[i]!)));
    for (const i of concerned) left[i] = Math.max(0, left[i]! - wholeUnits(share));
    return { ...award, share };
  });
};
