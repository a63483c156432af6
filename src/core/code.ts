/**
 * Codes people read, type and scan. Safe for browsers.
 *
 * 29 signs without look-alikes (no 0 O 1 I L, no U, no S beside 5); 29 is prime and 2 generates its
 * whole group, so a check sign over weights 2^position (the pure system of ISO/IEC 7064 with
 * modulus 29, radix 2) finds every single wrong sign and every swap of two signs.
 */
export const CODE_ALPHABET = '23456789ABCDEFGHJKMNPQRTVWXYZ';
export const SHORT_CODE_LENGTH = 8;
export const CARD_CODE_LENGTH = 13;

const MODULUS = CODE_ALPHABET.length;
const RADIX = 2;
/** Enough that the remainder by 29^12 is even to less than one part in 2^60. */
const RANDOM_BYTES = 16;

/** Σ value · 2^position from the right, the last sign at position 0; −1 for a foreign sign. */
const checksum = (code: string): number => {
  let sum = 0;
  for (const sign of code) {
    const value = CODE_ALPHABET.indexOf(sign);
    if (value < 0) return -1;
    sum = (sum * RADIX + value) % MODULUS;
  }
  return sum;
};

/** `body` with its check sign behind it. Throws on signs outside the alphabet. */
export const withCheckSign = (body: string): string => {
  const sum = checksum(`${body}${CODE_ALPHABET[0]}`);
  if (sum < 0) throw new Error(`not a code: ${body}`);
  return body + CODE_ALPHABET[(MODULUS - sum) % MODULUS]!;
};

const codeOf = (random: Uint8Array, length: number): string => {
  if (random.length < RANDOM_BYTES) {
    throw new Error(`a code needs ${RANDOM_BYTES} random bytes, not ${random.length}`);
  }
  let rest = random.reduce((sum, byte) => (sum << 8n) + BigInt(byte), 0n);
  let body = '';
  while (body.length < length - 1) {
    body += CODE_ALPHABET[Number(rest % BigInt(MODULUS))];
    rest /= BigInt(MODULUS);
  }
  return withCheckSign(body);
};

/** 7 random signs and a check sign: typed at the till. Needs 16 random bytes. */
export const shortCode = (random: Uint8Array): string => codeOf(random, SHORT_CODE_LENGTH);

/** 12 random signs (58 bits) and a check sign: printed and scanned. Needs 16 random bytes. */
export const cardCode = (random: Uint8Array): string => codeOf(random, CARD_CODE_LENGTH);

/** What was typed, as a code is written: upper case, without spaces and dashes, S read as 5. */
export const normalizeCode = (typed: string): string =>
  typed
    .toUpperCase()
    .replaceAll(/[\s\-–—.]/g, '')
    .replaceAll('S', '5');

const isValid = (code: string, length: number): boolean =>
  code.length === length && checksum(code) === 0;

/** Whether a normalized short code has 8 known signs and the right check sign. */
export const isValidShortCode = (code: string): boolean => isValid(code, SHORT_CODE_LENGTH);

/** Whether a normalized card code has 13 known signs and the right check sign. */
export const isValidCardCode = (code: string): boolean => isValid(code, CARD_CODE_LENGTH);
