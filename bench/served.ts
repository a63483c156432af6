import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Config, parseConfig } from '#platform/config/config.ts';
import { awaitReady, freePort } from '#support/real-server.ts';
import { cpuOf } from './process-time.ts';

/** The server under test with its embedded PostgreSQL, on a folder that goes with it. */
export type Served = {
  config: Config;
  port: number;
  /** Processor time of the server's process since its start, in ms; null where none can tell. */
  cpuMs(): number | null;
  stop(): Promise<void>;
};

const LOG_TAIL = 4_000;

export const serve = async (): Promise<Served> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'stamgast-bench-'));
  // PostgreSQL runs as another user when we are root, and has to pass through.
  chmodSync(dataDir, 0o755);
  const port = await freePort();
  const settings = { STAMGAST_DATA: dataDir, PORT: String(port), HOST: '127.0.0.1' };
  const parsed = parseConfig(settings);
  if (!parsed.ok) throw new Error(parsed.faults.join('\n'));
  // It logs each request, as it does in real life.
  const logFile = join(dataDir, 'server.log');
  const log = openSync(logFile, 'a');
  const child = spawn(process.execPath, [join(import.meta.dirname, 'server-process.ts')], {
    env: settings,
    stdio: ['ignore', 'ignore', log],
  });
  closeSync(log);
  const stop = async () => {
    await end(child);
    rmSync(dataDir, { recursive: true, force: true });
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void stop().finally(() => process.exit(1)));
  }
  try {
    await awaitReady(child, `http://127.0.0.1:${port}`);
  } catch (error) {
    process.stderr.write(readFileSync(logFile, 'utf8').slice(-LOG_TAIL));
    await stop();
    throw error;
  }
  return { config: parsed.config, port, cpuMs: () => cpuOf(child.pid), stop };
};

const end = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  await exit;
};
