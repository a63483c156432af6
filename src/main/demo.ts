import { Command } from 'commander';
import { z } from 'zod';
import { type CreatedDemo, createDemo, removeDemos } from '#features/demo/index.ts';
import { systemClock } from '#platform/clock/clock.ts';
import { loadConfig } from '#platform/config/config.ts';
import { operatorError } from '#platform/config/operator-error.ts';
import type { Db } from '#platform/db/database.ts';
import { servedOrigin } from './server-file.ts';
import { withDatabase } from './with-database.ts';

/** A demo that a crash cuts short is made anew: it need not wait for the disk at every order. */
const POOLS = { connections: 8, ownerConnections: 2, durable: false };

const optionsSchema = z.object({
  members: z.coerce.number().int().min(1).max(10_000),
  seed: z.coerce.number().int().min(0).max(2_147_483_647),
});

const MENDS: Record<string, string> = {
  members: '--members: give a number from 1 to 10000',
  seed: '--seed: give a whole number from 0 to 2147483647',
};

type Given = { members: string; seed: string; remove?: true; json?: true };

/** `stamgast demo`: a made-up café with a year of trade, or takes it away again. */
export function demoCommand(): Command {
  return new Command('demo')
    .description('Fill a made-up café with a year of trade, to look around in')
    .option('--members <number>', 'how many people join it', '900')
    .option('--seed <number>', 'another number, another year', '1')
    .option('--remove', 'take the demo away with all that belongs to it')
    .option('--json', 'print one line of JSON: {"merchant_id", "owner_link", "members", …}')
    .action(async (given: Given) => {
      const config = loadConfig();
      const options = read(given);
      const answer = await withDatabase(config, POOLS, async (db) =>
        given.remove ? { removed: await removeDemos(db) } : fill(db, servedOrigin(config), options),
      );
      process.stdout.write(`${given.json ? JSON.stringify(answer) : tell(answer)}\n`);
    });
}

function read(given: Given): z.output<typeof optionsSchema> {
  const parsed = optionsSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const faults = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))];
  throw operatorError(faults.map((name) => MENDS[name] ?? name).join('\n'));
}

async function fill(
  db: Db,
  origin: string,
  options: z.output<typeof optionsSchema>,
): Promise<CreatedDemo> {
  const deps = { db, clock: systemClock, origin: () => origin };
  const created = await createDemo(deps, { ...options, onProgress });
  if (created) return created;
  throw operatorError('There is a demo already: take it away first with stamgast demo --remove');
}

function onProgress(done: number, total: number): void {
  if (done % 1_000 !== 0 && done !== total) return;
  process.stderr.write(`The café lives its year: ${done} of ${total}\n`);
}

function tell(answer: CreatedDemo | { removed: number }): string {
  if ('removed' in answer) return answer.removed > 0 ? 'The demo is gone.' : 'There is no demo.';
  const { merchant_id, owner_link, members, orders, visits, redemptions } = answer;
  return [
    `Demo       ${merchant_id}: ${members} members, ${orders} orders, ${visits} visits by tap, ` +
      `${redemptions} rewards`,
    `Set-up     ${owner_link}   (opens once, for 7 days)`,
    'Remove     stamgast demo --remove',
  ].join('\n');
}
