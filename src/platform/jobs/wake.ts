import type { Db } from '#platform/db/database.ts';

/** The channel on which workers hear that the outbox has something. */
export const OUTBOX_CHANNEL = 'stamgast_outbox';

const BATCH_MS = 50;
const waiting = new WeakSet<Db>();

/**
 * Tells the workers, at most every 50 ms and on a connection of its own, that the outbox has
 * something: a NOTIFY inside an award would make all awards of the server wait for each other.
 */
export function wakeWorkers(db: Db): void {
  if (waiting.has(db)) return;
  waiting.add(db);
  setTimeout(() => {
    waiting.delete(db);
    // A wake-up that is lost, say because the pool is closing, costs until the next sweep.
    db.owner.query('select pg_notify($1, $2)', [OUTBOX_CHANNEL, '']).catch(() => {});
  }, BATCH_MS).unref();
}

/** Has a job run now instead of at its next minute: for after the commit of what it looks for. */
export function wakeJob(db: Pick<Db, 'owner'>, name: string): void {
  db.owner
    .query('select graphile_worker.add_job($1, job_key => $1)', [name])
    // A wake-up that is lost, say because the pool is closing, costs until the next minute.
    .catch(() => {});
}
