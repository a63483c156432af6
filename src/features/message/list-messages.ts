import type { z } from 'zod';
import type { Message, messageQuerySchema } from '#contract/message.ts';
import type { Role } from '#contract/permissions.ts';
import { type Refused, refuse, refuseFields } from '#contract/refusals.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import { page, type StaffPrincipal } from '#platform/http/index.ts';
import { momentCursor } from '#platform/http/moment-cursor.ts';
import { encodeId } from '#platform/ids/ids.ts';
import type { MessageDeps } from './deps.ts';
import { findMessages, type StoredMessage } from './message-queries.ts';

type Query = z.output<typeof messageQuerySchema>;
type Page = { data: Message[]; next_cursor: string | null };

/** The outbox. A manager reads what members get; what lets staff in is the owner's to read. */
export async function listMessages(
  deps: Pick<MessageDeps, 'db'>,
  { merchantId, role }: StaffPrincipal,
  query: Query,
): Promise<{ ok: true; page: Page } | Refused> {
  if (role === 'staff') return refuse('forbidden');
  const after = query.cursor === undefined ? null : momentCursor(query.cursor);
  if (after === undefined) return refuseFields([{ path: 'cursor', fault: 'cursor' }]);
  const rows = await inMerchant(deps.db, merchantId, (trx) =>
    findMessages(merchantId, trx, query, after),
  );
  const keyOf = (row: StoredMessage) => [row.created_at.getTime(), row.id];
  return { ok: true, page: page(rows, query.limit, keyOf, (row) => messageView(row, role)) };
}

const messageView = (row: StoredMessage, role: Role): Message => ({
  id: encodeId('msg', row.id),
  member_id: row.member_id ? encodeId('mem', row.member_id) : null,
  channel: row.channel,
  recipient: row.recipient,
  subject: row.subject,
  text: row.member_id || role === 'owner' ? row.body : null,
  state: row.state,
  error: row.error,
  attempts: row.attempts,
  created_at: row.created_at.toISOString(),
  sent_at: row.sent_at?.toISOString() ?? null,
});
