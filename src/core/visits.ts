import type { MemberState, VisitRecord } from './state.ts';

/** A visit counts while the decision that began it stands. */
const stands = (visit: VisitRecord): boolean => visit.begun_by !== null;

/** The visit with this id, also one that was taken back. */
export const visitById = (state: MemberState, id: string): VisitRecord | undefined =>
  state.visits.find((visit) => visit.id === id);

/**
 * The standing visit that an event at this place and time belongs to: one that began less than the
 * cool-down before or after it. The nearest wins, then the earlier.
 */
export const visitAround = (
  state: MemberState,
  location: string,
  at: number,
  coolDownMinutes: number,
): VisitRecord | undefined => {
  let best: VisitRecord | undefined;
  for (const visit of state.visits) {
    const distance = Math.abs(visit.at - at);
    if (distance >= coolDownMinutes * 60_000) continue;
    if (!stands(visit) || visit.location_id !== location) continue;
    const bestDistance = best ? Math.abs(best.at - at) : Infinity;
    if (distance < bestDistance || (distance === bestDistance && visit.at < best!.at)) best = visit;
  }
  return best;
};

/** Tapped units of a visit that no order has answered for yet, by unit. */
export const uncoveredTaps = (visit: VisitRecord): Record<string, number> => {
  const open: Record<string, number> = {};
  for (const [unit, tapped] of Object.entries(visit.tapped)) {
    const left = tapped - (visit.covered[unit] ?? 0);
    if (left > 0) open[unit] = left;
  }
  return open;
};

/** The sum of two records of numbers. */
export const addUnits = (
  a: Record<string, number>,
  b: Record<string, number>,
): Record<string, number> => {
  const sum = { ...a };
  for (const [unit, amount] of Object.entries(b)) sum[unit] = (sum[unit] ?? 0) + amount;
  return sum;
};
