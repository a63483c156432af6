import { expect, test } from 'vitest';
import { searchKey } from './search-key.ts';

test.each([
  ['Ľubica Ďurčová', 'lubica durcova'],
  ['Łukasz  ŻÓŁĆ ', 'lukasz zolc'],
  ['Đorđe Sørensen', 'dorde sorensen'],
  ['Szőke Tünde', 'szoke tunde'],
  ['Groß', 'gross'],
])('[S1] %s is searched as %s', (name, key) => {
  expect(searchKey(name)).toBe(key);
});
