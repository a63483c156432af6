import { expect, test } from 'vitest';
import { type PadKey, padKeyFor, padMinor, pressPad } from './amount-pad.ts';
import { undoSecondsLeft } from './undo-time.ts';
import { emptyWedge, pressWedge, type Scan, type Wedge } from './wedge.ts';

const typed = (keys: string, decimals = 2) =>
  [...keys].reduce(
    (text, key) =>
      pressPad(text, (key === ',' ? 'sep' : key === '<' ? 'delete' : key) as PadKey, decimals),
    '',
  );

test.each([
  ['124', '124', 12_400],
  ['12,4', '12.4', 1_240],
  ['12,40', '12.40', 1_240],
  ['12,405', '12.40', 1_240],
  ['12,,4', '12.4', 1_240],
  [',5', '0.5', 50],
  ['0012', '12', 1_200],
  ['00', '0', 0],
  ['12,4<<<', '1', 100],
  ['<', '', 0],
  ['123456789', '1234567', 123_456_700],
])('[S2] the amount pad reads %s as %s', (keys, text, minor) => {
  expect(typed(keys)).toBe(text);
  expect(padMinor(typed(keys), 2)).toBe(minor);
});

test('[S2] forints are typed without decimals and kept with two', () => {
  expect(typed('1250,5', 0)).toBe('12505');
  expect(padMinor(typed('1250', 0), 2)).toBe(125_000);
});

test('[S2] the keyboard presses the same keys as the pad', () => {
  expect(['7', ',', '.', 'Backspace', 'a', 'Enter'].map(padKeyFor)).toEqual([
    '7',
    'sep',
    'sep',
    'delete',
    null,
    null,
  ]);
});

type Press = [key: string, code: string];
const feed = (presses: Press[], gap: number): Scan | null => {
  let wedge: Wedge = emptyWedge;
  let scan: Scan | null = null;
  presses.forEach(([key, code], at) => {
    const step = pressWedge(wedge, { key, code, at: at * gap });
    wedge = step.wedge;
    scan = step.scan ?? scan;
  });
  return scan;
};

const asKeys = (text: string): Press[] =>
  [...text].map((sign) => [sign, /\d/.test(sign) ? `Digit${sign}` : `Key${sign.toUpperCase()}`]);
const enter: Press = ['Enter', 'Enter'];

test('[S1] a burst that ends in Enter is a scan, without any field in focus', () => {
  expect(feed([...asKeys('K7M4QX2'), enter], 8)?.spelled).toBe('K7M4QX2');
});

test('[S1] the same keys typed by a person are not a scan', () => {
  expect(feed([...asKeys('K7M4QX2'), enter], 90)).toBeNull();
});

test('[S1] a person typing just before a scan does not spoil it', () => {
  let wedge: Wedge = emptyWedge;
  wedge = pressWedge(wedge, { key: 'x', code: 'KeyX', at: 0 }).wedge;
  let scan: Scan | null = null;
  [...asKeys('K7M4QX2'), enter].forEach(([key, code], at) => {
    const step = pressWedge(wedge, { key, code, at: 500 + at * 5 });
    wedge = step.wedge;
    scan = step.scan ?? scan;
  });
  expect((scan as Scan | null)?.spelled).toBe('K7M4QX2');
});

test('[S1] Shift of the scanner is not a sign, a short burst is not a scan', () => {
  const shifted: Press[] = asKeys('K7M4QX2').flatMap((press) => [['Shift', 'ShiftLeft'], press]);
  expect(feed([...shifted, enter], 4)?.spelled).toBe('K7M4QX2');
  expect(feed([...asKeys('K7M'), enter], 4)).toBeNull();
});

test('[S1] a Slovak keyboard spells digits as letters: the physical keys still tell the code', () => {
  const slovak: Press[] = [
    ['k', 'KeyK'],
    ['ý', 'Digit7'],
    ['m', 'KeyM'],
    ['č', 'Digit4'],
    ['y', 'KeyZ'],
    ['x', 'KeyX'],
    ['ľ', 'Digit2'],
  ];
  expect(feed([...slovak, enter], 8)).toEqual({ spelled: 'kýmčyxľ', physical: 'K7M4ZX2' });
});

test('[S4] sixty seconds are counted down in whole seconds and end at none', () => {
  expect(undoSecondsLeft(1_000, 1_000)).toBe(60);
  expect(undoSecondsLeft(1_000, 60_999)).toBe(1);
  expect(undoSecondsLeft(1_000, 61_000)).toBe(0);
  expect(undoSecondsLeft(1_000, 99_000)).toBe(0);
});
