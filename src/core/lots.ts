import type { Lot, MemberState } from './state.ts';

/** Pending lots are not spendable yet, expired ones no longer; spent ones have nothing left. */
export type LotState = 'pending' | 'active' | 'expired' | 'spent';

/** What a lot is at `at` (epoch ms). Both bounds count from their own millisecond on. */
export const lotState = (lot: Lot, at: number): LotState => {
  if (lot.left === 0) return 'spent';
  if (lot.expires_at !== null && lot.expires_at <= at) return 'expired';
  return lot.active_from > at ? 'pending' : 'active';
};

/**
 * Order of spending: earliest expiry first, unlimited last; among equals the oldest, then by key so
 * that the order is total.
 */
export const bySpendingOrder = (a: Lot, b: Lot): number => {
  const [expiryA, expiryB] = [a.expires_at ?? Infinity, b.expires_at ?? Infinity];
  if (expiryA !== expiryB) return expiryA < expiryB ? -1 : 1;
  if (a.earned_at !== b.earned_at) return a.earned_at - b.earned_at;
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
};

/** A lot that already prolongs another, so it is not prolonged again. */
export const isProlonged = (lot: Lot): boolean => lot.key[lot.key.lastIndexOf(':') + 1] === '-';

const sumLots = (state: MemberState, unit: string, at: number, wanted: LotState): number => {
  let sum = 0;
  for (const lot of state.lots) {
    if (lot.unit === unit && lot.left > 0 && lotState(lot, at) === wanted) sum += lot.left;
  }
  return sum;
};

/** Units in active lots at `at`, those too many to load included. */
export const activeUnits = (state: MemberState, unit: string, at: number): number =>
  sumLots(state, unit, at, 'active') + (state.unloaded[unit] ?? 0);

/** Units earned but not spendable yet at `at`. */
export const pendingUnits = (state: MemberState, unit: string, at: number): number =>
  sumLots(state, unit, at, 'pending');

/** Units set aside by holds open at `at`, except those of one redemption. */
export const heldUnits = (
  state: MemberState,
  unit: string,
  at: number,
  except?: string | undefined,
): number => {
  let sum = 0;
  for (const hold of state.holds) {
    if (hold.unit !== unit || hold.expires_at <= at || hold.redemption_id === except) continue;
    sum += hold.amount;
  }
  return sum;
};

/**
 * What the member can spend of a unit at `at`: Σ lots active − holds open − debt (semantics,
 * "Units and lots"). Below 0 while debt exceeds what is active; surfaces show 0 then.
 */
export const spendable = (state: MemberState, unit: string, at: number): number =>
  activeUnits(state, unit, at) - heldUnits(state, unit, at) - (state.accounts[unit]?.debt ?? 0);
