import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** 2^15 rounds over 8 blocks: 32 MiB and about 60 ms a guess, in the thread pool. */
const COST = { log2N: 15, r: 8, p: 1 };
const KEY_BYTES = 32;

/** Hashes a PIN or password: `scrypt$15$8$1$salt$key`, the last two base64url. */
export async function slowHash(secret: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(secret, salt, COST);
  const { log2N, r, p } = COST;
  return ['scrypt', log2N, r, p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** Compares in constant time. Throws when `hash` was not made by `slowHash`. */
export async function slowVerify(secret: string, hash: string): Promise<boolean> {
  const [name, log2N, r, p, salt, key] = hash.split('$');
  if (name !== 'scrypt' || !salt || !key) throw new Error('not a hash of slowHash');
  const cost = { log2N: Number(log2N), r: Number(r), p: Number(p) };
  const derived = await derive(secret, Buffer.from(salt, 'base64url'), cost);
  return timingSafeEqual(derived, Buffer.from(key, 'base64url'));
}

let decoy: Promise<string> | undefined;

/** Takes as long as a comparison, so that a missing hash can't be told from a wrong secret. */
export async function slowRefusal(secret: string): Promise<false> {
  decoy ??= slowHash(randomBytes(16).toString('hex'));
  await slowVerify(secret, await decoy);
  return false;
}

function derive(secret: string, salt: Buffer, cost: typeof COST): Promise<Buffer> {
  const options = { N: 2 ** cost.log2N, r: cost.r, p: cost.p, maxmem: 64 * 1024 * 1024 };
  return new Promise((resolve, reject) => {
    scrypt(secret.normalize('NFKC'), salt, KEY_BYTES, options, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}
