import { remembered } from './remembered.ts';

/*
 * Server only: uses Temporal. Zoned arithmetic costs microseconds, so results are remembered per
 * zone and minute.
 */

/** The business day of a moment, its weekday (ISO, 1 = Monday) and the wall's time in minutes. */
export type LocalTime = { day: string; weekday: number; minute: number };

const MINUTE_MS = 60_000;

/** Minutes since midnight of `HH:MM`. */
const minutesOf = (time: string): number => {
  const [hours, minutes] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
};

const compute = remembered((zone: string, startsAt: string, minute: string): LocalTime => {
  const local = Temporal.Instant.fromEpochMilliseconds(Number(minute) * MINUTE_MS)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime();
  const day = local.subtract({ minutes: minutesOf(startsAt) }).toPlainDate();
  return { day: day.toString(), weekday: day.dayOfWeek, minute: local.hour * 60 + local.minute };
});

/**
 * What the clock on the wall says at `at` (epoch ms). The business day begins at `startsAt`
 * (`HH:MM`), so that a bar's night belongs to the evening before; the time stays the wall's.
 */
export const localTime = (at: number, zone: string, startsAt: string): LocalTime =>
  compute(zone, startsAt, String(Math.floor(at / MINUTE_MS)));

/** The business day of a moment (epoch ms), `YYYY-MM-DD`. */
export const businessDay = (at: number, zone: string, startsAt: string): string =>
  localTime(at, zone, startsAt).day;

/** Whether a local minute lies in from ≤ minute < to; `to` not later than `from` is tomorrow's. */
export const isWithinHours = (minute: number, from: string, to: string): boolean => {
  const [start, end] = [minutesOf(from), minutesOf(to)];
  return start < end ? minute >= start && minute < end : minute >= start || minute < end;
};
