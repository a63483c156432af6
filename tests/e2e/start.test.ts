import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isAlive, readPidFile } from '#platform/postgres/pid-file.ts';
import { awaitEnd } from '#platform/postgres/process.ts';

const LAUNCHER = resolve(import.meta.dirname, '../../bin/launch.js');
const READY = { timeout: 60_000, interval: 25 };
/** Three starts of a whole server, beside other tests. */
const LONG = { timeout: 180_000 };
let dataDir: string;
let port: number;
let running: { child: ChildProcess; output: () => string }[];

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'stamgast-start-'));
  chmodSync(dataDir, 0o755);
  running = [];
  const probe = createServer().listen(0);
  await once(probe, 'listening');
  const address = probe.address();
  port = typeof address === 'object' && address ? address.port : 0;
  probe.close();
});

afterEach(async () => {
  for (const { child } of running) child.kill('SIGKILL');
  const postmaster = postmasterPid();
  if (postmaster && isAlive(postmaster)) {
    process.kill(postmaster, 'SIGINT');
    await awaitEnd(postmaster, 10_000);
  }
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
});

function start() {
  const env = { PATH: '/usr/bin:/bin', PORT: String(port), STAMGAST_DATA: dataDir };
  const child = spawn(process.execPath, [LAUNCHER, 'start'], { env, stdio: 'pipe' });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  const started = { child, output: () => output };
  running.push(started);
  return started;
}

const isReady = async () => {
  const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
  return answer?.status;
};
const ready = () => expect.poll(isReady, READY).toBe(200);
const postmasterPid = () => readPidFile(join(dataDir, 'postgres'))?.pid;

test('[P1] a start says where it is, a second is refused, and a signal ends it', LONG, async () => {
  const first = start();
  await ready();
  await expect.poll(first.output).toContain(`On this machine  http://localhost:${port}`);
  const file = JSON.parse(readFileSync(join(dataDir, 'server.json'), 'utf8'));
  expect(file).toMatchObject({ pid: first.child.pid, port });

  const second = start();
  expect((await once(second.child, 'exit'))[0]).toBe(1);
  expect(second.output()).toContain(`already runs on http://localhost:${port}`);
  expect(await isReady()).toBe(200);

  const postmaster = postmasterPid() ?? 0;
  first.child.kill('SIGTERM');
  expect((await once(first.child, 'exit'))[0]).toBe(0);
  await awaitEnd(postmaster, 10_000);
  expect(existsSync(join(dataDir, 'server.json'))).toBe(false);
});

test('[P1] a start after kill -9 adopts the database, or recovers it', LONG, async () => {
  const first = start();
  await ready();
  const postmaster = postmasterPid() ?? 0;
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');

  const second = start();
  await ready();
  expect(postmasterPid()).toBe(postmaster);
  process.kill(postmaster, 'SIGKILL');
  second.child.kill('SIGKILL');
  await once(second.child, 'exit');

  start();
  await ready();
  expect(postmasterPid()).not.toBe(postmaster);
});
