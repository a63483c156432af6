import { createHash } from 'node:crypto';
import { canonical } from '#core/canonical.ts';

/** Two requests have the same content exactly when their hashes are equal. */
export const contentHash = (content: unknown): string =>
  createHash('sha256').update(canonical(content)).digest('base64url');
