import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface Spawned {
  child: ChildProcess;
  /** The first line it printed, parsed as JSON. */
  said: Record<string, unknown>;
}

const started = new Set<ChildProcess>();

/** Runs a TypeScript file in a Node of its own and waits for its first line of JSON. */
export async function spawnScript(file: string, args: string[]): Promise<Spawned> {
  const child = spawn(process.execPath, [file, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  started.add(child);
  child.once('exit', () => started.delete(child));
  const lines = createInterface({ input: child.stdout });
  const [line] = await Promise.race([
    once(lines, 'line'),
    once(child, 'exit').then(([code]) => {
      throw new Error(`${file} ended with ${code} before it said anything`);
    }),
  ]);
  return { child, said: JSON.parse(line) };
}

/** Ends a process with the given signal and waits until it is gone: its exit code. */
export async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exit = once(child, 'exit');
  child.kill(signal);
  const [code] = await exit;
  return code;
}

/** For `afterEach`: a failed test leaves no process behind. */
export async function endSpawned(): Promise<void> {
  await Promise.all([...started].map((child) => end(child, 'SIGKILL')));
}
