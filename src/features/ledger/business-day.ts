import { remembered } from '#core/remembered.ts';

const MINUTE_MS = 60_000;

/** Zoned arithmetic costs microseconds, and a day begins with a minute. */
const dayOf = remembered((at: string, zone: string, startsAt: string): string => {
  const { hour, minute } = Temporal.PlainTime.from(startsAt);
  return Temporal.Instant.fromEpochMilliseconds(Number(at) * MINUTE_MS)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .subtract({ hours: hour, minutes: minute })
    .toPlainDate()
    .toString();
});

/**
 * The business day of a moment (epoch ms), `YYYY-MM-DD`: it begins at a local time of its own, so
 * that a bar's night belongs to the evening before.
 */
export const businessDay = (at: number, zone: string, startsAt: string): string =>
  dayOf(String(Math.floor(at / MINUTE_MS)), zone, startsAt);
