import type { Allocation } from './decision.ts';
import type { Lifetime } from './lifetime.ts';
import { addTaken, repay } from './lot-moves.ts';
import { enter, type Posting, type Reason } from './posting.ts';
import type { Lot } from './state.ts';

/** A new lot, or more of one that this decision has made with the same origin and lifetime. */
export const addLot = (
  p: Posting,
  unit: string,
  amount: number,
  origin: string,
  life: Lifetime,
): void => {
  const same = p.lots.find(
    (lot) =>
      lot.unit === unit &&
      lot.origin === origin &&
      lot.active_from === life.active_from &&
      lot.expires_at === life.expires_at,
  );
  if (same) {
    same.amount += amount;
    same.left += amount;
    return;
  }
  const key = `${p.decision_id}:${p.lots.length - p.prolonged}`;
  p.lots.push({ key, unit, origin, amount, left: amount, ...life });
};

/**
 * Unit +amount: a new lot (or more of the decision's own), then debt is repaid from active lots.
 * Law: amount = lot − allocations − change of debt.
 */
export const gain = (
  p: Posting,
  unit: string,
  amount: number,
  origin: string,
  life: Lifetime,
  reason: Reason,
): void => {
  if (amount === 0) return;
  addLot(p, unit, amount, origin, life);
  enter(p, unit, amount, -repay(p, unit), reason);
};

/** Unit +amount without a lot of its own: given back to lots, see `giveBack`. */
export const gainRestored = (p: Posting, unit: string, amount: number, reason: Reason): void => {
  if (amount === 0) return;
  enter(p, unit, amount, -repay(p, unit), reason);
};

/**
 * Gives units back to the lots they were taken from. `prolong(lot)` answers the new expiry of a lot
 * that would die too soon; its share then becomes a new lot of the same origin.
 */
export const giveBack = (
  p: Posting,
  allocations: readonly Allocation[],
  prolong: (lot: Lot) => number | null,
): void => {
  for (const { lot: key, amount } of allocations) {
    const lot = p.state.lots.find((candidate) => candidate.key === key);
    if (!lot) throw new Error(`lot ${key} must be loaded to give ${amount} back to it`);
    const expires_at = prolong(lot);
    if (expires_at === null) {
      addTaken(p, key, -amount);
      continue;
    }
    p.prolonged += 1;
    const prolongedKey = `${p.decision_id}:-${p.prolonged}`;
    p.lots.push({ ...lot, key: prolongedKey, amount, left: amount, expires_at });
  }
};
