import type { LimitPeriod } from './program.ts';

/*
 * Calendar days as text, `YYYY-MM-DD`, without zone or clock; such texts sort as the days do.
 */
const DAY_MS = 86_400_000;

const midnight = (day: string): number => Date.parse(`${day}T00:00:00Z`);

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** The day so many days later, earlier when negative. */
export const addDays = (day: string, days: number): string => dayOf(midnight(day) + days * DAY_MS);

/** Days from one day to another; negative when the other is earlier. */
export const daysBetween = (from: string, to: string): number =>
  (midnight(to) - midnight(from)) / DAY_MS;

/** The last day of a month, 28 … 31. `month` counts from 1. */
const lastOf = (year: number, month: number): number =>
  new Date(Date.UTC(year, month, 0)).getUTCDate();

const two = (n: number): string => String(n).padStart(2, '0');

/** The same day so many months later; a month that lacks it ends on its last day. */
export const addMonths = (day: string, months: number): string => {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const count = year * 12 + (month - 1) + months;
  const [toYear, toMonth] = [Math.floor(count / 12), (count % 12) + 1];
  return `${toYear}-${two(toMonth)}-${two(Math.min(date, lastOf(toYear, toMonth)))}`;
};

/** A yearly day in one year; 29 February is the 28th where the year lacks it. */
export const inYear = (day: string, year: number): string => {
  const [, month, date] = day.split('-').map(Number) as [number, number, number];
  return `${year}-${two(month)}-${two(Math.min(date, lastOf(year, month)))}`;
};

/** First and last day of a period; null = open. */
export type Days = { from: string | null; to: string | null };

/** The period a day lies in. Weeks begin on Monday. */
export const periodOf = (day: string, per: LimitPeriod): Days => {
  if (per === 'ever') return { from: null, to: null };
  if (per === 'day') return { from: day, to: day };
  if (per === 'year') return { from: `${day.slice(0, 4)}-01-01`, to: `${day.slice(0, 4)}-12-31` };
  if (per === 'month') {
    const [year, month] = day.split('-').map(Number) as [number, number];
    return { from: `${day.slice(0, 7)}-01`, to: `${day.slice(0, 7)}-${two(lastOf(year, month))}` };
  }
  const monday = addDays(day, -((new Date(midnight(day)).getUTCDay() + 6) % 7));
  return { from: monday, to: addDays(monday, 6) };
};

/** The yearly day nearest to a day, and how many days it lies ahead (behind when negative). */
export const nearestYearly = (yearly: string, day: string): { day: string; ahead: number } => {
  const year = Number(day.slice(0, 4));
  const [first, ...others] = [year, year - 1, year + 1].map((each) => {
    const date = inYear(yearly, each);
    return { day: date, ahead: daysBetween(day, date) };
  });
  return others.reduce((a, b) => (Math.abs(b.ahead) < Math.abs(a.ahead) ? b : a), first!);
};
