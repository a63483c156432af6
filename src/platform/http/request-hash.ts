import { createHash } from 'node:crypto';
import { canonical } from '#core/canonical.ts';

/** Identifies what a write asks for: the same key with another hash is another request. */
export const requestHash = (method: string, path: string, body: unknown): string =>
  createHash('sha256')
    .update(`${method}\n${path}\n${canonical(body ?? null)}`)
    .digest('hex');
