import { execFile } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { errorCode } from '#platform/config/is-missing.ts';
import { operatorError } from '#platform/config/operator-error.ts';
import type { Binaries } from './binaries.ts';
import { serverEnvironment } from './environment.ts';
import type { Layout, ServerLog } from './types.ts';

const run = promisify(execFile);
const TIMEOUT_MS = 120_000;

/**
 * Makes the cluster unless there is one. It is made under another name and moved when complete,
 * so a crash leaves none behind and of two processes one wins.
 */
export async function initializeOnce(
  layout: Layout,
  binaries: Binaries,
  password: string,
  log: ServerLog,
  sync: boolean,
): Promise<void> {
  if (existsSync(join(layout.cluster, 'PG_VERSION'))) return;
  log.info('Making the database (once, about two seconds) …');
  const draft = mkdtempSync(join(layout.root, 'postgres-new-'));
  const secret = `${draft}.password`;
  try {
    writeFileSync(secret, password, { mode: 0o600 });
    if (layout.runAs) {
      chownSync(draft, layout.runAs.uid, layout.runAs.gid);
      chownSync(secret, layout.runAs.uid, layout.runAs.gid);
    }
    await initdb(binaries.initdb, draft, secret, layout, sync);
    moveInto(draft, layout.cluster);
  } finally {
    rmSync(secret, { force: true });
    rmSync(draft, { recursive: true, force: true });
  }
}

async function initdb(
  program: string,
  folder: string,
  secret: string,
  layout: Layout,
  sync: boolean,
): Promise<void> {
  const options = [
    ...['-D', folder, '-U', 'postgres', `--pwfile=${secret}`, '--auth=scram-sha-256'],
    ...['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    ...['--no-instructions', ...(sync ? [] : ['--no-sync'])],
  ];
  try {
    const env = serverEnvironment();
    await run(program, options, { env, cwd: layout.root, timeout: TIMEOUT_MS, ...layout.runAs });
  } catch (cause) {
    throw operatorError(
      `The database could not be made in ${layout.root}: ${detail(cause)}\n` +
        'Check that the disk has 200 MB free and the folder may be written, or set DATABASE_URL.',
      cause,
    );
  }
}

function detail(error: unknown): string {
  const stderr = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
  return stderr || String(error);
}

function moveInto(draft: string, cluster: string): void {
  try {
    renameSync(draft, cluster);
  } catch (error) {
    const code = errorCode(error);
    // Another process was quicker: its cluster stays.
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST' && code !== 'EPERM') throw error;
  }
}
