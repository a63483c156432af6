import type { MerchantTransaction } from '#platform/db/tenant.ts';
import type { Places } from '#platform/http/index.ts';

/** More devices than any chain's list needs at once. */
export const MAX_TILLS = 1000;

const tills = (merchantId: string, trx: MerchantTransaction) =>
  trx
    .selectFrom('till')
    .innerJoin('location', (join) =>
      join
        .onRef('location.merchant_id', '=', 'till.merchant_id')
        .onRef('location.id', '=', 'till.location_id'),
    )
    .select([
      'till.id',
      'till.name',
      'till.location_id',
      'till.paired_at',
      'till.last_seen_at',
      'till.revoked_at',
      'location.name as location_name',
    ])
    .where('till.merchant_id', '=', merchantId);

/** The tills at some places that are paired or wait for it, by place and name. */
export function findTills(merchantId: string, trx: MerchantTransaction, places: Places) {
  return tills(merchantId, trx)
    .where('till.revoked_at', 'is', null)
    .$if(places !== null, (query) => query.where('till.location_id', 'in', places ?? []))
    .orderBy('location.name')
    .orderBy('till.name')
    .limit(MAX_TILLS)
    .execute();
}

export function findTill(merchantId: string, trx: MerchantTransaction, id: string) {
  return tills(merchantId, trx).where('till.id', '=', id).executeTakeFirst();
}

export type StoredTill = NonNullable<Awaited<ReturnType<typeof findTill>>>;
