/** Keyset cursors: the sort key of the last row, opaque to the client. */
export const encodeCursor = (key: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(key)).toString('base64url');

/** The key in a cursor with exactly `length` parts, or null when it isn't one of ours. */
export const decodeCursor = (cursor: string, length: number): (string | number)[] | null => {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (!Array.isArray(key) || key.length !== length) return null;
    return key.every((part) => ['string', 'number'].includes(typeof part)) ? key : null;
  } catch {
    return null;
  }
};

/**
 * Makes a page of `limit + 1` rows read: the extra row only tells that there are more.
 */
export const page = <Row, Item>(
  rows: Row[],
  limit: number,
  keyOf: (row: Row) => (string | number)[],
  view: (row: Row) => Item,
): { data: Item[]; next_cursor: string | null } => {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { data: shown.map(view), next_cursor: more ? encodeCursor(keyOf(last)) : null };
};
