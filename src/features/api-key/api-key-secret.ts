import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits behind a prefix that secret scanners recognize. */
export const newSecret = (): string => `sk_${randomBytes(32).toString('base64url')}`;

/** A plain hash is enough: there is nothing to guess in 256 random bits. */
export const secretHash = (secret: string): Buffer => createHash('sha256').update(secret).digest();
