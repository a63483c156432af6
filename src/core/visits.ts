import type { MemberState, OrderRecord, VisitRecord } from './state.ts';

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

const subtractUnits = (
  from: Record<string, number>,
  what: Record<string, number>,
): Record<string, number> => {
  const rest: Record<string, number> = {};
  for (const [unit, amount] of Object.entries(from)) {
    const left = amount - (what[unit] ?? 0);
    if (left > 0) rest[unit] = left;
  }
  return rest;
};

/** What a visit loses when a decision or a whole order is taken back. */
export type TakenFromVisit = {
  /** The decisions taken back: one of them may have begun the visit. */
  decisions: readonly string[];
  tapped?: Record<string, number> | undefined;
  covered?: Record<string, number> | undefined;
};

/**
 * The visit without what is taken back, or nothing if that does not change it. When what began it
 * goes and nothing tapped is left, it counts no more, so that the next event begins a visit anew.
 */
export const withoutTaken = (
  visit: VisitRecord | undefined,
  { decisions, tapped = {}, covered = {} }: TakenFromVisit,
): VisitRecord[] => {
  if (!visit) return [];
  const left = subtractUnits(visit.tapped, tapped);
  const began = visit.begun_by !== null && decisions.includes(visit.begun_by);
  const isOver = began && Object.keys(left).length === 0;
  const touched = [...Object.keys(tapped), ...Object.keys(covered)].length > 0;
  if (!isOver && !touched) return [];
  return [
    {
      ...visit,
      tapped: left,
      covered: subtractUnits(visit.covered, covered),
      begun_by: isOver ? null : visit.begun_by,
    },
  ];
};

/** The visit of an order that is taken back as a whole: taps it answered for are open again. */
export const visitsWithoutOrder = (state: MemberState, order: OrderRecord): VisitRecord[] => {
  if (order.visit_id === null || !order.basis) return [];
  const { frozen_by, covered } = order.basis;
  return withoutTaken(visitById(state, order.visit_id), { decisions: [frozen_by], covered });
};
