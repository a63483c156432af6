import { expect, test } from 'vitest';
import { decimalOf, idOf, localTimeOf, minorOf, productOf, textOf } from './cells.ts';

test.each([
  ['12.50', '.', { digits: 1250, scale: 2 }],
  ['1,234.5', '.', { digits: 12345, scale: 1 }],
  ['1 234,50 €', ',', { digits: 123450, scale: 2 }],
  ['1.234,50', ',', { digits: 123450, scale: 2 }],
  ['120 Kč', ',', { digits: 120, scale: 0 }],
  ['-3', '.', { digits: -3, scale: 0 }],
  ['.5', '.', null],
  ['1,23', '.', null],
  ['12,5,0', ',', null],
  ['coffee', '.', null],
] as const)('[I4] %s with %s is read as a number', (cell, decimal, value) => {
  expect(decimalOf(cell, decimal)).toEqual(value);
});

test('[I4] money is rounded half away from zero, and never in between', () => {
  const price = decimalOf('0.335', '.')!;
  expect(minorOf(productOf(price, { digits: 3, scale: 0 })!, 2)).toBe(101);
  expect(minorOf({ digits: -1005, scale: 3 }, 2)).toBe(-101);
  expect(minorOf({ digits: 1234, scale: 0 }, 0)).toBe(1234);
  expect(minorOf({ digits: 9_999_999_999_999, scale: 0 }, 2)).toBeNull();
});

test.each([
  ['19970101', null, 'ymd', '1997-01-01T12:00:00'],
  ['2010-12-01 08:26:00', null, 'ymd', '2010-12-01T08:26:00'],
  ['2016-10-30', '09:58:11', 'dmy', '2016-10-30T09:58:11'],
  ['3. 2. 2026', null, 'dmy', '2026-02-03T12:00:00'],
  ['3/2/26 1:05 PM', null, 'mdy', '2026-03-02T13:05:00'],
  ['31.02.2026', null, 'dmy', null],
  ['2026-13-01', null, 'ymd', null],
  ['2026-01-01 25:00', null, 'ymd', null],
  ['yesterday', null, 'dmy', null],
] as const)('[I4] %s %s as %s is a time of the place', (date, time, format, iso) => {
  const local = localTimeOf(date, time, format);
  expect(local && Temporal.PlainDateTime.from(local).toString()).toBe(iso);
});

test('[I4] what exports write for nothing is nothing, and an id is no number', () => {
  expect(['', 'NONE', 'n/a', 'Tea'].map(textOf)).toEqual([null, null, null, 'Tea']);
  expect(['17850.0', '0017', 'A.0'].map(idOf)).toEqual(['17850', '0017', 'A.0']);
});
