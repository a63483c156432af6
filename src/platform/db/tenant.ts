import { type Kysely, sql, type Transaction } from 'kysely';
import type { Tables } from './tables.ts';

/** A transaction that sees the rows of one merchant. */
export type MerchantTransaction = Transaction<Tables>;

/** Runs `work` in one transaction in which row level security shows this merchant and no other. */
export function inMerchant<T>(
  db: { kysely: Kysely<Tables> },
  merchantId: string,
  work: (trx: MerchantTransaction) => Promise<T>,
): Promise<T> {
  return db.kysely.transaction().execute(async (trx) => {
    await sql`select set_config('stamgast.merchant_id', ${merchantId}, true)`.execute(trx);
    return work(trx);
  });
}
