import { expect, test } from 'vitest';
import { slowHash, slowRefusal, slowVerify } from './slow-hash.ts';

test('[S4] a PIN is hashed with at least 2^15 rounds of scrypt and a salt of its own', async () => {
  const [one, two] = await Promise.all([slowHash('2580'), slowHash('2580')]);
  const [name, log2N, r] = one.split('$');
  expect(name).toBe('scrypt');
  expect(Number(log2N)).toBeGreaterThanOrEqual(15);
  expect(Number(r)).toBe(8);
  expect(one).not.toBe(two);
});

test('[S4] only the right PIN matches, however its signs were composed', async () => {
  const hash = await slowHash('caf\u00e9 2580');
  expect(await slowVerify('cafe\u0301 2580', hash)).toBe(true);
  expect(await slowVerify('caf\u00e9 2581', hash)).toBe(false);
  expect(await slowVerify('', hash)).toBe(false);
});

test('[S4] a foreign hash is an impossible state, a missing one a plain no', async () => {
  await expect(slowVerify('1234', 'salt:key')).rejects.toThrow('not a hash');
  expect(await slowRefusal('1234')).toBe(false);
});
