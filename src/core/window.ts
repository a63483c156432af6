import type { Days } from './calendar.ts';
import type { MemberState } from './state.ts';

/**
 * A sum of what counted for the member: a measure over business days, both included. Measures are
 * `visits`, `orders`, `spend` (minor units), `units:RULE`, `times:RULE` and `earned:UNIT`.
 */
export type Window = Days & { measure: string };

/** A measure's change on one business day. */
export type DayCount = { measure: string; business_day: string; amount: number };

/** What names a window among those that were loaded. */
export const windowKey = ({ measure, from, to }: Window): string =>
  `${measure} ${from ?? ''}..${to ?? ''}`;

/**
 * The sum over a window. The database loads the windows that a decision needs; replay has all days.
 * Throws when it has neither: the caller asked for less than `windowsOf` says.
 */
export const windowSum = (state: MemberState, window: Window): number => {
  const loaded = state.windows[windowKey(window)];
  if (loaded !== undefined) return loaded;
  if (state.days === null) throw new Error(`window ${windowKey(window)} must be loaded`);
  let sum = 0;
  for (const [day, amount] of Object.entries(state.days[window.measure] ?? {})) {
    if (window.from !== null && day < window.from) continue;
    if (window.to === null || day <= window.to) sum += amount;
  }
  return sum;
};

/** What counts add to a window. */
export const inWindow = (counts: readonly DayCount[], { measure, from, to }: Window): number => {
  let sum = 0;
  for (const count of counts) {
    if (count.measure !== measure) continue;
    if (from !== null && count.business_day < from) continue;
    if (to === null || count.business_day <= to) sum += count.amount;
  }
  return sum;
};

/** The counts of one decision, added up per measure and day; nothing that stays 0. */
export const sumDays = (counts: readonly DayCount[]): DayCount[] => {
  const sums = new Map<string, DayCount>();
  for (const count of counts) {
    const key = `${count.measure} ${count.business_day}`;
    const known = sums.get(key);
    sums.set(key, known ? { ...known, amount: known.amount + count.amount } : count);
  }
  return [...sums.values()].filter(({ amount }) => amount !== 0);
};
