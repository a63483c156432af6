import type { MerchantTransaction } from '#platform/db/tenant.ts';
import type { Places } from '#platform/http/index.ts';

export type LocationRow = {
  id: string;
  name: string;
  kind: 'shop' | 'online';
  is_default: boolean;
  archived_at: Date | null;
  created_at: Date;
};

const COLUMNS = ['id', 'name', 'kind', 'is_default', 'archived_at', 'created_at'] as const;

export const findLocation = (
  merchantId: string,
  id: string,
  trx: MerchantTransaction,
): Promise<LocationRow | undefined> =>
  trx
    .selectFrom('location')
    .select(COLUMNS)
    .where('merchant_id', '=', merchantId)
    .where('id', '=', id)
    .executeTakeFirst();

/** By id, which is their age; only those within reach. */
export const listLocations = (
  merchantId: string,
  page: { limit: number; after: string | null; archived: boolean; places: Places },
  trx: MerchantTransaction,
): Promise<LocationRow[]> =>
  trx
    .selectFrom('location')
    .select(COLUMNS)
    .where('merchant_id', '=', merchantId)
    .$if(!page.archived, (query) => query.where('archived_at', 'is', null))
    .$if(page.places !== null, (query) => query.where('id', 'in', page.places ?? []))
    .$if(page.after !== null, (query) => query.where('id', '>', page.after ?? ''))
    .orderBy('id')
    .limit(page.limit + 1)
    .execute();

export const insertLocation = async (
  merchantId: string,
  row: Pick<LocationRow, 'id' | 'name' | 'kind' | 'is_default' | 'created_at'>,
  trx: MerchantTransaction,
): Promise<void> => {
  await trx
    .insertInto('location')
    .values({ merchant_id: merchantId, ...row })
    .execute();
};

/** One location is the default at any time: the old one steps back first. */
export const makeDefault = async (
  merchantId: string,
  id: string,
  trx: MerchantTransaction,
): Promise<void> => {
  const all = trx.updateTable('location').where('merchant_id', '=', merchantId);
  await all.set({ is_default: false }).where('is_default', '=', true).execute();
  await all.set({ is_default: true }).where('id', '=', id).execute();
};

export const updateLocation = async (
  merchantId: string,
  id: string,
  changes: { name?: string; kind?: 'shop' | 'online'; archived_at?: Date },
  trx: MerchantTransaction,
): Promise<void> => {
  if (Object.keys(changes).length === 0) return;
  await trx
    .updateTable('location')
    .set(changes)
    .where('merchant_id', '=', merchantId)
    .where('id', '=', id)
    .execute();
};

/** What a merchant has or had as locations, by id; enough for any program that names them. */
export const findLocationNames = async (
  merchantId: string,
  trx: MerchantTransaction,
): Promise<Record<string, string>> => {
  const rows = await trx
    .selectFrom('location')
    .select(['id', 'name'])
    .where('merchant_id', '=', merchantId)
    .limit(10_000)
    .execute();
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
};
