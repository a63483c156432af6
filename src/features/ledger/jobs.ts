import type { Clock } from '#platform/clock/clock.ts';
import type { Db } from '#platform/db/database.ts';
import type { Job } from '#platform/jobs/worker.ts';
import type { Command } from './command.ts';
import { runDecision } from './run-decision.ts';

const BATCH = 200;
/** Bounds one run; what remains waits for the next. */
const MOST_BATCHES = 100;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

type Due = { merchant_id: string; member_id: string };

/**
 * Records in the ledger what has already stopped counting. Walks by id, so a member who can't be
 * decided doesn't hold up those behind. Returns the number of decisions.
 */
export async function recordExpiry(db: Db, clock: Clock, signal?: AbortSignal): Promise<number> {
  let committed = 0;
  let after = FIRST_ID;
  for (let batch = 0; batch < MOST_BATCHES && !signal?.aborted; batch++) {
    const { rows } = await db.owner.query<Due>(
      `select distinct merchant_id, member_id from stamgast.lot
       where remaining > 0 and expires_at <= $1 and member_id > $2
       order by member_id limit ${BATCH}`,
      [new Date(clock.now()), after],
    );
    for (const { merchant_id: merchantId, member_id } of rows) {
      const result = await runDecision(
        { db, merchantId, clock, actor: 'system' },
        expiry(member_id),
      );
      if (result.status === 'committed') committed += 1;
      after = member_id;
    }
    if (rows.length < BATCH) break;
  }
  return committed;
}

const expiry = (memberId: string): Command => ({
  load: { member: { id: memberId }, lots: 'open' },
  plan: () => ({ ok: true, event: { type: 'expiry' } }),
});

/** Once an hour: somewhere it is night. */
export const recordExpiryJob = (db: Db, clock: Clock): Job => ({
  name: 'record_expiry',
  cron: '7 * * * *',
  run: async (_payload, signal) => {
    await recordExpiry(db, clock, signal);
  },
});
