import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const ROOT = resolve(import.meta.dirname, '../..');
const READY_MS = 120_000;
const POLL_MS = 25;
const LOG_TAIL = 4_000;

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  if (typeof address !== 'object' || !address) throw new Error('no port is free');
  return address.port;
}

/** `npm start` as a process of its own; nothing of our surroundings but what `env` says. */
export const spawnServer = (env: Record<string, string>): ChildProcess =>
  spawn(process.execPath, ['bin/launch.js', 'start'], {
    cwd: ROOT,
    env: { PATH: '/usr/bin:/bin', HOST: '127.0.0.1', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });

/** Resolves when the server answers that it is ready; throws the end of its log when it doesn't. */
export async function awaitReady(server: ChildProcess, address: string): Promise<void> {
  let said = '';
  server.stderr?.on('data', (chunk) => {
    said = `${said}${chunk}`.slice(-LOG_TAIL);
  });
  for (const end = performance.now() + READY_MS; performance.now() < end; await sleep(POLL_MS)) {
    if (server.exitCode !== null) break;
    const answer = await fetch(`${address}/readyz`).catch(() => undefined);
    if (answer?.status === 200) return;
  }
  throw new Error(`the server did not become ready:\n${said}`);
}
