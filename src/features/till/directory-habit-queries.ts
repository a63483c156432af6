import type { MerchantTransaction } from '#platform/db/tenant.ts';

const VISITS_LOOKED_AT = 40;
const ORDERS_LOOKED_AT = 20;

/** What this till wrote as a line for a bare amount is no product. */
const OWN_SOURCE = 'till';

/** Moments of the member's last visits, newest first (epoch ms). */
export const findVisitTimes = async (
  merchantId: string,
  trx: MerchantTransaction,
  memberId: string,
): Promise<number[]> => {
  const rows = await trx
    .selectFrom('visit')
    .select('at')
    .where('merchant_id', '=', merchantId)
    .where('member_id', '=', memberId)
    .where('begun_by', 'is not', null)
    .orderBy('at', 'desc')
    .limit(VISITS_LOOKED_AT)
    .execute();
  return rows.map(({ at }) => at.getTime());
};

/** Names of what the member bought, one per order in which it stands, newest orders first. */
export const findBoughtNames = async (
  merchantId: string,
  trx: MerchantTransaction,
  memberId: string,
): Promise<string[][]> => {
  const rows = await trx
    .selectFrom('order')
    .select('snapshot')
    .where('merchant_id', '=', merchantId)
    .where('member_id', '=', memberId)
    .where('state', '=', 'paid')
    .where('source', '<>', OWN_SOURCE)
    .orderBy('at', 'desc')
    .limit(ORDERS_LOOKED_AT)
    .execute();
  return rows.map(({ snapshot }) => [...new Set(snapshot.lines.map((line) => line.name))]);
};
