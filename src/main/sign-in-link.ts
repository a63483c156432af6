import { Command } from 'commander';
import { z } from 'zod';
import { idSchema } from '#contract/ids.ts';
import { emailSchema } from '#contract/staff.ts';
import { issueSignInLink, type SignInLink } from '#features/password-reset/index.ts';
import { systemClock } from '#platform/clock/clock.ts';
import { loadConfig } from '#platform/config/config.ts';
import { operatorError } from '#platform/config/operator-error.ts';
import { decodeId } from '#platform/ids/ids.ts';
import { readOptions } from './read-options.ts';
import { servedOrigin } from './server-file.ts';
import { withDatabase } from './with-database.ts';

const optionsSchema = z.object({ merchant: idSchema('mer'), email: emailSchema.optional() });
type Options = z.output<typeof optionsSchema>;

const MENDS = {
  merchant: '--merchant: give the id of the merchant, e.g. mer_…, as merchant create printed it',
  email: '--email: give the address the owner signs in with',
};

/** `stamgast merchant sign-in-link`: lets an owner in whom no e-mail reaches. */
export const signInLinkCommand = (): Command =>
  new Command('sign-in-link')
    .description('Print a link by which an owner who lost the password chooses a new one')
    .requiredOption('--merchant <id>', 'id of the merchant, mer_…')
    .option('--email <address>', 'which owner, where there are several')
    .option('--json', 'print one line of JSON: {"link", "email", "expires_at"}')
    .action(async (given: Record<string, unknown>) => {
      const issued = await issue(readOptions(optionsSchema, MENDS, given));
      process.stdout.write(`${given.json ? asJson(issued) : tell(issued)}\n`);
    });

async function issue({ merchant, email }: Options): Promise<SignInLink> {
  const config = loadConfig();
  const merchantId = decodeId('mer', merchant) ?? merchant;
  const issued = await withDatabase(config, { connections: 2, ownerConnections: 1 }, (db) => {
    const deps = { db, clock: systemClock, origin: () => servedOrigin(config) };
    return issueSignInLink(deps, merchantId, email);
  });
  if (issued) return issued;
  const who = email === undefined ? 'an owner' : `an owner with the address ${email}`;
  throw operatorError(`The merchant ${merchant} does not exist or has no such owner: ${who}`);
}

const asJson = ({ link, email, expiresAt }: SignInLink): string =>
  JSON.stringify({ link, email, expires_at: expiresAt.toISOString() });

const tell = ({ link, email, expiresAt }: SignInLink): string =>
  `${email ?? 'The owner'} signs in once at ${link} until ${expiresAt.toISOString()}`;
