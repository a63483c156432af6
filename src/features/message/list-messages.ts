import type { z } from 'zod';
import type { Message, messageQuerySchema } from '#contract/message.ts';
import type { Role } from '#contract/permissions.ts';
import { type Refused, refuse } from '#contract/refusals.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import {
  type JsonAnswer,
  listByMoment,
  type Moment,
  type StaffPrincipal,
} from '#platform/http/index.ts';
import { encodeId } from '#platform/ids/ids.ts';
import type { MessageDeps } from './deps.ts';
import { findMessages, type StoredMessage } from './message-queries.ts';

type Query = z.output<typeof messageQuerySchema>;

/** The outbox concerns the business as a whole. */
export const isOutboxReader = ({ role, locationIds }: StaffPrincipal): boolean =>
  role !== 'staff' && locationIds === null;

/**
 * The outbox, for who has all locations. A manager reads what members get; what lets staff in is
 * the owner's to read, and what is sealed nobody's.
 */
export async function listMessages(
  deps: Pick<MessageDeps, 'db'>,
  principal: StaffPrincipal,
  query: Query,
): Promise<JsonAnswer | Refused> {
  const { merchantId, role } = principal;
  if (!isOutboxReader(principal)) return refuse('forbidden');
  const find = (after: Moment | null) =>
    inMerchant(deps.db, merchantId, (trx) => findMessages(merchantId, trx, query, after));
  return listByMoment(query, find, (row) => messageView(row, role));
}

const mayRead = (row: StoredMessage, role: Role): boolean =>
  !row.sealed && (row.member_id !== null || role === 'owner');

export const messageView = (row: StoredMessage, role: Role): Message => ({
  id: encodeId('msg', row.id),
  member_id: row.member_id ? encodeId('mem', row.member_id) : null,
  channel: row.channel,
  recipient: row.recipient,
  subject: row.subject,
  text: mayRead(row, role) ? row.body : null,
  state: row.state,
  error: row.error,
  attempts: row.attempts,
  created_at: row.at.toISOString(),
  sent_at: row.sent_at?.toISOString() ?? null,
});
