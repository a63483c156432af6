import type { Clock } from '#platform/clock/clock.ts';
import type { Db } from '#platform/db/database.ts';
import type { Job } from '#platform/jobs/worker.ts';
import type { Command } from './command.ts';
import type { LedgerContext } from './context.ts';
import { runDecision } from './run-decision.ts';

const BATCH = 200;
/** Bounds one run; what remains waits for the next. */
const MOST_BATCHES = 100;

type Due = { merchant_id: string; id: string };

/** Ends holds whose time is over: their units were free already, limited copies come back. */
export async function expireHolds(db: Db, clock: Clock, signal?: AbortSignal): Promise<number> {
  return eachDue(db, clock, signal, {
    find: `select merchant_id, id from stamgast.redemption
      where state = 'held' and hold_expires_at <= $1 and id > $2 order by id limit ${BATCH}`,
    command: ({ id }) => ({
      load: { redemption_id: id, lots: 'open' },
      plan: () => ({
        ok: true,
        event: { type: 'redemption', redemption_id: id, step: 'expire' },
      }),
    }),
  });
}

/** Records in the ledger what has already stopped counting. */
export async function recordExpiry(db: Db, clock: Clock, signal?: AbortSignal): Promise<number> {
  return eachDue(db, clock, signal, {
    find: `select distinct merchant_id, member_id as id from stamgast.lot
      where remaining > 0 and expires_at <= $1 and member_id > $2
      order by member_id limit ${BATCH}`,
    command: ({ id }) => ({
      load: { member: { id }, lots: 'open' },
      plan: () => ({ ok: true, event: { type: 'expiry' } }),
    }),
  });
}

const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** Walks by id, so one that can't be decided doesn't hold up those behind it. */
async function eachDue(
  db: Db,
  clock: Clock,
  signal: AbortSignal | undefined,
  work: { find: string; command: (due: Due) => Command },
): Promise<number> {
  let committed = 0;
  let after = FIRST_ID;
  for (let batch = 0; batch < MOST_BATCHES && !signal?.aborted; batch++) {
    const { rows } = await db.owner.query<Due>(work.find, [new Date(clock.now()), after]);
    for (const due of rows) {
      const ctx: LedgerContext = { db, merchantId: due.merchant_id, clock, actor: 'system' };
      const result = await runDecision(ctx, work.command(due));
      if (result.status === 'committed') committed += 1;
      after = due.id;
    }
    if (rows.length < BATCH) break;
  }
  return committed;
}

/** Holds every minute, expiry once an hour: somewhere it is night. */
export const ledgerJobs = (db: Db, clock: Clock): Job[] => [
  {
    name: 'expire_holds',
    cron: '* * * * *',
    run: async (_payload, signal) => {
      await expireHolds(db, clock, signal);
    },
  },
  {
    name: 'record_expiry',
    cron: '7 * * * *',
    run: async (_payload, signal) => {
      await recordExpiry(db, clock, signal);
    },
  },
];
