import { type ChildProcess, execFile } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type Db, openDatabase } from '#platform/db/database.ts';
import { connectionUrl, startEmbedded } from '#platform/postgres/index.ts';
import { isAlive, readPidFile } from '#platform/postgres/pid-file.ts';
import { awaitEnd } from '#platform/postgres/process.ts';
import { awaitReady, freePort, spawnServer } from '#support/real-server.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const ALONE_MS = 30;

/** Who dies first; `staggered` leaves the server alone without its database for a moment. */
export const KILLS = ['database first', 'server first', 'staggered'] as const;
export type Kill = (typeof KILLS)[number];

/** Milliseconds that compare between processes. */
export const now = (): number => performance.timeOrigin + performance.now();

/** Stamgast as an owner runs it: its own data folder, port, database and processes. */
export type Installation = {
  dataDir: string;
  address: string;
  /** Milliseconds until it was ready. */
  start(): Promise<number>;
  /** Ends server and postmaster by SIGKILL; the moment before the first signal. */
  kill(kill: Kill): Promise<number>;
  createMerchant(): Promise<string>;
  withDb<T>(work: (db: Db) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

export async function openInstallation(): Promise<Installation> {
  const dataDir = mkdtempSync(join(tmpdir(), 'stamgast-kill-nine-'));
  // PostgreSQL runs as another user when we are root, and has to pass through.
  chmodSync(dataDir, 0o755);
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const env = { PORT: String(port), STAMGAST_DATA: dataDir };
  let server: ChildProcess | undefined;
  return {
    dataDir,
    address,
    start: async () => {
      const began = performance.now();
      server = spawnServer(env);
      await awaitReady(server, address);
      return Math.round(performance.now() - began);
    },
    kill: (kill) => killBoth(kill, server, dataDir),
    createMerchant: async () => {
      const named = ['--name', 'Café Lipa', '--template', 'cafe'];
      const args = [...named, '--currency', 'EUR', '--locale', 'en', '--json'];
      const command = ['bin/stamgast.js', 'merchant', 'create', ...args];
      const { stdout } = await promisify(execFile)(process.execPath, command, {
        cwd: ROOT,
        env: { PATH: '/usr/bin:/bin', ...env },
      });
      return String(JSON.parse(stdout).api_key);
    },
    withDb: (work) => withDb(dataDir, work),
    close: async () => {
      if (server && server.exitCode === null) server.kill('SIGKILL');
      const postmaster = postmasterOf(dataDir);
      if (postmaster && isAlive(postmaster)) {
        process.kill(postmaster, 'SIGINT');
        await awaitEnd(postmaster, 20_000);
      }
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
    },
  };
}

const postmasterOf = (dataDir: string) => readPidFile(join(dataDir, 'postgres'))?.pid;

async function killBoth(
  kill: Kill,
  server: ChildProcess | undefined,
  dataDir: string,
): Promise<number> {
  const postmaster = postmasterOf(dataDir);
  if (!server || !postmaster) throw new Error('nothing runs that could be killed');
  const gone = once(server, 'exit');
  const killedAt = now();
  if (kill === 'server first') server.kill('SIGKILL');
  process.kill(postmaster, 'SIGKILL');
  if (kill === 'staggered') await sleep(ALONE_MS);
  server.kill('SIGKILL');
  await gone;
  return killedAt;
}

/** Attaches to the database that the server runs. */
async function withDb<T>(dataDir: string, work: (db: Db) => Promise<T>): Promise<T> {
  const log = { info: () => {}, warn: console.warn };
  const attached = await startEmbedded({ dataDir, log });
  const url = connectionUrl(attached.connection);
  const db = await openDatabase({ url, connections: 1, ownerConnections: 2, onBroken: () => {} });
  try {
    return await work(db);
  } finally {
    await db.close();
    await attached.stop();
  }
}
