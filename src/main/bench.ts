import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Command } from 'commander';

const SCRIPT = new URL('../../bench/award.ts', import.meta.url).pathname;

type Given = { json?: true; quick?: true; members?: string };

/** `stamgast bench`: awards over HTTP beside the database alone, on a database of its own. */
export function benchCommand(): Command {
  return new Command('bench')
    .description('Measure awards over HTTP beside the database alone; writes docs/reports/bench.md')
    .option('--json', 'print one line of JSON: {"ok", "budgets": […], "runs_measured": […]}')
    .option('--quick', 'one short round, no report')
    .option('--members <number>', 'beside a database with so many members, e.g. 10000000')
    .action(async ({ json, quick, members }: Given) => {
      const flags = [...(json ? ['--json'] : []), ...(quick ? ['--quick'] : [])];
      const args = [SCRIPT, ...flags, ...(members === undefined ? [] : ['--members', members])];
      // A process of its own: what it measures must not wait for the command line.
      const [code] = await once(spawn(process.execPath, args, { stdio: 'inherit' }), 'exit');
      process.exitCode = code ?? 1;
    });
}
