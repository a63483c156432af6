import type { Role } from '#contract/permissions.ts';
import { type Refused, refuse, refuseFields } from '#contract/refusals.ts';
import type { MerchantTransaction } from '#platform/db/tenant.ts';
import type { Places } from '#platform/http/index.ts';
import { decodeId, encodeId } from '#platform/ids/ids.ts';

type Read = { ok: true; places: string[] | null } | Refused;

/** The locations a person is to be limited to, as the API names them; null = all of them. */
export async function readPlaces(
  merchantId: string,
  trx: MerchantTransaction,
  role: Role,
  named: Places,
): Promise<Read> {
  if (named === null) return { ok: true, places: null };
  if (role === 'owner') return refuseFields([{ path: 'location_ids', fault: 'owner_everywhere' }]);
  const places = [...new Set(named.flatMap((id) => decodeId('loc', id) ?? []))];
  const known = await trx
    .selectFrom('location')
    .select('id')
    .where('merchant_id', '=', merchantId)
    .where('id', 'in', places)
    .execute();
  return known.length === named.length ? { ok: true, places } : refuse('not_found');
}

/** The locations a person is limited to, as the API names them. */
export const showPlaces = (places: Places): string[] | null =>
  places?.map((id) => encodeId('loc', id)) ?? null;
