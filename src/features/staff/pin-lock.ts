/** Wrong PINs that are free of consequence. */
export const FREE_FAILURES = 5;
const MINUTE = 60_000;
/** How long the fifth, the sixth and every later failure in a row locks, in minutes. */
const LOCK_MINUTES = [1, 5, 15];

export type PinLock = { failures: number; lockedUntil: number | null };

/** Another wrong PIN in a row at `now` (epoch ms): the locks grow until the right one is given. */
export function afterFailure(failures: number, now: number): PinLock {
  const next = failures + 1;
  if (next < FREE_FAILURES) return { failures: next, lockedUntil: null };
  const step = Math.min(next - FREE_FAILURES, LOCK_MINUTES.length - 1);
  return { failures: next, lockedUntil: now + (LOCK_MINUTES[step] ?? 0) * MINUTE };
}

/** Seconds until a locked PIN may be tried again; 0 = now. */
export function secondsLocked(lockedUntil: Date | null, now: number): number {
  return lockedUntil ? Math.max(0, Math.ceil((lockedUntil.getTime() - now) / 1000)) : 0;
}
