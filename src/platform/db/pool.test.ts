import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#support/postgres.ts';
import { openDatabase } from './database.ts';
import { migrate } from './migrate.ts';
import { createPool } from './pool.ts';

let database: TestDatabase;
const quiet = () => {};

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function withPool<T>(
  role: string | undefined,
  work: (pool: pg.Pool) => Promise<T>,
  durable = true,
) {
  const pool = createPool({ url: database.url, size: 1, role, durable, onBroken: quiet });
  return work(pool).finally(() => pool.end());
}

test('[P7] whole numbers arrive as numbers, and one that a number cannot hold is an error', async () => {
  await withPool(undefined, async (pool) => {
    const { rows } = await pool.query('select 9007199254740991::int8 as n');
    expect(rows[0].n).toBe(Number.MAX_SAFE_INTEGER);
    await expect(pool.query('select 9007199254740993::int8 as n')).rejects.toThrow(
      /9007199254740993 is beyond/,
    );
  });
});

test('[P7] a date arrives as its text and a moment as a Date', async () => {
  await withPool(undefined, async (pool) => {
    const { rows } = await pool.query(
      "select date '2026-03-29' as day, timestamptz '2026-03-29T01:00:00Z' as at",
    );
    expect(rows[0]).toEqual({ day: '2026-03-29', at: new Date('2026-03-29T01:00:00Z') });
  });
});

test('[P2] the connection has its role, search path and time-outs from the start', async () => {
  await withPool('stamgast_app', async (pool) => {
    const { rows } = await pool.query(
      `select current_user as role, current_setting('search_path') as path,
         current_setting('statement_timeout') as statement,
         current_setting('idle_in_transaction_session_timeout') as idle`,
    );
    expect(rows[0]).toEqual({
      role: 'stamgast_app',
      path: 'stamgast',
      statement: '20s',
      idle: '20s',
    });
  });
});

test('[P7] only a pool that is told so answers before a commit is on the disk', async () => {
  const waits = async (pool: pg.Pool) =>
    (await pool.query('show synchronous_commit')).rows[0]?.synchronous_commit;
  await withPool(undefined, async (pool) => expect(await waits(pool)).toBe('on'));
  await withPool(undefined, async (pool) => expect(await waits(pool)).toBe('off'), false);
});

test('[P1] a login that may not make roles runs everything as the owner', async () => {
  const admin = new pg.Client({ connectionString: database.url });
  await admin.connect();
  const name = `plain_${process.pid}`;
  await admin.query(`create role ${name} login password 'secret'`);
  await admin.query(`create database ${name} owner ${name}`);
  const url = new URL(database.url);
  url.username = name;
  url.password = 'secret';
  url.pathname = `/${name}`;
  try {
    expect((await migrate(url.href)).applied.length).toBeGreaterThan(2);
    const db = await openDatabase({ url: url.href, onBroken: quiet });
    expect(db.separateRoles).toBe(false);
    expect(await db.kysely.selectFrom('merchant').selectAll().execute()).toEqual([]);
    await db.close();
  } finally {
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.query(`drop role ${name}`);
    await admin.end();
  }
});
