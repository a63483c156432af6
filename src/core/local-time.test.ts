import { expect, test } from 'vitest';
import { businessDay } from './local-time.ts';

const ZONE = 'Europe/Bratislava';

test.each([
  ['2026-03-05T02:59:59.999Z', '04:00', '2026-03-04'],
  ['2026-03-05T03:00:00.000Z', '04:00', '2026-03-05'],
  // On the day the clock is put forward, four o'clock comes after three hours.
  ['2026-03-29T01:59:59.999Z', '04:00', '2026-03-28'],
  ['2026-03-29T02:00:00.000Z', '04:00', '2026-03-29'],
  ['2026-03-05T03:06:59.999Z', '04:07', '2026-03-04'],
  ['2026-03-05T03:07:00.000Z', '04:07', '2026-03-05'],
])('[E13] %s belongs, where a day begins at %s, to %s', (at, startsAt, day) => {
  expect(businessDay(Date.parse(at), ZONE, startsAt)).toBe(day);
});
