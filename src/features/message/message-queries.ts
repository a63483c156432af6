import type { z } from 'zod';
import type { messageQuerySchema } from '#contract/message.ts';
import { newestFirst } from '#platform/db/newest-first.ts';
import type { MerchantTransaction } from '#platform/db/tenant.ts';
import type { Moment } from '#platform/http/index.ts';

type Query = z.output<typeof messageQuerySchema>;

/** A page of the outbox, newest first; one row more than asked for tells that there are more. */
export function findMessages(
  merchantId: string,
  trx: MerchantTransaction,
  { state, limit }: Query,
  after: Moment | null,
) {
  let rows = trx
    .selectFrom('message')
    .select(['id', 'member_id', 'channel', 'recipient', 'subject', 'body'])
    .select(['state', 'error', 'attempts', 'sealed', 'created_at as at', 'sent_at'])
    .where('merchant_id', '=', merchantId);
  if (state) rows = rows.where('state', '=', state);
  return newestFirst(rows, { limit, after }, 'created_at').execute();
}

export type StoredMessage = Awaited<ReturnType<typeof findMessages>>[number];
