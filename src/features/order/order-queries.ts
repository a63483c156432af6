import type { Selectable } from 'kysely';
import type { Tables } from '#platform/db/tables.ts';
import type { MerchantTransaction } from '#platform/db/tenant.ts';

export type OrderRow = Selectable<Tables['order']>;

export const orders = (merchantId: string, trx: MerchantTransaction) =>
  trx.selectFrom('order').selectAll().where('merchant_id', '=', merchantId);

export const findOrder = (
  merchantId: string,
  id: string,
  trx: MerchantTransaction,
): Promise<OrderRow | undefined> => orders(merchantId, trx).where('id', '=', id).executeTakeFirst();
