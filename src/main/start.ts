import { Command } from 'commander';
import { loadConfig } from '#platform/config/config.ts';

export function startCommand(): Command {
  return new Command('start')
    .description('Start the server: database, upgrades, pages, API; ends with Ctrl+C')
    .action(async () => {
      const config = loadConfig();
      // The whole app is loaded for this command alone; the others start in a fraction of a second.
      const { serve } = await import('./serve.ts');
      await serve(config);
      // Everything is written and closed; a partner that still waits for an answer holds nobody up.
      process.exit();
    });
}
