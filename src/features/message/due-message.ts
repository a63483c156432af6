import type pg from 'pg';

export type DueMessage = {
  merchant_id: string;
  id: string;
  recipient: string;
  subject: string;
  body: string;
  html: string;
  /** Tries so far, the one that begins now included. */
  attempts: number;
  shop: string;
};

/** How far a message is put off while it is being tried: longer than any time-out of a try. */
export const TRY_MS = 5 * 60_000;

const CLAIM = `
  with due as (
    select merchant_id, id from stamgast.message
    where state = 'queued' and due_at <= $1
    order by due_at limit 1 for update skip locked
  )
  update stamgast.message m set attempts = m.attempts + 1, due_at = $2
  from due join stamgast.merchant shop using (merchant_id)
  where m.merchant_id = due.merchant_id and m.id = due.id
  returning m.merchant_id, m.id, m.recipient, m.subject, m.body, m.html, m.attempts,
    shop.name as shop`;

/** The message of any merchant that has waited longest, put off until this try is surely over. */
export async function claimDueMessage(owner: pg.Pool, now: number): Promise<DueMessage | null> {
  const claimed = await owner.query<DueMessage>(CLAIM, [new Date(now), new Date(now + TRY_MS)]);
  return claimed.rows[0] ?? null;
}

export type Outcome =
  | { state: 'sent' }
  | { state: 'failed'; error: string }
  | { state: 'queued'; error: string; dueAt: Date };

export async function markMessage(
  owner: pg.Pool,
  message: Pick<DueMessage, 'merchant_id' | 'id'>,
  outcome: Outcome,
  now: number,
): Promise<void> {
  const sentAt = outcome.state === 'sent' ? new Date(now) : null;
  const error = outcome.state === 'sent' ? null : outcome.error;
  const dueAt = outcome.state === 'queued' ? outcome.dueAt : null;
  await owner.query(
    `update stamgast.message
     set state = $3, error = $4, sent_at = $5, due_at = coalesce($6, due_at)
     where merchant_id = $1 and id = $2`,
    [message.merchant_id, message.id, outcome.state, error, sentAt, dueAt],
  );
}
