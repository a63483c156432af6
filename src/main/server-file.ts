import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Config } from '#platform/config/config.ts';
import { isMissing } from '#platform/config/is-missing.ts';
import { originOf } from '#platform/http/origin.ts';

/** Who serves from a data folder, for messages and the command line; holds no secret. */
const ServerFile = z.object({ pid: z.int(), port: z.int(), url: z.string() });
export type ServerFile = z.infer<typeof ServerFile>;

const NAME = 'server.json';

export function writeServerFile(dataDir: string, content: ServerFile): void {
  writeFileSync(join(dataDir, NAME), `${JSON.stringify(content)}\n`, { mode: 0o600 });
}

/** Undefined when no server runs, or the file was left half written by a killed one. */
export function readServerFile(dataDir: string): ServerFile | undefined {
  try {
    return ServerFile.safeParse(JSON.parse(readFileSync(join(dataDir, NAME), 'utf8'))).data;
  } catch (error) {
    if (isMissing(error) || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Where links of a command start: a running server's port, else the port of the next start. */
export function servedOrigin(config: Config): string {
  const running = readServerFile(config.dataDir);
  return originOf(running ? { ...config, port: running.port } : config);
}

export function removeServerFile(dataDir: string): void {
  rmSync(join(dataDir, NAME), { force: true });
}
