import type { Expiry } from './program.ts';

/*
 * Server only: uses Temporal. Browsers get expiry dates as data.
 *
 * Zoned arithmetic costs microseconds, so results are remembered per zone, kind and quarter of an
 * hour: every local day on earth begins on one.
 */
const QUARTER_MS = 900_000;
const MEMORY_LIMIT = 4096;
const DAY_KIND = 0;
const YEAR_KIND = -1;
const memory = new Map<string, Map<number, number>>();

/** `kind`: a number of months, or one of the constants above. */
const remembered = (zone: string, kind: number, at: number, compute: () => number): number => {
  let known = memory.get(zone);
  if (!known || known.size >= MEMORY_LIMIT) {
    known = new Map();
    memory.set(zone, known);
  }
  const slot = Math.floor(at / QUARTER_MS) * MEMORY_LIMIT + kind;
  const before = known.get(slot);
  if (before !== undefined) return before;
  const value = compute();
  known.set(slot, value);
  return value;
};

const localDate = (at: number, zone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();

const startOf = (date: Temporal.PlainDate, zone: string): number =>
  date.toZonedDateTime(zone).epochMilliseconds;

/** The instant at which the local day of `at` (epoch ms) is over in `zone`. */
export const endOfDay = (at: number, zone: string): number =>
  remembered(zone, DAY_KIND, at, () => startOf(localDate(at, zone).add({ days: 1 }), zone));

/** The end of a calendar day, and of so many more. */
export const endOfBusinessDay = (day: string, more: number, zone: string): number =>
  startOf(Temporal.PlainDate.from(day).add({ days: more + 1 }), zone);

const afterMonths = (at: number, zone: string, months: number): number =>
  remembered(zone, months, at, () =>
    startOf(localDate(at, zone).add({ months }).add({ days: 1 }), zone),
  );

const yearEnd = (at: number, zone: string): number =>
  remembered(zone, YEAR_KIND, at, () =>
    startOf(localDate(at, zone).with({ month: 12, day: 31 }).add({ days: 1 }), zone),
  );

/**
 * When units counted from `at` (epoch ms) stop being spendable: the first instant after the last
 * day, in the merchant's zone, or null. A month that lacks the day ends on its last one: earned on
 * 31 January with one month, spendable to the end of 28 (29) February.
 */
export const expiresAt = (expiry: Expiry, at: number, zone: string): number | null => {
  if (expiry.kind === 'none') return null;
  return expiry.kind === 'year_end' ? yearEnd(at, zone) : afterMonths(at, zone, expiry.months);
};
