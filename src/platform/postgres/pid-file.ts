import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode, isMissing } from '#platform/config/is-missing.ts';
import type { Layout } from './types.ts';

export interface PidFile {
  pid: number;
  port: number;
  ready: boolean;
}

/** Reads PostgreSQL's postmaster.pid; undefined without one or while it is being written. */
export function readPidFile(cluster: string): PidFile | undefined {
  return parsePidFile(readIfThere(join(cluster, 'postmaster.pid')));
}

/** Lines: pid, folder, start, port, socket folder, address, shared memory, status. */
export function parsePidFile(text: string): PidFile | undefined {
  const lines = text.split('\n').map((line) => line.trim());
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return { pid, port: Number(lines[3]) || 0, ready: lines[7] === 'ready' };
}

/** True when the process exists and is a PostgreSQL: process numbers are used again. */
export function isPostgres(pid: number): boolean {
  if (!isAlive(pid)) return false;
  if (process.platform !== 'linux') return true;
  return readIfThere(`/proc/${pid}/cmdline`).split('\0')[0]?.includes('postgres') ?? false;
}

/** A process that has ended but was not yet waited for by its parent counts as ended. */
export function isAlive(pid: number): boolean {
  return exists(pid) && !/^\d+ \(.*\) [ZX]/s.test(readIfThere(`/proc/${pid}/stat`));
}

/**
 * PostgreSQL recognizes a pid file whose process is gone, but waits for one that was killed and
 * not waited for (for ever in a container that reaps nothing), or whose number belongs to another
 * program by now. Its lock on shared memory still keeps two servers apart.
 */
export function dropMisleadingPidFile(layout: Layout, found: PidFile): void {
  if (isPostgres(found.pid) || !exists(found.pid)) return;
  if (readPidFile(layout.cluster)?.pid !== found.pid) return;
  rmSync(join(layout.cluster, 'postmaster.pid'), { force: true });
  rmSync(join(layout.socketDir, `.s.PGSQL.${found.port}.lock`), { force: true });
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    // ESRCH: the process ended while its file was being read.
    if (isMissing(error) || errorCode(error) === 'ESRCH') return '';
    throw error;
  }
}
