import { execFile, spawn } from 'node:child_process';
import { closeSync, ftruncateSync, openSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { operatorError } from '#platform/config/operator-error.ts';
import type { Binaries } from './binaries.ts';
import { serverEnvironment } from './environment.ts';
import { isAlive, readPidFile } from './pid-file.ts';
import type { Layout, ServerLog } from './types.ts';

const POLL_MS = 15;
/** Recovery after a crash replays up to max_wal_size of changes; slow disks need minutes. */
const READY_TIMEOUT_MS = 600_000;
const PROGRESS_MS = 10_000;
const STOP_TIMEOUT_MS = 60_000;
const LOG_LIMIT_BYTES = 5_000_000;
const SOCKET_PORT = 5432;

const DEFAULTS: Record<string, string> = {
  max_connections: '100',
  shared_buffers: '128MB',
  wal_compression: 'on',
  max_wal_size: '1GB',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Refused statements are the app's to report; the log keeps the server's life and stays small.
  log_min_messages: 'log',
  log_checkpoints: 'off',
};

/** Starts the postmaster in a session of its own and returns its process id at once. */
export async function launch(
  layout: Layout,
  binaries: Binaries,
  settings: Record<string, string>,
): Promise<number> {
  const out = openLog(layout.logFile);
  const all = { ...DEFAULTS, ...(await addresses(layout)), ...settings };
  const options = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  try {
    const child = spawn(binaries.postgres, ['-D', layout.cluster, ...options], {
      detached: true,
      stdio: ['ignore', out, out],
      env: serverEnvironment(),
      cwd: layout.root,
      windowsHide: true,
      ...layout.runAs,
    });
    child.unref();
    await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject));
    return child.pid ?? 0;
  } catch (cause) {
    throw operatorError(
      `PostgreSQL could not be started (${String(cause)}): set DATABASE_URL to a PostgreSQL 15 ` +
        'to 18, or start Stamgast as an ordinary user.',
      cause,
    );
  } finally {
    closeSync(out);
  }
}

async function addresses(layout: Layout): Promise<Record<string, string>> {
  if (process.platform === 'win32') {
    return { listen_addresses: '127.0.0.1', port: String(await freePort()) };
  }
  const folder = layout.socketDir.replaceAll('"', '""');
  const socket = { unix_socket_directories: `"${folder}"`, port: String(SOCKET_PORT) };
  return { listen_addresses: '', ...socket };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function openLog(file: string): number {
  const log = openSync(file, 'a', 0o600);
  if (statSync(file).size > LOG_LIMIT_BYTES) ftruncateSync(log, 0);
  return log;
}

/** The end of the server's log, for messages. */
export function logTail(layout: Layout): string {
  return readFileSync(layout.logFile, 'utf8').trim().split('\n').slice(-8).join('\n');
}

/** Waits until the postmaster accepts connections: its port; undefined when it ended instead. */
export async function awaitReady(
  pid: number,
  layout: Layout,
  log: ServerLog,
): Promise<number | undefined> {
  const start = performance.now();
  for (let told = PROGRESS_MS; performance.now() - start < READY_TIMEOUT_MS; ) {
    const file = readPidFile(layout.cluster);
    if (file?.pid === pid && file.ready) return file.port;
    if (!isAlive(pid)) return undefined;
    if (performance.now() - start > told) {
      log.info('The database is recovering …');
      told += PROGRESS_MS;
    }
    await sleep(POLL_MS);
  }
  throw operatorError(`The database is not ready after ten minutes:\n${logTail(layout)}`);
}

/** Asks the postmaster for a fast shutdown: sessions are ended, everything is written. */
export async function shutDown(pid: number, layout: Layout, binaries: Binaries): Promise<void> {
  if (process.platform === 'win32') {
    const options = ['stop', '-D', layout.cluster, '-m', 'fast', '-w'];
    await promisify(execFile)(binaries.pgCtl, options, { timeout: STOP_TIMEOUT_MS });
  } else {
    process.kill(pid, 'SIGINT');
  }
  await awaitEnd(pid, STOP_TIMEOUT_MS);
}

export async function awaitEnd(pid: number, timeoutMs: number): Promise<void> {
  const start = performance.now();
  while (isAlive(pid)) {
    if (performance.now() - start > timeoutMs) {
      throw operatorError(
        `The database (process ${pid}) did not end: stop it with kill -INT ${pid}`,
      );
    }
    await sleep(POLL_MS);
  }
}
