import { Logger, parseCronItems, run, type TaskList } from 'graphile-worker';
import type { WorkLog } from './work-log.ts';

const CONCURRENCY = 3;
const CONNECTIONS = 4;
const POLL_MS = 2_000;

/** A piece of background work. With `cron` it also starts by itself, e.g. every minute. */
export type Job = {
  name: string;
  /** crontab pattern in UTC: minute, hour, day, month, weekday. */
  cron?: string | undefined;
  /** Throwing has it done again later; `signal` asks to end soon. */
  run: (payload: unknown, signal: AbortSignal) => Promise<void>;
};

export type Worker = {
  /** Lets running jobs end; others wait for the next worker. */
  close(): Promise<void>;
};

/** Starts working on jobs, on connections of its own. */
export async function startWorker(
  connectionString: string,
  jobs: readonly Job[],
  log: WorkLog,
): Promise<Worker> {
  const taskList: TaskList = Object.fromEntries(
    jobs.map((job) => [job.name, (payload, helpers) => job.run(payload, helpers.abortSignal)]),
  );
  const runner = await run({
    connectionString,
    taskList,
    parsedCronItems: parseCronItems(
      jobs.flatMap(({ name, cron }) =>
        // One run at a time: a slow one must not pile up.
        cron === undefined ? [] : [{ task: name, match: cron, options: { jobKey: name } }],
      ),
    ),
    concurrency: CONCURRENCY,
    maxPoolSize: CONNECTIONS,
    pollInterval: POLL_MS,
    noHandleSignals: true,
    logger: workerLogger(log),
  });
  return { close: () => runner.stop() };
}

/** Its warnings and errors reach our log, its chatter doesn't. */
function workerLogger(log: WorkLog): Logger {
  return new Logger(() => (level, message) => {
    if (level === 'error') log.error(`jobs: ${message}`);
    if (level === 'warning') log.warn(`jobs: ${message}`);
  });
}
