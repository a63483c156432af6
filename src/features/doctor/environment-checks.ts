import type { ClientBase } from 'pg';
import type { Db } from '#platform/db/database.ts';
import { type Check, toCheck } from './report.ts';

const OLDEST = 15;
const NEWEST = 18;

/** Roles, guards and the server itself: recommendations, and one fault. */
export async function environmentChecks(db: Db, client: ClientBase): Promise<Check[]> {
  return [
    rolesCheck(db),
    await guardsCheck(client),
    await versionCheck(client),
    await durabilityCheck(client),
  ];
}

function rolesCheck(db: Db): Check {
  const advice =
    'The application speaks as the owner of its tables, because this login may not create or take ' +
    'the role stamgast_app: grant it CREATEROLE and restart, so that the database itself keeps ' +
    'merchants apart.';
  return toCheck('separate roles', 1, db.separateRoles ? [] : [advice], true);
}

async function guardsCheck(client: ClientBase): Promise<Check> {
  const { rows } = await client.query<{ name: string; guarded: boolean }>(
    `select relname as name, relrowsecurity and exists (
       select from pg_policy p where p.polrelid = c.oid) as guarded
     from pg_class c
     where relnamespace = 'stamgast'::regnamespace and relkind in ('r', 'p')`,
  );
  const open = rows.filter((row) => !row.guarded);
  return toCheck(
    'row level security',
    rows.length,
    open.map((row) => `stamgast.${row.name} is not guarded: run \`stamgast migrate\``),
  );
}

async function versionCheck(client: ClientBase): Promise<Check> {
  const { rows } = await client.query<{ major: number; beta: boolean }>(
    `select current_setting('server_version_num')::int / 10000 as major,
       current_setting('server_version') ~ '(beta|rc|devel)' as beta`,
  );
  const found = rows[0];
  const failures: string[] = [];
  if (found && (found.major < OLDEST || found.major > NEWEST)) {
    failures.push(
      `PostgreSQL ${found.major} is not tested with this version: use ${OLDEST} to ${NEWEST}`,
    );
  }
  if (found?.beta) failures.push('This PostgreSQL is a pre-release: use a released one');
  return toCheck('PostgreSQL version', 1, failures, true);
}

/** The embedded server listens on its private socket alone; a distribution's server never does. */
async function durabilityCheck(client: ClientBase): Promise<Check> {
  const { rows } = await client.query<{ fsync: string; commit: string; addresses: string }>(
    `select current_setting('fsync') as fsync,
       current_setting('synchronous_commit') as commit,
       current_setting('listen_addresses') as addresses`,
  );
  const failures: string[] = [];
  if (rows[0]?.fsync === 'off') {
    failures.push('fsync is off: a power failure can lose the database; switch it on');
  }
  if (rows[0]?.commit === 'off') {
    failures.push('synchronous_commit is off: a crash can lose the last awards; switch it on');
  }
  if (rows[0]?.addresses === '') {
    failures.push(
      'This is the embedded PostgreSQL: for more than one location use the server of your ' +
        'distribution, which gets security updates, and set DATABASE_URL to it',
    );
  }
  return toCheck('durable server', 1, failures, true);
}
