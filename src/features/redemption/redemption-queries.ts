import type { Selectable } from 'kysely';
import type { Tables } from '#platform/db/tables.ts';
import type { MerchantTransaction } from '#platform/db/tenant.ts';

export type RedemptionRow = Selectable<Tables['redemption']>;

export const redemptions = (merchantId: string, trx: MerchantTransaction) =>
  trx.selectFrom('redemption').selectAll().where('merchant_id', '=', merchantId);

export const findRedemption = (
  merchantId: string,
  id: string,
  trx: MerchantTransaction,
): Promise<RedemptionRow | undefined> =>
  redemptions(merchantId, trx).where('id', '=', id).executeTakeFirst();
