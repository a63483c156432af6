import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { migrate } from '#platform/db/migrate.ts';
import { type Connection, connectionUrl, startEmbedded } from '#platform/postgres/index.ts';

const TEMPLATE = 'stamgast_template';
const DRAFT = 'stamgast_template_draft';
const TEMPLATE_LOCK = 7_401_100;

/** Nothing here outlives the run; tests of durability start a server of their own. */
const SETTINGS = { fsync: 'off', full_page_writes: 'off', max_connections: '200' };

export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

/**
 * A database of its own with the current schema, cloned from a template that is migrated once a
 * run. Call it in `beforeAll` and `drop` in `afterAll`, after closing every pool.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const connection = await testServer();
  const name = `test_${randomBytes(6).toString('hex')}`;
  await withAdmin(connection, async (admin) => {
    await ensureTemplate(admin, connection);
    await admin.query(`create database ${name} template ${TEMPLATE}`);
  });
  return {
    url: connectionUrl({ ...connection, database: name }),
    drop: () =>
      withAdmin(connection, async (admin) => {
        await admin.query(`drop database if exists ${name} with (force)`);
      }),
  };
}

let server: Promise<Connection> | undefined;

/** Pure tests start none; the first file that asks starts it and the others attach. */
function testServer(): Promise<Connection> {
  const log = { info: () => {}, warn: console.warn };
  server ??= startEmbedded({ dataDir: inject('testDataDir'), log, settings: SETTINGS }).then(
    (started) => started.connection,
  );
  return server;
}

async function withAdmin(
  connection: Connection,
  work: (admin: pg.Client) => Promise<void>,
): Promise<void> {
  const admin = new pg.Client({ ...connection, database: 'postgres' });
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}

/** Migrated under another name and renamed when complete, so a failed migration leaves none. */
async function ensureTemplate(admin: pg.Client, connection: Connection): Promise<void> {
  await admin.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
  try {
    const known = await admin.query('select from pg_database where datname = $1', [TEMPLATE]);
    if (known.rowCount) return;
    await admin.query(`drop database if exists ${DRAFT} with (force)`);
    await admin.query(`create database ${DRAFT}`);
    await migrate(connectionUrl({ ...connection, database: DRAFT }));
    await admin.query(`alter database ${DRAFT} rename to ${TEMPLATE}`);
  } finally {
    await admin.query('select pg_advisory_unlock($1)', [TEMPLATE_LOCK]);
  }
}
