import { type Refused, refuseFields } from '#contract/refusals.ts';
import { type JsonAnswer, ok } from './answer.ts';
import { decodeCursor, page } from './cursor.ts';

/** What a request says of the page it wants. */
type Asked = { limit: number; cursor?: string | undefined };

/** Time and id of the last row of the page before. */
export type Moment = { at: Date; id: string };

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const isUuid = (part: unknown): part is string => typeof part === 'string' && UUID.test(part);

/** Where a list by id goes on; undefined when the cursor isn't one of ours. */
const idIn = (cursor: string): string | undefined => {
  const [id] = decodeCursor(cursor, 1) ?? [];
  return isUuid(id) ? id : undefined;
};

/** Where a list by time and id goes on; undefined when the cursor isn't one of ours. */
const momentIn = (cursor: string): Moment | undefined => {
  const [at, id] = decodeCursor(cursor, 2) ?? [];
  return isUuid(id) && Number.isSafeInteger(at) ? { at: new Date(Number(at)), id } : undefined;
};

/** The refusal of a cursor that no list of ours gave out. */
export const badCursor = (): Refused => refuseFields([{ path: 'cursor', fault: 'cursor' }]);

/** Answers with a page of rows in the order of their ids; `find` reads one row more than asked. */
export const listById = async <Row extends { id: string }, Item>(
  { limit, cursor }: Asked,
  find: (after: string | null) => Promise<Row[]>,
  view: (row: Row) => Item,
): Promise<JsonAnswer | Refused> => {
  const after = cursor === undefined ? null : idIn(cursor);
  if (after === undefined) return badCursor();
  return ok(page(await find(after), limit, ({ id }) => [id], view));
};

/** Answers with a page of rows by time, newest first; `find` reads one row more than asked for. */
export const listByMoment = async <Row extends Moment, Item>(
  { limit, cursor }: Asked,
  find: (after: Moment | null) => Promise<Row[]>,
  view: (row: Row) => Item,
): Promise<JsonAnswer | Refused> => {
  const after = cursor === undefined ? null : momentIn(cursor);
  if (after === undefined) return badCursor();
  return ok(page(await find(after), limit, ({ at, id }) => [at.getTime(), id], view));
};
