/**
 * Whole-number arithmetic. Money is minor units, units are whole; nothing here ever rounds
 * silently: a fraction or a number beyond 2^53 is an impossible state and throws.
 */

/** Returns `value` when it is a safe integer; throws otherwise. `what` names it in the error. */
export const whole = (value: number, what: string): number => {
  if (!Number.isSafeInteger(value)) throw new Error(`${what} must be a whole number: ${value}`);
  return value;
};

/** ⌊a ÷ b⌋, also for negative `a`; `b` > 0. floorDiv(−1, 50) = −1. */
export const floorDiv = (a: number, b: number): number => {
  if (!(b > 0)) throw new Error(`divisor must be positive: ${b}`);
  return (whole(a, 'dividend') - floorMod(a, b)) / b;
};

/** a mod b in 0 … b−1, also for negative `a`; `b` > 0. floorMod(−1, 50) = 49. */
export const floorMod = (a: number, b: number): number => {
  if (!(b > 0)) throw new Error(`divisor must be positive: ${b}`);
  const rest = whole(a, 'dividend') % b;
  return rest < 0 ? rest + b : rest === 0 ? 0 : rest;
};

/** a · b, exact or an error. */
export const times = (a: number, b: number): number => whole(a * b, 'product');

/** ⌊a · b ÷ c⌋ exactly, also where a · b passes 2^53; c > 0. */
export const mulDivFloor = (a: number, b: number, c: number): number => {
  const product = a * b;
  if (Number.isSafeInteger(product)) return floorDiv(product, c);
  const big = BigInt(a) * BigInt(b);
  const divisor = BigInt(c);
  const quotient = big / divisor;
  const floor = big < 0n && quotient * divisor !== big ? quotient - 1n : quotient;
  return whole(Number(floor), 'quotient');
};

/** Greatest common divisor of two positive whole numbers. */
export const gcd = (a: number, b: number): number => {
  let [x, y] = [a, b];
  while (y > 0) [x, y] = [y, x % y];
  return x;
};

const largestFirst = (rests: bigint[]): number[] =>
  rests
    .map((rest, index) => ({ rest, index }))
    .sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1))
    .map(({ index }) => index);

/**
 * Splits `total` ≥ 0 in proportion to `weights` ≥ 0 by the largest remainder (Hamilton); ties go to
 * the first. The parts always sum to `total`, and no part exceeds its weight while total ≤ Σ
 * weights. All weights 0 count as equal. allocate(100, [1, 1, 1]) = [34, 33, 33].
 */
export const allocate = (total: number, weights: readonly number[]): number[] => {
  if (whole(total, 'total') < 0) throw new Error(`cannot allocate a negative total: ${total}`);
  if (total === 0) return weights.map(() => 0);
  if (weights.length === 0) throw new Error('cannot allocate to nobody');
  if (weights.length === 1) return [total];
  if (weights.some((w) => whole(w, 'weight') < 0)) throw new Error('weights must not be negative');
  const even = weights.every((w) => w === 0);
  const shares = weights.map((w) => BigInt(even ? 1 : w));
  const sum = shares.reduce((a, b) => a + b, 0n);
  const products = shares.map((w) => w * BigInt(total));
  const parts = products.map((p) => Number(p / sum));
  let missing = total - parts.reduce((a, b) => a + b, 0);
  for (const index of largestFirst(products.map((p) => p % sum))) {
    if (missing === 0) break;
    parts[index] = parts[index]! + 1;
    missing -= 1;
  }
  return parts;
};
