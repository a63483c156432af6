import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allocate, floorDiv, floorMod, gcd, mulDivFloor, times, whole } from './amount.ts';

test('[P7] fractions and numbers beyond 2^53 are impossible amounts', () => {
  expect(whole(7, 'x')).toBe(7);
  for (const bad of [0.5, Number.NaN, 2 ** 53, Infinity])
    expect(() => whole(bad, 'x')).toThrow('x');
  expect(() => times(2 ** 30, 2 ** 30)).toThrow('product');
});

test.each([
  [7, 2, 3, 1],
  [-1, 50, -1, 49],
  [-50, 50, -1, 0],
  [0, 3, 0, 0],
])('[E16] %i over %i rounds down to %i, rest %i', (a, b, quotient, rest) => {
  expect([floorDiv(a, b), floorMod(a, b)]).toEqual([quotient, rest]);
});

test('[E16] dividing by nothing or by less is an error', () => {
  for (const b of [0, -2]) {
    expect(() => floorDiv(1, b)).toThrow('divisor');
    expect(() => floorMod(1, b)).toThrow('divisor');
  }
});

test('[P7] a product beyond 2^53 still divides exactly', () => {
  expect(mulDivFloor(9_007_199_254_740_991, 3, 9)).toBe(3_002_399_751_580_330);
  expect(mulDivFloor(-9_007_199_254_740_991, 2, 4)).toBe(-4_503_599_627_370_496);
  expect(mulDivFloor(10, 10, 3)).toBe(33);
});

test('[E1] a fraction is kept in lowest terms', () => {
  expect([gcd(2, 200), gcd(3, 100), gcd(7, 7)]).toEqual([2, 1, 7]);
});

test.each([
  [100, [1, 1, 1], [34, 33, 33]],
  [2, [1, 1, 1], [1, 1, 0]],
  [5, [0, 0], [3, 2]],
  [10, [3, 0, 1], [8, 0, 2]],
  [7, [4], [7]],
  [0, [], []],
])('[P7] %i split by %j is %j', (total, weights, parts) => {
  expect(allocate(total, weights)).toEqual(parts);
});

test('[P7] what cannot be split is an error', () => {
  expect(() => allocate(1, [])).toThrow('nobody');
  expect(() => allocate(-1, [1])).toThrow('negative');
  expect(() => allocate(3, [1, -1])).toThrow('weights');
});

test('[P7] splitting never loses a unit nor gives a part more than its weight', () => {
  const amounts = fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(amounts, fc.nat(2_000_000), (weights, total) => {
      const parts = allocate(total, weights);
      expect(parts.reduce((a, b) => a + b, 0)).toBe(total);
      if (total > weights.reduce((a, b) => a + b, 0)) return;
      parts.forEach((part, i) => {
        expect(part).toBeLessThanOrEqual(weights[i]!);
      });
    }),
  );
});
