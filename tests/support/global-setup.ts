import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { isAlive, isPostgres, readPidFile } from '#platform/postgres/pid-file.ts';
import { awaitEnd } from '#platform/postgres/process.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Data folder of the run's database, which the first test that needs one starts. */
    testDataDir: string;
  }
}

const PREFIX = 'stamgast-test-';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await sweepKilledRuns();
  const dataDir = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  // PostgreSQL runs as another user when we are root, and has to pass through.
  chmodSync(dataDir, 0o755);
  project.provide('testDataDir', dataDir);
  return () => removeTestData(dataDir);
}

/** A run that was killed leaves its database behind. */
async function sweepKilledRuns(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(/^stamgast-test-(\d+)-/.exec(name)?.[1]);
    if (pid && !isAlive(pid)) await removeTestData(join(tmpdir(), name));
  }
}

async function removeTestData(dataDir: string): Promise<void> {
  const database = readPidFile(join(dataDir, 'postgres'));
  if (database && isPostgres(database.pid)) {
    // SIGQUIT ends it at once: nothing in it is worth writing.
    process.kill(database.pid, 'SIGQUIT');
    await awaitEnd(database.pid, 10_000);
  }
  // The last of its processes may outlive the first by a moment and still write.
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
}
