import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const SCRIPT = `\\set i :i + 1
\\set n :base + :client_id * :each + :i
select stamgast.load_state(merchant, load) from bench.award where n = :n;
select stamgast.commit_decision(merchant, commit) from bench.award where n = :n;
`;
const TIMEOUT_MS = 300_000;

/** The version pgbench tells, or null where there is none. */
export const pgbenchVersion = (): string | null => {
  try {
    return execFileSync('pgbench', ['--version'], { encoding: 'utf8' }).trim();
  } catch {
    // Not installed: the report says so, and has no ratio.
    return null;
  }
};

/** Replays `each` recorded awards a client, those after number `base`. Returns awards a second. */
export const replay = async (
  url: string,
  { base, clients, each }: { base: number; clients: number; each: number },
): Promise<number> => {
  const folder = mkdtempSync(join(tmpdir(), 'stamgast-pgbench-'));
  const file = join(folder, 'award.sql');
  writeFileSync(file, SCRIPT);
  const variables = [`base=${base}`, `each=${each}`, 'i=0'].flatMap((v) => ['-D', v]);
  const amounts = ['-c', String(clients), '-j', String(Math.min(2, clients)), '-t', String(each)];
  const args = ['-n', '-M', 'prepared', '-f', file, ...variables, ...amounts, url];
  try {
    const { stdout } = await promisify(execFile)('pgbench', args, { timeout: TIMEOUT_MS });
    const tps = /^tps = ([\d.]+)/m.exec(stdout)?.[1];
    if (tps === undefined) throw new Error(`pgbench said:\n${stdout}`);
    return Number(tps);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
