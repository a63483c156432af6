import { expect, test } from 'vitest';
import { isBirthday, usualOrder, usualWeekday } from './directory-habits.ts';

const ZONE = 'Europe/Bratislava';
const day = (text: string) => Date.parse(`${text}T10:00:00+01:00`);

test('[S2] the usual order stands in three of the last orders and a third of them', () => {
  expect(usualOrder([['Flat white'], ['Flat white', 'Croissant'], ['Flat white']])).toBe(
    'Flat white',
  );
  expect(usualOrder([['Flat white'], ['Flat white']])).toBeNull();
  const rare = [...Array(7).keys()].map((at) => [`Tea ${at}`]);
  expect(usualOrder([['Cake'], ['Cake'], ['Cake'], ...rare])).toBeNull();
});

test('[S2] the usual weekday is told in the zone of the merchant', () => {
  const fridays = [day('2026-03-06'), day('2026-03-13'), day('2026-03-20')];
  expect(usualWeekday(fridays, ZONE)).toBe(5);
  expect(usualWeekday(fridays.slice(1), ZONE)).toBeNull();
  const justAfterMidnight = fridays.map((at) => at + 13.5 * 3_600_000);
  expect(usualWeekday(justAfterMidnight, ZONE)).toBe(5);
  expect(usualWeekday(justAfterMidnight, 'Asia/Tokyo')).toBe(6);
});

test('[S2] a birthday is today in the zone of the merchant; 29 February is the 28th else', () => {
  expect(isBirthday('1990-03-06', day('2026-03-06'), ZONE)).toBe(true);
  expect(isBirthday('1990-03-07', day('2026-03-06'), ZONE)).toBe(false);
  expect(isBirthday('1992-02-29', day('2026-02-28'), ZONE)).toBe(true);
  expect(isBirthday('1992-02-29', day('2028-02-29'), ZONE)).toBe(true);
  expect(isBirthday(null, day('2026-03-06'), ZONE)).toBe(false);
});
