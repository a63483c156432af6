import { expect, test } from 'vitest';
import { remembered } from './remembered.ts';

test('[P4] what was made for a key is made once, and keys do not run into each other', () => {
  const made: string[] = [];
  const pair = remembered((a: string, b: string) => {
    made.push(`${a},${b}`);
    return { a, b };
  });
  expect(pair('a', 'bc')).toBe(pair('a', 'bc'));
  expect(pair('ab', 'c')).toEqual({ a: 'ab', b: 'c' });
  expect(made).toEqual(['a,bc', 'ab,c']);
});

test('[P4] the memory has an end', () => {
  let made = 0;
  const one = remembered((_key: string) => {
    made += 1;
    return {};
  });
  for (let key = 0; key < 2_001; key += 1) one(String(key));
  one('2000');
  expect(made).toBe(2_001);
  one('0');
  expect(made).toBe(2_002);
});
