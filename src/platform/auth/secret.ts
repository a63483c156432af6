import { createHash, randomBytes } from 'node:crypto';

/** A secret of 256 random bits as 43 signs that fit a URL and a header. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** What is stored of a secret with full entropy: it needs no salt and no slowness. */
export const secretHash = (secret: string): Buffer => createHash('sha256').update(secret).digest();
