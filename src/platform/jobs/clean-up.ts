import type { Db } from '#platform/db/database.ts';
import type { Job } from './worker.ts';

const BATCH = 5_000;
/** Bounds one run; what remains waits for the next. */
const MOST_BATCHES = 200;

type Sweep = { table: string; key: string; old: string };

const SWEEPS: Sweep[] = [
  {
    table: 'stamgast.idempotency_key',
    key: 'merchant_id, principal, key',
    old: "created_at < now() - interval '30 days'",
  },
  {
    table: 'stamgast.outbox',
    key: 'merchant_id, at, id',
    old: "handled_at < now() - interval '30 days'",
  },
  { table: 'control.one_time_code', key: 'hash', old: "expires_at < now() - interval '1 day'" },
];

/** Deletes what has served its time, in small transactions. Returns the rows per table. */
export async function cleanUp(db: Db, signal?: AbortSignal): Promise<Record<string, number>> {
  const deleted: Record<string, number> = {};
  for (const sweep of SWEEPS) deleted[sweep.table] = await sweepTable(db, sweep, signal);
  return deleted;
}

async function sweepTable(db: Db, sweep: Sweep, signal?: AbortSignal): Promise<number> {
  const { table, key, old } = sweep;
  let total = 0;
  for (let batch = 0; batch < MOST_BATCHES && !signal?.aborted; batch++) {
    const { rowCount } = await db.owner.query(
      `delete from ${table} where (${key}) in (select ${key} from ${table} where ${old} limit $1)`,
      [BATCH],
    );
    total += rowCount ?? 0;
    if ((rowCount ?? 0) < BATCH) break;
  }
  return total;
}

export const cleanUpJob = (db: Db): Job => ({
  name: 'clean_up',
  cron: '17 * * * *',
  run: async (_payload, signal) => {
    await cleanUp(db, signal);
  },
});
