import type { z } from 'zod';
import type { messageQuerySchema } from '#contract/message.ts';
import { newestFirst } from '#platform/db/newest-first.ts';
import type { MerchantTransaction } from '#platform/db/tenant.ts';
import type { Moment } from '#platform/http/index.ts';

type Query = z.output<typeof messageQuerySchema>;

const messages = (merchantId: string, trx: MerchantTransaction) =>
  trx
    .selectFrom('message')
    .select(['id', 'member_id', 'channel', 'recipient', 'subject', 'body', 'sealed'])
    .select(['state', 'error', 'attempts', 'due_at', 'created_at as at', 'sent_at'])
    .where('merchant_id', '=', merchantId);

/** A page of the outbox, newest first. */
export function findMessages(
  merchantId: string,
  trx: MerchantTransaction,
  { state, limit }: Query,
  after: Moment | null,
) {
  let rows = messages(merchantId, trx);
  if (state) rows = rows.where('state', '=', state);
  return newestFirst(rows, { limit, after }, 'created_at').execute();
}

export type StoredMessage = Awaited<ReturnType<typeof findMessages>>[number];

/** One message, locked until the transaction ends. */
export function lockMessage(
  merchantId: string,
  trx: MerchantTransaction,
  id: string,
): Promise<StoredMessage | undefined> {
  return messages(merchantId, trx).where('id', '=', id).forUpdate().executeTakeFirst();
}
