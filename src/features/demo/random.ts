/** Uniform numbers in [0, 1), the same for the same seed. */
export type Random = () => number;

/** The generator sfc32, its state filled from one seed by a multiplicative hash. */
export const seeded = (seed: number): Random => {
  let [a, b, c, counter] = [0x9e3779b9, 0x243f6a88, seed | 0, 1];
  const next = () => {
    const t = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    return (t >>> 0) / 2 ** 32;
  };
  // The first numbers of neighboring seeds are alike.
  for (let i = 0; i < 15; i++) next();
  return next;
};

/** A seed of its own for the nth part of something. */
export const partSeed = (seed: number, n: number): number =>
  Math.imul(seed + 0x6d2b79f5, 0x85ebca6b) ^ Math.imul(n + 1, 0xc2b2ae35);

/** A whole number in [0, below). */
export const below = (random: Random, limit: number): number => Math.floor(random() * limit);

export const pick = <T>(random: Random, from: readonly T[]): T => {
  const found = from[below(random, from.length)];
  if (found === undefined) throw new Error('nothing to pick from');
  return found;
};

/** One of the entries, each as likely as its weight says. */
export const pickWeighted = <T extends { weight: number }>(
  random: Random,
  from: readonly T[],
): T => {
  let left = random() * from.reduce((sum, { weight }) => sum + weight, 0);
  for (const entry of from) {
    left -= entry.weight;
    if (left < 0) return entry;
  }
  const last = from.at(-1);
  if (!last) throw new Error('nothing to pick from');
  return last;
};

/** Time to the next of events that come `rate` times a unit of time. */
export const exponential = (random: Random, rate: number): number => -Math.log(1 - random()) / rate;

/** Standard normal, by Box and Muller. */
export const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Gamma with this shape and scale 1, by Marsaglia and Tsang (2000). */
export const gamma = (random: Random, shape: number): number => {
  if (shape < 1) return gamma(random, shape + 1) * (1 - random()) ** (1 / shape);
  const d = shape - 1 / 3;
  for (;;) {
    const x = normal(random);
    const v = (1 + x / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(1 - random()) < x ** 2 / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
};

export const beta = (random: Random, a: number, b: number): number => {
  const x = gamma(random, a);
  return x / (x + gamma(random, b));
};
