import { Command } from 'commander';
import { z } from 'zod';
import { currencySchema, localeSchema, textSchema } from '#contract/common.ts';
import { LOCALES } from '#core/program.ts';
import { GOALS } from '#core/template-goals.ts';
import { TRADES } from '#core/templates.ts';
import { createMerchant } from '#features/merchant/index.ts';
import { systemClock } from '#platform/clock/clock.ts';
import { loadConfig } from '#platform/config/config.ts';
import { readOptions } from './read-options.ts';
import { servedOrigin } from './server-file.ts';
import { signInLinkCommand } from './sign-in-link.ts';
import { withDatabase } from './with-database.ts';

const optionsSchema = z.object({
  name: textSchema(80),
  template: z.enum(TRADES),
  currency: currencySchema,
  locale: localeSchema,
  goal: z.enum(GOALS).optional(),
});

const MENDS: Record<string, string> = {
  name: '--name: give the name of the shop, at most 80 characters',
  template: `--template: give one of ${TRADES.join(', ')}`,
  currency: '--currency: give a currency by its three letters, e.g. EUR',
  locale: `--locale: give one of ${LOCALES.join(', ')}`,
  goal: `--goal: give one of ${GOALS.join(', ')}`,
};

/** `stamgast merchant create`: founds a merchant with its program published as version 1. */
export function merchantCommand(): Command {
  const create = new Command('create')
    .description('Found a merchant from a template and publish its program as version 1')
    .requiredOption('--name <name>', 'name of the shop')
    .requiredOption('--template <trade>', TRADES.join(' | '))
    .requiredOption('--currency <code>', 'ISO 4217, e.g. EUR; stays as it is')
    .requiredOption('--locale <language>', LOCALES.join(' | '))
    .option('--goal <goal>', GOALS.join(' | '))
    .option('--json', 'print one line of JSON: {"merchant_id", "api_key", "owner_link"}')
    .action(async (given: Record<string, unknown>) => {
      const created = await found(readOptions(optionsSchema, MENDS, given));
      const { merchant_id, api_key, owner_link } = created;
      const answer = { merchant_id, api_key, owner_link };
      process.stdout.write(`${given.json ? JSON.stringify(answer) : tell(answer)}\n`);
    });
  return new Command('merchant')
    .description('Merchants of this installation')
    .addCommand(create)
    .addCommand(signInLinkCommand());
}

function found(input: z.output<typeof optionsSchema>) {
  const config = loadConfig();
  return withDatabase(config, { connections: 2, ownerConnections: 1 }, (db) =>
    createMerchant({ db, clock: systemClock, origin: () => servedOrigin(config) }, input),
  );
}

function tell({ merchant_id, api_key, owner_link }: Record<string, string>): string {
  return [
    `Merchant   ${merchant_id}`,
    `API key    ${api_key}   (shown this once)`,
    `Set-up     ${owner_link}   (opens once, for 7 days)`,
  ].join('\n');
}
