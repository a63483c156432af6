import type { Kysely, Selectable } from 'kysely';
import type { ApiKeyTable } from '#platform/db/tables/control.ts';
import type { Tables } from '#platform/db/tables.ts';

export type ApiKeyRow = Omit<Selectable<ApiKeyTable>, 'hash'>;

export const API_KEY_COLUMNS = [
  'id',
  'merchant_id',
  'name',
  'scopes',
  'last_four',
  'created_at',
  'created_by',
  'last_used_at',
  'revoked_at',
] as const;

export const findApiKey = (
  merchantId: string,
  id: string,
  db: Kysely<Tables>,
): Promise<ApiKeyRow | undefined> =>
  db
    .selectFrom('control.api_key')
    .select(API_KEY_COLUMNS)
    .where('merchant_id', '=', merchantId)
    .where('id', '=', id)
    .executeTakeFirst();

export const listApiKeys = (
  merchantId: string,
  page: { limit: number; before: string | null },
  db: Kysely<Tables>,
): Promise<ApiKeyRow[]> =>
  db
    .selectFrom('control.api_key')
    .select(API_KEY_COLUMNS)
    .where('merchant_id', '=', merchantId)
    .$if(page.before !== null, (query) => query.where('id', '<', page.before ?? ''))
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute();

export const insertApiKey = async (
  merchantId: string,
  row: Omit<ApiKeyRow, 'merchant_id' | 'last_used_at' | 'revoked_at'> & { hash: Buffer },
  db: Kysely<Tables>,
): Promise<void> => {
  await db
    .insertInto('control.api_key')
    .values({ merchant_id: merchantId, ...row })
    .execute();
};

export const markRevoked = async (
  merchantId: string,
  id: string,
  at: Date,
  db: Kysely<Tables>,
): Promise<void> => {
  await db
    .updateTable('control.api_key')
    .set({ revoked_at: at })
    .where('merchant_id', '=', merchantId)
    .where('id', '=', id)
    .execute();
};

export const markUsed = async (
  merchantId: string,
  id: string,
  at: Date,
  db: Kysely<Tables>,
): Promise<void> => {
  await db
    .updateTable('control.api_key')
    .set({ last_used_at: at })
    .where('merchant_id', '=', merchantId)
    .where('id', '=', id)
    .execute();
};
