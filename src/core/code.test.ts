import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  CODE_ALPHABET,
  cardCode,
  isValidCardCode,
  isValidShortCode,
  normalizeCode,
  shortCode,
  withCheckSign,
} from './code.ts';

const bytes = fc.uint8Array({ minLength: 16, maxLength: 16 });
const replaceAt = (code: string, i: number, sign: string) =>
  code.slice(0, i) + sign + code.slice(i + 1);

test('[M1] the alphabet has 29 signs and no look-alikes', () => {
  expect(new Set(CODE_ALPHABET).size).toBe(29);
  expect(CODE_ALPHABET).not.toMatch(/[0O1ILUS]/);
});

test('[M1] made codes are valid and have their length', () => {
  fc.assert(
    fc.property(bytes, (random) => {
      expect(shortCode(random)).toHaveLength(8);
      expect(isValidShortCode(shortCode(random))).toBe(true);
      expect(cardCode(random)).toHaveLength(13);
      expect(isValidCardCode(cardCode(random))).toBe(true);
      expect(isValidShortCode(cardCode(random))).toBe(false);
    }),
  );
});

test('[S3] every single wrong sign is found', () => {
  fc.assert(
    fc.property(bytes, (random) => {
      const code = cardCode(random);
      for (let i = 0; i < code.length; i += 1) {
        for (const sign of CODE_ALPHABET) {
          if (sign !== code[i]) expect(isValidCardCode(replaceAt(code, i, sign))).toBe(false);
        }
      }
    }),
    { numRuns: 20 },
  );
});

test('[S3] every swap of two different neighbors is found', () => {
  fc.assert(
    fc.property(bytes, (random) => {
      const code = shortCode(random);
      for (let i = 0; i + 1 < code.length; i += 1) {
        if (code[i] === code[i + 1]) continue;
        const swapped = replaceAt(replaceAt(code, i, code[i + 1]!), i + 1, code[i]!);
        expect(isValidShortCode(swapped)).toBe(false);
      }
    }),
  );
});

test('[S1] typed codes are understood in any case, with spaces, dashes and S for 5', () => {
  expect(normalizeCode(' 7k4m-2qs d ')).toBe('7K4M2Q5D');
});

test('[S1] foreign signs make a code invalid, never an exception', () => {
  for (const code of ['', '0000000O', 'ěščřžýáí', '2222222']) {
    expect(isValidShortCode(code)).toBe(false);
  }
  expect(() => withCheckSign('OIL')).toThrow('not a code');
});

test('[M1] too little randomness is an error', () => {
  expect(() => shortCode(new Uint8Array(8))).toThrow('random bytes');
});

test('[M1] the signs of codes are spread evenly', () => {
  const counts = new Map<string, number>();
  for (let n = 0; n < 2900; n += 1) {
    const random = new Uint8Array(16);
    new DataView(random.buffer).setBigUint64(
      8,
      (BigInt(n) * 0x9e3779b97f4a7c15n) & 0xffffffffffffffffn,
    );
    const sign = shortCode(random)[0]!;
    counts.set(sign, (counts.get(sign) ?? 0) + 1);
  }
  expect(counts.size).toBe(29);
  for (const count of counts.values()) expect(count).toBeGreaterThan(50);
});
