import { decodeCursor } from './cursor.ts';

/** Where a list by time and id goes on; undefined when the cursor isn't one of ours. */
export function momentCursor(cursor: string): { at: Date; id: string } | undefined {
  const [at, id] = decodeCursor(cursor, 2) ?? [];
  if (typeof at !== 'number' || typeof id !== 'string') return undefined;
  return UUID.test(id) && Number.isSafeInteger(at) ? { at: new Date(at), id } : undefined;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
