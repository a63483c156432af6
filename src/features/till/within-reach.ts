import type { MerchantTransaction } from '#platform/db/tenant.ts';
import { isBeyond, type MerchantPrincipal, placesOf } from '#platform/http/index.ts';
import { findTill, type StoredTill } from './till-queries.ts';

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
