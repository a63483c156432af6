import { activeUnits, bySpendingOrder, heldUnits, lotState } from './lots.ts';
import { debtOf, type Posting } from './posting.ts';
import type { Lot } from './state.ts';

/** What is left of a lot as the posting stands. */
export const leftOf = (p: Posting, lot: Lot): number => lot.left - (p.taken.get(lot.key) ?? 0);

/** Lots of a unit with something left, new ones included. */
export const lotsOf = (p: Posting, unit: string): Lot[] => {
  const open = (lot: Lot) => lot.unit === unit && leftOf(p, lot) > 0;
  return [...p.state.lots.filter(open), ...p.lots.filter(open)];
};

export const isActive = (p: Posting, lot: Lot): boolean => lotState(lot, p.now) === 'active';

/** Active units that no open hold has set aside, as the posting stands. */
export const freeUnits = (p: Posting, unit: string): number => {
  let free = activeUnits(p.state, unit, p.now) - heldUnits(p.state, unit, p.now);
  for (const lot of p.lots) if (lot.unit === unit && isActive(p, lot)) free += lot.left;
  for (const lot of [...p.state.lots, ...p.lots]) {
    if (lot.unit === unit && isActive(p, lot)) free -= p.taken.get(lot.key) ?? 0;
  }
  return Math.max(0, free);
};

/** Takes from a lot, or gives back to it when negative; its bounds are the caller's care. */
export const addTaken = (p: Posting, key: string, amount: number): void => {
  p.taken.set(key, (p.taken.get(key) ?? 0) + amount);
};

/** Takes up to `wanted` from the lots in their order; returns what it got. */
export const takeFrom = (p: Posting, lots: Lot[], wanted: number): number => {
  let open = wanted;
  for (const lot of lots) {
    if (open === 0) break;
    const part = Math.min(open, leftOf(p, lot));
    if (part <= 0) continue;
    addTaken(p, lot.key, part);
    open -= part;
  }
  return wanted - open;
};

/**
 * Repays debt of a unit from lots that are or were active and not set aside; the one that expires
 * first repays first, also when it has expired and only the record is missing. Returns the amount.
 */
export const repay = (p: Posting, unit: string): number => {
  const debt = debtOf(p, unit);
  if (debt === 0) return 0;
  const lots = lotsOf(p, unit).sort(bySpendingOrder);
  const expired = lots.filter((lot) => lotState(lot, p.now) === 'expired');
  const repaid = takeFrom(p, expired, debt);
  const free = Math.min(debt - repaid, freeUnits(p, unit));
  return (
    repaid +
    takeFrom(
      p,
      lots.filter((lot) => isActive(p, lot)),
      free,
    )
  );
};
