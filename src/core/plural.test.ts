import { expect, test } from 'vitest';
import { unitWordFor } from './plural.ts';

const names = { sk: { one: 'bod', few: 'body', many: 'bodu', other: 'bodov' } };

test('[P4] a word in another language than the reader’s keeps the forms of its own', () => {
  const read = [1, 2, 5].map((n) => unitWordFor(names, n, 'de', 'sk'));
  expect(read).toEqual(['bod', 'body', 'bodov']);
  expect(unitWordFor(names, 2, 'de', 'hu')).toBe('body');
});

test('[P4] a unit nobody named is a fault of the program', () => {
  expect(() => unitWordFor({}, 1, 'sk', 'sk')).toThrow('without any name');
});
