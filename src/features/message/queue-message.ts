import type { MerchantTransaction } from '#platform/db/tenant.ts';
import { encodeId, newId } from '#platform/ids/ids.ts';
import type { RenderedMail } from '#platform/mail/layout.ts';
import type { MessageDeps } from './deps.ts';

export type NewMessage = {
  merchantId: string;
  /** The member it goes to; null for staff. */
  memberId: string | null;
  recipient: string;
  subject: string;
  content: RenderedMail;
  /** True where nobody may read the text in the outbox: it would let them in as the reader. */
  sealed?: boolean;
};

/**
 * Puts an e-mail into the outbox in the transaction of what it tells of. `queued` goes out within
 * a minute of the commit, `held` waits for a person because there is no mail server.
 */
export async function queueMessage(
  trx: MerchantTransaction,
  deps: Pick<MessageDeps, 'clock' | 'mail'>,
  message: NewMessage,
): Promise<{ id: string; state: 'queued' | 'held' }> {
  const id = newId();
  const now = new Date(deps.clock.now());
  const state = deps.mail ? 'queued' : 'held';
  await trx
    .insertInto('message')
    .values({
      merchant_id: message.merchantId,
      id,
      member_id: message.memberId,
      channel: 'email',
      recipient: message.recipient,
      subject: message.subject,
      body: message.content.text,
      html: message.content.html,
      state,
      sealed: message.sealed ?? false,
      due_at: now,
      created_at: now,
    })
    .execute();
  return { id: encodeId('msg', id), state };
}
