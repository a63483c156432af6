import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { isAlive, isPostgres } from '#platform/postgres/pid-file.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Data folder of the run's database, which the first test that needs one starts. */
    testDataDir: string;
  }
}

const PREFIX = 'stamgast-test-';

export default function setup(project: TestProject): () => void {
  sweepKilledRuns();
  const dataDir = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  // PostgreSQL runs as another user when we are root, and has to pass through.
  chmodSync(dataDir, 0o755);
  project.provide('testDataDir', dataDir);
  return () => removeTestData(dataDir);
}

/** A run that was killed leaves its database behind. */
function sweepKilledRuns(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(/^stamgast-test-(\d+)-/.exec(name)?.[1]);
    if (pid && !isAlive(pid)) removeTestData(join(tmpdir(), name));
  }
}

function removeTestData(dataDir: string): void {
  try {
    const file = readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8');
    const pid = Number(file.split('\n')[0]);
    // SIGQUIT ends it at once: nothing in it is worth writing.
    if (isPostgres(pid)) process.kill(pid, 'SIGQUIT');
  } catch {
    // No database was started.
  }
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
}
