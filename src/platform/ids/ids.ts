import { randomUUIDv7 } from 'node:crypto';
import { TypeID } from 'typeid-js';
import type { IdPrefix } from '#contract/ids.ts';

/** A new id as the database holds it: UUIDv7, so rows of one time lie together. */
export const newId = (): string => randomUUIDv7();

/** Before every id: where a walk by id begins. */
export const NIL_ID = '00000000-0000-0000-0000-000000000000';

/** The id as others see it: `mem_01j…`. */
export const encodeId = (prefix: IdPrefix, uuid: string): string =>
  TypeID.fromUUID(prefix, uuid).toString();

/** The UUID behind an outside id; null when the text is no id of this kind. */
export function decodeId(prefix: IdPrefix, text: string): string | null {
  try {
    return TypeID.fromString(text, prefix).toUUID();
  } catch {
    // The library throws for every text that is not such an id; to us that is an answer.
    return null;
  }
}
