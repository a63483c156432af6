import { forgetImportsJob, importJob, wakeImports } from '#features/import/index.ts';
import { compactLotsJob, recordExpiryJob } from '#features/ledger/index.ts';
import { messageJob } from '#features/message/index.ts';
import { giveOccasionsJob } from '#features/occasion/index.ts';
import { type Subscriptions, startDispatcher } from '#features/outbox/index.ts';
import { expireRedemption } from '#features/redemption/index.ts';
import { reviewTiersJob } from '#features/tier/index.ts';
import type { Db } from '#platform/db/database.ts';
import { cleanUpJob } from '#platform/jobs/clean-up.ts';
import { type Job, startWorker } from '#platform/jobs/worker.ts';
import type { Listener } from '#platform/live/listener.ts';
import type { AppDeps } from './app.ts';

/** Which jobs follow an event; the cards' pages hear of every event by themselves. */
const SUBSCRIPTIONS: Subscriptions = {};

/** Holds one run ends at most; the next run, a minute later, takes the rest. */
const MOST_HOLDS = 500;

const EVERY_MINUTE = '* * * * *';

/** What runs beside requests: outbox, mail, imports, what has run out, lots, the broom. */
export const startWork = async (
  deps: AppDeps,
  listener: Listener,
): Promise<{ close(): Promise<void> }> => {
  const { db, log } = deps;
  const url = db.owner.options.connectionString;
  if (url === undefined) throw new Error('the database pool has no address to work with');
  const worker = await startWorker(url, jobs(deps), log);
  // What an ended server left half done.
  wakeImports(deps);
  const dispatcher = startDispatcher({ db, listener, subscriptions: SUBSCRIPTIONS, log });
  return {
    close: async () => {
      await dispatcher.close();
      await worker.close();
    },
  };
};

const jobs = (deps: AppDeps): Job[] => [
  cleanUpJob(deps.db),
  messageJob(deps),
  importJob(deps),
  forgetImportsJob(deps),
  recordExpiryJob(deps.db, deps.clock),
  compactLotsJob(deps.db, deps.clock),
  reviewTiersJob(deps.db, deps.clock),
  giveOccasionsJob(deps.db, deps.clock),
  {
    name: 'expire_holds',
    cron: EVERY_MINUTE,
    run: (_payload, signal) => expireHolds(deps, signal),
  },
];

type Held = { merchant_id: string; id: string };

const expireHolds = async ({ db, clock }: AppDeps, signal: AbortSignal): Promise<void> => {
  for (const { merchant_id: merchantId, id } of await overdue(db, clock.now())) {
    if (signal.aborted) return;
    await expireRedemption({ db, clock, merchantId, actor: 'system' }, id);
  }
};

/** Of all merchants, the longest overdue first. */
const overdue = async (db: Db, now: number): Promise<Held[]> => {
  const { rows } = await db.owner.query<Held>(
    `select merchant_id, id from stamgast.redemption
     where state = 'held' and hold_expires_at <= $1 order by hold_expires_at limit $2`,
    [new Date(now), MOST_HOLDS],
  );
  return rows;
};
