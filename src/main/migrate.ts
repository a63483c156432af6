import { Command } from 'commander';
import { loadConfig } from '#platform/config/config.ts';
import { migrate } from '#platform/db/migrate.ts';
import { withTarget } from './with-target.ts';

export function migrateCommand(): Command {
  return new Command('migrate')
    .description('Bring the database to the newest schema; a start does so by itself')
    .option('--json', 'print one line of JSON: {"applied": […]}')
    .action(async (options: { json?: true }) => {
      const { applied } = await withTarget(loadConfig(), ({ url }) => migrate(url));
      const said = applied.length > 0 ? `Applied ${applied.join(', ')}.` : 'Nothing to apply.';
      process.stdout.write(`${options.json ? JSON.stringify({ applied }) : said}\n`);
    });
}
