import type { Config } from '#platform/config/config.ts';
import { connectTarget, type Target } from '#platform/postgres/index.ts';

const note = (line: string) => void process.stderr.write(`${line}\n`);

/** Runs one command against the installation's database: a running server's, or its own. */
export async function withTarget<T>(
  config: Config,
  work: (target: Target) => Promise<T>,
): Promise<T> {
  const target = await connectTarget(config, { log: { info: note, warn: note } });
  try {
    return await work(target);
  } finally {
    await target.close();
  }
}
