import type { Selectable } from 'kysely';
import type { Tables } from '#platform/db/tables.ts';
import type { MerchantTransaction } from '#platform/db/tenant.ts';

export type RedemptionRow = Selectable<Tables['redemption']>;

export const redemptions = (trx: MerchantTransaction) => trx.selectFrom('redemption').selectAll();

export const findRedemption = (
  merchantId: string,
  id: string,
  trx: MerchantTransaction,
): Promise<RedemptionRow | undefined> =>
  redemptions(trx).where('merchant_id', '=', merchantId).where('id', '=', id).executeTakeFirst();
