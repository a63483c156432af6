import type { Sending } from '#platform/mail/mailer.ts';
import type { MessageDeps } from './deps.ts';
import { claimDueMessage, type DueMessage, markMessage, type Outcome } from './due-message.ts';
import { nextTry } from './retry.ts';

/** Messages one run sends at most; the next run takes the rest. */
const BATCH = 100;

export type Delivered = Record<Outcome['state'], number>;

/**
 * Sends what is due, of all merchants, one after the other. Each is put off before it is tried: a
 * process that dies in between leaves it for a later run, and two runs never make the same try.
 */
export async function deliverMessages(deps: MessageDeps): Promise<Delivered> {
  const done: Delivered = { sent: 0, failed: 0, queued: 0 };
  const { mail } = deps;
  if (!mail) return done;
  for (let round = 0; round < BATCH; round += 1) {
    const message = await claimDueMessage(deps.db.owner, deps.clock.now());
    if (!message) break;
    const sending = await mail.send({
      to: message.recipient,
      subject: message.subject,
      text: message.body,
      html: message.html,
      messageId: `<${message.id}@stamgast.invalid>`,
      fromName: message.shop,
    });
    const now = deps.clock.now();
    const outcome = judge(message, sending, now);
    await markMessage(deps.db.owner, message, outcome, now);
    done[outcome.state] += 1;
  }
  return done;
}

function judge(message: DueMessage, sending: Sending, now: number): Outcome {
  if (sending.outcome === 'sent') return { state: 'sent' };
  const { error } = sending;
  const dueAt = nextTry(message.attempts, now);
  if (sending.outcome === 'refused' || dueAt === null) return { state: 'failed', error };
  return { state: 'queued', error, dueAt: new Date(dueAt) };
}
