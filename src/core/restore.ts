import { gainRestored, giveBack } from './gains.ts';
import { MINIMUM_LIFE_MS, minimumExpiry } from './lifetime.ts';
import { isProlonged } from './lots.ts';
import type { Posting, Reason } from './posting.ts';
import type { DecisionRecord } from './state.ts';

/** Within this time a restore is exact: every unit goes back to its lot as if nothing had been. */
export const EXACT_WITHIN_MS = 60_000;

const unitsTaken = (taken: DecisionRecord): Map<string, number> => {
  const units = new Map<string, number>();
  for (const { unit, amount } of taken.entries) units.set(unit, (units.get(unit) ?? 0) - amount);
  return units;
};

/**
 * Gives back what an earlier decision had spent. Later than 60 s after it, a lot that would live
 * less than 14 days gives its share to a new lot of the same origin with 14 days, once per lot
 * (semantics, "Refunds, cancellations, undo").
 */
export const restore = (p: Posting, taken: DecisionRecord, zone: string, reason: Reason): void => {
  const exact = p.now - taken.at <= EXACT_WITHIN_MS;
  giveBack(p, taken.allocations, (lot) => {
    if (exact || lot.expires_at === null || isProlonged(lot)) return null;
    return lot.expires_at - p.now < MINIMUM_LIFE_MS ? minimumExpiry(p.now, zone) : null;
  });
  for (const [unit, amount] of unitsTaken(taken)) gainRestored(p, unit, amount, reason);
};
