import type { MerchantTransaction } from '#platform/db/tenant.ts';
import { isBeyond, type MerchantPrincipal, type Places, placesOf } from '#platform/http/index.ts';

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

/** A till that still is one, at a place within the reach of who asks. */
export async function findOwnTill(
  principal: MerchantPrincipal,
  trx: MerchantTransaction,
  id: string,
): Promise<StoredTill | undefined> {
  const till = await findTill(principal.merchantId, trx, id);
  if (!till || till.revoked_at) return undefined;
  return isBeyond(placesOf(principal), till.location_id) ? undefined : till;
}

/**
 * The named location, else the only one of who asks, else the default one; undefined when it is
 * archived, someone else's or beyond their reach.
 */
export async function findPlace(
  principal: MerchantPrincipal,
  trx: MerchantTransaction,
  named: string | undefined,
) {
  const { merchantId } = principal;
  const places = placesOf(principal);
  const id = named ?? (places?.length === 1 ? places[0] : undefined);
  const open = trx
    .selectFrom('location')
    .select(['id', 'name'])
    .where('merchant_id', '=', merchantId)
    .where('archived_at', 'is', null);
  const place = await (id === undefined
    ? open.where('is_default', '=', true)
    : open.where('id', '=', id)
  ).executeTakeFirst();
  return place && !isBeyond(places, place.id) ? place : undefined;
}
