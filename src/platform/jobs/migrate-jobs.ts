import { Logger, runMigrations } from 'graphile-worker';

/** Makes the job queue's own tables; the worker's notes on that are of no use to an operator. */
export async function migrateJobs(connectionString: string): Promise<void> {
  await runMigrations({ connectionString, logger: new Logger(() => () => {}) });
}
