import { endOfDay, expiresAt } from './expiry-date.ts';
import type { Unit } from './program.ts';
import type { Lot } from './state.ts';

export const DAY_MS = 86_400_000;
/** An event that comes later than this after it happened is a late one. */
const LATE_AFTER_MS = DAY_MS;
/** What late or given-back units live at least. */
export const MINIMUM_LIFE_MS = 14 * DAY_MS;

export type Lifetime = Pick<Lot, 'earned_at' | 'active_from' | 'expires_at'>;

/** End of the local day that lies `MINIMUM_LIFE_MS` after `now`. */
export const minimumExpiry = (now: number, zone: string): number =>
  endOfDay(now + MINIMUM_LIFE_MS, zone);

/**
 * From when to when units are spendable, counted from when they were earned (epoch ms). Units that
 * would expire before they become active count from their activation; units of late events live at
 * least 14 days from now.
 */
export const lifetime = (unit: Unit, zone: string, occurred: number, now: number): Lifetime => {
  const earned_at = Math.min(occurred, now);
  const active_from = earned_at + unit.activation_days * DAY_MS;
  let expires_at = expiresAt(unit.expiry, earned_at, zone);
  if (expires_at === null) return { earned_at, active_from, expires_at };
  if (expires_at <= active_from) expires_at = expiresAt(unit.expiry, active_from, zone)!;
  if (now - earned_at > LATE_AFTER_MS) expires_at = Math.max(expires_at, minimumExpiry(now, zone));
  return { earned_at, active_from, expires_at };
};
