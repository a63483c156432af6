import type { Job } from '#platform/jobs/worker.ts';
import { importFiles, removeOldFiles, UPLOAD_DAYS } from './import-files.ts';
import type { ImportJobDeps } from './run-imports.ts';

type Deps = Pick<ImportJobDeps, 'db' | 'clock' | 'config'>;

const DAY_MS = 86_400_000;

/** Uploads nobody went on with are removed, and what a dead command line left gets an end. */
export const forgetImports = async ({ db, clock, config }: Deps): Promise<void> => {
  const now = clock.now();
  await removeOldFiles(importFiles(config), now);
  await db.owner.query(
    `delete from stamgast.import
     where uploaded_at < $1 and written_from is null
       and state in ('uploaded', 'checked', 'failed')`,
    [new Date(now - UPLOAD_DAYS * DAY_MS)],
  );
  await db.owner.query(
    `update stamgast.import set state = 'failed', fault = 'internal', finished_at = noted_at
     where uploaded_at is null and state = 'running' and noted_at < now() - interval '1 hour'`,
  );
};

export const forgetImportsJob = (deps: Deps): Job => ({
  name: 'forget_imports',
  cron: '23 * * * *',
  run: () => forgetImports(deps),
});
