import type { FastifyBaseLogger } from 'fastify';
import { type ImportAward, type ImportMapping, importMappingSchema } from '#contract/import.ts';
import type { Clock } from '#platform/clock/clock.ts';
import type { Config } from '#platform/config/config.ts';
import type { Db } from '#platform/db/database.ts';
import { wakeJob } from '#platform/jobs/wake.ts';
import type { Job } from '#platform/jobs/worker.ts';
import { type ImportFiles, importFiles, keepRejected, removeUpload } from './import-files.ts';
import { importOrders } from './import-orders.ts';
import { faultOf, noteFailure } from './note-import.ts';

export type ImportJobDeps = {
  db: Db;
  clock: Clock;
  config: Pick<Config, 'dataDir'>;
  log: Pick<FastifyBaseLogger, 'error'>;
};

const NAME = 'run_imports';
/** Any number of our own. One import at a time: others wait, tills and mail don't. */
const LOCK = 7_826_402;
/** Bounds one run of the job; the next takes the rest. */
const MOST_IN_A_ROW = 100;
/** A file that takes the process down with it must not do so for ever. */
const MOST_ATTEMPTS = 5;

type Waiting = {
  merchant_id: string;
  id: string;
  state: 'checking' | 'running';
  award: ImportAward;
  mapping: ImportMapping;
  started_at: Date;
  started_by: string;
  attempts: number;
};

const WAITS = "uploaded_at is not null and state in ('checking', 'running')";

/** Runs `work` unless somebody else holds the lock, which the database frees when they die. */
const ifFree = async ({ owner }: Db, work: () => Promise<void>): Promise<boolean> => {
  const client = await owner.connect();
  let broken: Error | undefined;
  // Without its lock the work goes on: two at once write the same orders, each of them once.
  client.on('error', (error) => {
    broken = error;
  });
  try {
    const { rows } = await client.query('select pg_try_advisory_lock($1) as free', [LOCK]);
    if (rows[0]?.free !== true) return false;
    try {
      await work();
    } finally {
      if (!broken) await client.query('select pg_advisory_unlock($1)', [LOCK]);
    }
    return true;
  } finally {
    client.removeAllListeners('error');
    client.release(broken);
  }
};

const isAnyWaiting = async ({ owner }: Db): Promise<boolean> => {
  const { rowCount } = await owner.query(`select from stamgast.import where ${WAITS} limit 1`);
  return rowCount === 1;
};

/** The one that has waited longest, of all merchants. */
const takeNext = async ({ owner }: Db): Promise<Waiting | undefined> => {
  const { rows } = await owner.query<Waiting>(
    `update stamgast.import set attempts = attempts + 1, noted_at = now()
     where (merchant_id, id) =
       (select merchant_id, id from stamgast.import where ${WAITS} order by noted_at limit 1)
     returning merchant_id, id, state, award, mapping, started_at, started_by, attempts`,
  );
  return rows[0];
};

const readFile = async (
  deps: ImportJobDeps,
  files: ImportFiles,
  waiting: Waiting,
  signal: AbortSignal,
): Promise<void> => {
  const { db, clock } = deps;
  const { merchant_id: merchantId, id, award, state } = waiting;
  const ctx = { db, clock, merchantId, actor: waiting.started_by };
  const rejected = keepRejected(files, id);
  const report = await importOrders(ctx, {
    path: files.upload(id),
    mapping: importMappingSchema.parse(waiting.mapping),
    dryRun: state === 'checking',
    award,
    row: { id, startedAt: waiting.started_at.getTime() },
    onReject: rejected.note,
    signal,
  }).finally(rejected.close);
  if (!report.ok) await noteFailure(ctx, id, 'unreadable');
  // What was read holds personal data and has served its time.
  else if (state === 'running') await removeUpload(files, id);
};

const workOnNext = async (deps: ImportJobDeps, signal: AbortSignal): Promise<void> => {
  const waiting = await takeNext(deps.db);
  if (!waiting) return;
  const { db, clock, log } = deps;
  const { merchant_id: merchantId, id } = waiting;
  try {
    if (waiting.attempts > MOST_ATTEMPTS) throw new Error('the server ended during each attempt');
    await readFile(deps, importFiles(deps.config), waiting, signal);
  } catch (error) {
    // The server is ending: the next one takes it up.
    if (signal.aborted) return;
    log.error({ err: error, import_id: id }, 'an import failed');
    await noteFailure({ db, merchantId, clock }, id, faultOf(error));
  }
};

/** Checks and writes uploaded files, one after the other, until none waits. */
export const runImports = async (deps: ImportJobDeps, signal: AbortSignal): Promise<void> => {
  for (let done = 0; done < MOST_IN_A_ROW && !signal.aborted; done += 1) {
    // Asked before the lock and again after each: one that came while we held it found it taken.
    if (!(await isAnyWaiting(deps.db))) return;
    if (!(await ifFree(deps.db, () => workOnNext(deps, signal)))) return;
  }
};

export const importJob = (deps: ImportJobDeps): Job => ({
  name: NAME,
  cron: '* * * * *',
  run: (_payload, signal) => runImports(deps, signal),
});

/** After the commit of a check or an import, and at the start of a server. */
export const wakeImports = ({ db }: Pick<ImportJobDeps, 'db'>): void => wakeJob(db, NAME);
