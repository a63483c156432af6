import { sql } from 'kysely';
import type { PosterKind } from '#contract/poster.ts';
import type { MerchantTransaction } from '#platform/db/tenant.ts';
import type { Places } from '#platform/http/index.ts';

export type PosterRow = {
  id: string;
  kind: PosterKind;
  locale: string;
  nonce: string;
  origin: string;
  location_id: string | null;
  opened_at: Date | null;
  created_at: Date;
};

const COLUMNS = [
  'id',
  'kind',
  'locale',
  'nonce',
  'origin',
  'location_id',
  'opened_at',
  'created_at',
] as const;

export const findPoster = (
  merchantId: string,
  id: string,
  trx: MerchantTransaction,
): Promise<PosterRow | undefined> =>
  trx
    .selectFrom('poster')
    .select(COLUMNS)
    .where('merchant_id', '=', merchantId)
    .where('id', '=', id)
    .executeTakeFirst();

/** The newest first; ids carry their age. */
export const listPosters = (
  merchantId: string,
  page: { limit: number; before: string | null; places: Places },
  trx: MerchantTransaction,
): Promise<PosterRow[]> =>
  trx
    .selectFrom('poster')
    .select(COLUMNS)
    .where('merchant_id', '=', merchantId)
    .$if(page.places !== null, (query) => query.where('location_id', 'in', page.places ?? []))
    .$if(page.before !== null, (query) => query.where('id', '<', page.before ?? ''))
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute();

/** How many members joined by each of some posters. */
export const countJoins = async (
  merchantId: string,
  posterIds: string[],
  trx: MerchantTransaction,
): Promise<Map<string, number>> => {
  if (posterIds.length === 0) return new Map();
  const rows = await trx
    .selectFrom('member')
    .select(['joined_poster_id', sql<number>`count(*)::integer`.as('members')])
    .where('merchant_id', '=', merchantId)
    .where('joined_poster_id', 'in', posterIds)
    .groupBy('joined_poster_id')
    .execute();
  return new Map(rows.map((row) => [row.joined_poster_id ?? '', row.members]));
};

export const insertPoster = async (
  merchantId: string,
  row: Omit<PosterRow, 'opened_at'> & { created_by: string },
  trx: MerchantTransaction,
): Promise<void> => {
  await trx
    .insertInto('poster')
    .values({ merchant_id: merchantId, ...row })
    .execute();
};

/** When a phone first opened a poster's link at an origin; null = none has yet. */
export const provenAt = async (
  merchantId: string,
  origin: string,
  trx: MerchantTransaction,
): Promise<Date | null> => {
  const row = await trx
    .selectFrom('poster')
    .select('opened_at')
    .where('merchant_id', '=', merchantId)
    .where('origin', '=', origin)
    .where('opened_at', 'is not', null)
    .orderBy('opened_at')
    .limit(1)
    .executeTakeFirst();
  return row?.opened_at ?? null;
};
