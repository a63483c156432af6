import pg from 'pg';
import { errorCode } from '#platform/config/is-missing.ts';
import { operatorError } from '#platform/config/operator-error.ts';
import type { Connection } from './types.ts';

/** Advisory locks of the maintenance database; they end with the process that holds them. */
const USES_THE_DATABASE = 7_401_001;
const SERVES = 7_401_002;
const CONNECT_TIMEOUT_MS = 10_000;

export interface Keeper {
  /** The one process that serves; false when there is another. */
  claimServing(): Promise<boolean>;
  /** Gives up this process's use; true when no other process uses the database. */
  release(): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * One connection per process that says "this database is in use", so the last user ends it and
 * nobody ends it under another. Undefined when the server is just going down.
 */
export async function openKeeper(
  connection: Connection,
  onLost: (reason: string) => void,
): Promise<Keeper | undefined> {
  const client = await connect(connection);
  if (!client) return undefined;
  let closing = false;
  client.on('error', (error) => closing || onLost(error.message));
  if (!(await lock(client, 'pg_try_advisory_lock_shared', USES_THE_DATABASE))) {
    closing = true;
    await client.end();
    return undefined;
  }
  await ensureDatabase(client, connection.database);
  return {
    claimServing: () => lock(client, 'pg_try_advisory_lock', SERVES),
    release: async () => {
      closing = true;
      await lock(client, 'pg_advisory_unlock_shared', USES_THE_DATABASE);
      return lock(client, 'pg_try_advisory_lock', USES_THE_DATABASE);
    },
    close: () => client.end(),
  };
}

async function connect(connection: Connection): Promise<pg.Client | undefined> {
  const client = new pg.Client({
    ...connection,
    database: 'postgres',
    application_name: 'stamgast keeper',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  });
  try {
    await client.connect();
    return client;
  } catch (error) {
    const code = errorCode(error) ?? '';
    if (code === '28P01') throw wrongPassword(error);
    if (['57P01', '57P03', 'ENOENT', 'ECONNREFUSED', 'ECONNRESET'].includes(code)) return undefined;
    throw error;
  }
}

function wrongPassword(cause: unknown): Error {
  return operatorError(
    'The embedded database does not know the password in secrets/database-password of the data ' +
      'folder: put back the file that belongs to this database.',
    cause,
  );
}

async function lock(client: pg.Client, call: string, key: number): Promise<boolean> {
  const { rows } = await client.query<{ held: boolean }>(`select ${call}($1) as held`, [key]);
  return rows[0]?.held ?? false;
}

async function ensureDatabase(client: pg.Client, name: string): Promise<void> {
  const known = await client.query('select from pg_database where datname = $1', [name]);
  if (known.rowCount) return;
  try {
    await client.query(`create database ${client.escapeIdentifier(name)}`);
  } catch (error) {
    const code = errorCode(error);
    // Another process made it at the same moment.
    if (code !== '42P04' && code !== '23505') throw error;
  }
}
