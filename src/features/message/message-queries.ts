import type { z } from 'zod';
import type { messageQuerySchema } from '#contract/message.ts';
import type { MerchantTransaction } from '#platform/db/tenant.ts';

type Query = z.output<typeof messageQuerySchema>;

/** A page of the outbox, newest first; one row more than asked for tells that there are more. */
export function findMessages(
  merchantId: string,
  trx: MerchantTransaction,
  { state, limit }: Query,
  after: { at: Date; id: string } | null,
) {
  let rows = trx
    .selectFrom('message')
    .select(['id', 'member_id', 'channel', 'recipient', 'subject', 'body'])
    .select(['state', 'error', 'attempts', 'created_at', 'sent_at'])
    .where('merchant_id', '=', merchantId);
  if (state) rows = rows.where('state', '=', state);
  if (after) {
    rows = rows.where((eb) =>
      eb(eb.refTuple('created_at', 'id'), '<', eb.tuple(after.at, after.id)),
    );
  }
  return rows
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
}

export type StoredMessage = Awaited<ReturnType<typeof findMessages>>[number];
