import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { end, endSpawned, spawnScript } from '#support/spawned.ts';
import { startEmbedded } from './embedded.ts';
import { isAlive } from './pid-file.ts';
import { awaitEnd } from './process.ts';
import type { Connection, Embedded } from './types.ts';

const SCRIPT = new URL('../../../tests/support/embedded-process.ts', import.meta.url).pathname;
const log = { info: () => {}, warn: () => {} };
let fresh: string;
let dataDir: string;
let open: Embedded[];

beforeAll(async () => {
  fresh = makeFolder();
  await (await startEmbedded({ dataDir: fresh, log })).stop();
});

afterAll(() => rmSync(fresh, { recursive: true, force: true }));

beforeEach(() => {
  dataDir = makeFolder();
  // A copy keeps owners and modes, and takes a tenth of the time that making one takes.
  execFileSync('cp', ['-Rp', `${fresh}/.`, dataDir]);
  open = [];
});

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'stamgast-embedded-'));
  chmodSync(folder, 0o755);
  return folder;
}

afterEach(async () => {
  await endSpawned();
  // Whatever the test left running is attached to once more and ended by its last user.
  await Promise.all(open.map((each) => each.stop()));
  await (await startEmbedded({ dataDir, log })).stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(): Promise<Embedded> {
  const started = await startEmbedded({ dataDir, log });
  open.push(started);
  return started;
}

async function notes(connection: Connection): Promise<number[]> {
  const client = new pg.Client({ ...connection });
  await client.connect();
  const { rows } = await client.query<{ process: number }>('select process from note');
  await client.end();
  return rows.map((row) => row.process);
}

test('[P1] it starts, keeps its socket and password private, and ends', async () => {
  const first = await start();
  expect(first.adopted).toBe(false);
  expect(statSync(first.connection.host).mode & 0o777).toBe(0o700);
  expect(statSync(join(dataDir, 'secrets/database-password')).mode & 0o777).toBe(0o600);
  const wrong = new pg.Client({ ...first.connection, password: 'wrong' });
  await expect(wrong.connect()).rejects.toMatchObject({ code: '28P01' });
  await first.stop();
  expect(isAlive(first.pid)).toBe(false);
});

test('[P1] after kill -9 of Node the orphaned database is adopted', async () => {
  const { child, said } = await spawnScript(SCRIPT, [dataDir]);
  await end(child, 'SIGKILL');
  const again = await start();
  expect(again).toMatchObject({ adopted: true, pid: said.postmaster });
  expect(await notes(again.connection)).toEqual([child.pid]);
  await again.stop();
  expect(isAlive(again.pid)).toBe(false);
});

test('[P1] after kill -9 of Node and database a start recovers what was written', async () => {
  const { child, said } = await spawnScript(SCRIPT, [dataDir]);
  process.kill(Number(said.postmaster), 'SIGKILL');
  await end(child, 'SIGKILL');
  const again = await start();
  expect(again.adopted).toBe(false);
  expect(await notes(again.connection)).toEqual([child.pid]);
});

test('[P1] processes that start at once share one database and its last user ends it', async () => {
  const two = await Promise.all([spawnScript(SCRIPT, [dataDir]), spawnScript(SCRIPT, [dataDir])]);
  expect(two[0].said.postmaster).toBe(two[1].said.postmaster);
  expect(await end(two[0].child, 'SIGTERM')).toBe(0);
  const attached = await start();
  expect(attached).toMatchObject({ adopted: true, pid: two[0].said.postmaster });
  expect(await notes(attached.connection)).toHaveLength(2);
  await attached.stop();
  expect(isAlive(attached.pid)).toBe(true);
  expect(await end(two[1].child, 'SIGTERM')).toBe(0);
  await awaitEnd(attached.pid, 5_000);
});

test('[P1] one process serves from a data folder, and the right ends with it', async () => {
  const { child, said } = await spawnScript(SCRIPT, [dataDir, 'serve']);
  expect(said.claimed).toBe(true);
  const second = await start();
  expect(await second.claimServing()).toBe(false);
  await end(child, 'SIGKILL');
  await expect.poll(() => second.claimServing(), { timeout: 5_000 }).toBe(true);
});

test('[P1] SIGTERM ends Node and database', async () => {
  const { child, said } = await spawnScript(SCRIPT, [dataDir]);
  expect(await end(child, 'SIGTERM')).toBe(0);
  await awaitEnd(Number(said.postmaster), 10_000);
});
