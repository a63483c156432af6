import type pg from 'pg';
import type { MerchantTransaction } from '#platform/db/tenant.ts';

/** Keys of orders are the owner's to write: an import speaks as the owner, of one merchant. */
type Owner = Pick<pg.Pool, 'query'>;

export type OrderRow = {
  id: string;
  external_id: string;
  at: number;
  member_id: string | null;
  location_id: string;
  total_minor: number | null;
  snapshot: object;
  hash: string;
};

/** Those of the ids that are known already. */
export const findKnownOrders = async (
  merchantId: string,
  source: string,
  externalIds: readonly string[],
  owner: Owner,
): Promise<Set<string>> => {
  const { rows } = await owner.query<{ external_id: string }>(
    `select external_id from stamgast.order_key
     where merchant_id = $1 and source = $2 and external_id = any ($3)`,
    [merchantId, source, externalIds],
  );
  return new Set(rows.map((row) => row.external_id));
};

/** Members by the customer ids of a source. */
export const findCustomers = async (
  merchantId: string,
  source: string,
  customers: readonly string[],
  owner: Owner,
): Promise<Map<string, string>> => {
  const { rows } = await owner.query<{ external_id: string; member_id: string }>(
    `select external_id, member_id from stamgast.member_external_id
     where merchant_id = $1 and source = $2 and external_id = any ($3)`,
    [merchantId, source, customers],
  );
  return new Map(rows.map((row) => [row.external_id, row.member_id]));
};

/** Customers known from orders only; who is known already stays who they are. */
export const insertCustomers = async (
  merchantId: string,
  source: string,
  customers: readonly { id: string; external_id: string }[],
  owner: Owner,
): Promise<void> => {
  await owner.query(
    `with named as (
       insert into stamgast.member_external_id (merchant_id, source, external_id, member_id)
       select $1::uuid, $2, x.external_id, x.id
       from jsonb_to_recordset($3) x (id uuid, external_id text)
       on conflict do nothing
       returning member_id
     )
     insert into stamgast.member (merchant_id, id, source)
     select $1::uuid, member_id, 'import' from named`,
    [merchantId, source, JSON.stringify(customers)],
  );
};

/** Orders that decide nothing, with their keys; one that is known already is left as it is. */
export const insertOrders = async (
  merchantId: string,
  batch: { source: string; importId: string; currency: string; rows: readonly OrderRow[] },
  owner: Owner,
): Promise<number> => {
  const { rowCount } = await owner.query(
    `with input as (
       select * from jsonb_to_recordset($5) x (id uuid, external_id text, at float8,
         member_id uuid, location_id uuid, total_minor bigint, snapshot jsonb, hash text)
     ), fresh as (
       insert into stamgast.order_key (merchant_id, source, external_id, order_id)
       select $1::uuid, $2, external_id, id from input
       on conflict do nothing
       returning order_id
     ), snapshots as (
       insert into stamgast.order_snapshot (merchant_id, order_id, version, hash)
       select $1::uuid, i.id, 0, i.hash from input i join fresh f on f.order_id = i.id
     )
     insert into stamgast."order" (merchant_id, id, at, source, external_id, version, state,
       member_id, location_id, currency, total_minor, net_minor, snapshot, hash, import_id)
     select $1::uuid, i.id, stamgast.from_ms(i.at), $2, i.external_id, 0, 'paid', i.member_id,
       i.location_id, $4, i.total_minor, i.total_minor, i.snapshot, i.hash, $3::uuid
     from input i join fresh f on f.order_id = i.id`,
    [merchantId, batch.source, batch.importId, batch.currency, JSON.stringify(batch.rows)],
  );
  return rowCount ?? 0;
};

export type ImportShop = { currency: string; zone: string; location_id: string };

/** What an import must know of the merchant; undefined when there is no such merchant. */
export const findShop = async (
  merchantId: string,
  trx: MerchantTransaction,
): Promise<ImportShop | undefined> =>
  trx
    .selectFrom('merchant')
    .innerJoin('location', 'location.merchant_id', 'merchant.merchant_id')
    .select(['merchant.currency', 'merchant.zone', 'location.id as location_id'])
    .where('merchant.merchant_id', '=', merchantId)
    .where('location.is_default', '=', true)
    .executeTakeFirst();
