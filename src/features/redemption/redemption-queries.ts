import type { Selectable } from 'kysely';
import type { Tables } from '#platform/db/tables.ts';
import type { MerchantTransaction } from '#platform/db/tenant.ts';

export type RedemptionRow = Selectable<Tables['redemption']>;

export const findRedemption = (
  merchantId: string,
  id: string,
  trx: MerchantTransaction,
): Promise<RedemptionRow | undefined> =>
  trx
    .selectFrom('redemption')
    .selectAll()
    .where('merchant_id', '=', merchantId)
    .where('id', '=', id)
    .executeTakeFirst();

export type RedemptionPage = {
  limit: number;
  memberId?: string | undefined;
  /** Time and id of the last redemption of the page before. */
  after?: { at: Date; id: string } | undefined;
};

/** Newest first, one more than asked for. */
export const findRedemptions = (
  merchantId: string,
  { limit, memberId, after }: RedemptionPage,
  trx: MerchantTransaction,
): Promise<RedemptionRow[]> => {
  let query = trx
    .selectFrom('redemption')
    .selectAll()
    .where('merchant_id', '=', merchantId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (memberId !== undefined) query = query.where('member_id', '=', memberId);
  if (after) {
    query = query.where((eb) => eb(eb.refTuple('at', 'id'), '<', eb.tuple(after.at, after.id)));
  }
  return query.execute();
};
