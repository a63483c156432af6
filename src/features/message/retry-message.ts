import type { Message } from '#contract/message.ts';
import { type Refused, refuse } from '#contract/refusals.ts';
import { audit, auditBy } from '#features/audit/index.ts';
import { inMerchant, type MerchantTransaction } from '#platform/db/tenant.ts';
import type { StaffPrincipal } from '#platform/http/index.ts';
import { encodeId } from '#platform/ids/ids.ts';
import type { MessageDeps } from './deps.ts';
import { TRY_MS } from './due-message.ts';
import { isOutboxReader, messageView } from './list-messages.ts';
import { lockMessage, type StoredMessage } from './message-queries.ts';

type Retried = { ok: true; message: Message } | Refused;

/**
 * Has a message that failed, is held or waits for its next try sent now. One that is due within the
 * time of a try stays as it is: a try may be going on, and nothing is sent twice.
 */
export function retryMessage(
  deps: MessageDeps,
  principal: StaffPrincipal,
  id: string,
): Promise<Retried> {
  const { merchantId, role } = principal;
  if (!isOutboxReader(principal)) return Promise.resolve(refuse('forbidden'));
  return inMerchant(deps.db, merchantId, async (trx): Promise<Retried> => {
    const row = await lockMessage(merchantId, trx, id);
    if (!row) return refuse('not_found');
    if (row.state === 'sent') return refuse('message_sent');
    if (!deps.mail) return refuse('mail_server_missing');
    const now = deps.clock.now();
    const isUnderWay = row.state === 'queued' && row.due_at.getTime() <= now + TRY_MS;
    if (isUnderWay) return { ok: true, message: messageView(row, role) };
    await makeDue(trx, merchantId, row, now);
    await audit(trx, {
      merchantId,
      at: now,
      actor: auditBy(principal).actor,
      action: 'message.retried',
      subject: encodeId('msg', id),
      details: { recipient: row.recipient, state: row.state },
    });
    return { ok: true, message: messageView({ ...row, state: 'queued', attempts: 0 }, role) };
  });
}

/** The tries are counted anew; the last error stays until the next one is known. */
async function makeDue(
  trx: MerchantTransaction,
  merchantId: string,
  { id }: StoredMessage,
  now: number,
): Promise<void> {
  await trx
    .updateTable('message')
    .set({ state: 'queued', attempts: 0, due_at: new Date(now) })
    .where('merchant_id', '=', merchantId)
    .where('id', '=', id)
    .execute();
}
