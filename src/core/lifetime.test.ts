import { expect, test } from 'vitest';
import { unit } from '#support/core-scene.ts';
import { endOfDay, expiresAt } from './expiry-date.ts';
import { DAY_MS, lifetime } from './lifetime.ts';

const ZONE = 'Europe/Bratislava';
const utc = (text: string) => Date.parse(`${text}Z`);

test.each([
  ['2026-01-31T12:00', 1, '2026-02-28T23:00'],
  ['2028-01-31T12:00', 1, '2028-02-29T23:00'],
  ['2026-03-15T12:00', 12, '2027-03-15T23:00'],
  ['2026-01-15T22:59', 1, '2026-02-15T23:00'],
  ['2026-01-15T23:01', 1, '2026-02-16T23:00'],
  ['2026-06-15T12:00', 6, '2026-12-15T23:00'],
])('[E10] earned at %s for %i months, spendable until %s', (earned, months, end) => {
  expect(expiresAt({ kind: 'after_months', months }, utc(earned), ZONE)).toBe(utc(end));
});

test('[E10] a calendar year ends in the zone of the merchant', () => {
  const yearEnd = { kind: 'year_end' } as const;
  expect(expiresAt(yearEnd, utc('2026-12-31T22:59'), ZONE)).toBe(utc('2026-12-31T23:00'));
  expect(expiresAt(yearEnd, utc('2026-12-31T23:00'), ZONE)).toBe(utc('2027-12-31T23:00'));
  expect(expiresAt({ kind: 'none' }, utc('2026-12-31T23:00'), ZONE)).toBeNull();
});

test('[E10] a day of 23 or 25 hours ends at midnight all the same', () => {
  expect(endOfDay(utc('2026-03-29T10:00'), ZONE)).toBe(utc('2026-03-29T22:00'));
  expect(endOfDay(utc('2026-10-25T10:00'), ZONE)).toBe(utc('2026-10-25T23:00'));
});

test('[E10] remembered dates stay right after many others', () => {
  const day = (i: number) => expiresAt({ kind: 'after_months', months: 1 }, i * DAY_MS, ZONE);
  const before = day(3);
  for (let i = 0; i < 5000; i += 1) day(i);
  expect(day(3)).toBe(before);
});

const december = utc('2026-12-28T12:00');

test('[E11] units count from earning and become active after the days set', () => {
  const points = unit('points', { activation_days: 14 });
  const life = lifetime(points, ZONE, december, december);
  expect(life).toEqual({
    earned_at: december,
    active_from: december + 14 * DAY_MS,
    expires_at: null,
  });
});

test('[E11] units that would expire before they are active count from their activation', () => {
  const points = unit('points', { activation_days: 14, expiry: { kind: 'year_end' } });
  expect(lifetime(points, ZONE, december, december).expires_at).toBe(utc('2027-12-31T23:00'));
});

test('[E10] units of a late event live 14 days, of one in time as long as the rule says', () => {
  const points = unit('points', { expiry: { kind: 'year_end' } });
  const end = (now: number) => lifetime(points, ZONE, december, now).expires_at;
  expect(end(december + DAY_MS)).toBe(utc('2026-12-31T23:00'));
  expect(end(december + DAY_MS + 1)).toBe(utc('2027-01-12T23:00'));
});

test('[E10] an event from a clock ahead counts from now', () => {
  expect(lifetime(unit('points'), ZONE, december + 5000, december).earned_at).toBe(december);
});
