import { type SelectQueryBuilder, sql } from 'kysely';
import type { Tables } from './tables.ts';

export type NewestFirst = {
  limit: number;
  /** Time and id of the last row of the page before. */
  after: { at: Date; id: string } | null;
};

/**
 * Rows by time and id, newest first, from where the page before ended; one row more than asked for
 * tells that there are more.
 */
export const newestFirst = <Table extends keyof Tables, Row>(
  rows: SelectQueryBuilder<Tables, Table, Row>,
  { limit, after }: NewestFirst,
  time: 'at' | 'created_at' = 'at',
): SelectQueryBuilder<Tables, Table, Row> => {
  const [at, id] = [sql.ref(time), sql.ref('id')];
  const rest = after ? rows.where(sql<boolean>`(${at}, ${id}) < (${after.at}, ${after.id})`) : rows;
  return rest
    .orderBy(at, 'desc')
    .orderBy(id, 'desc')
    .limit(limit + 1);
};
