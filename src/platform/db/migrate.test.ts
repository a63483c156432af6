import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#support/postgres.ts';
import { type MigrationFile, migrate, readMigrations } from './migrate.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function query(text: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  return client.query(text).finally(() => client.end());
}

const extra = (name: string, text: string): MigrationFile[] => [
  ...readMigrations(),
  { name, text },
];

test('[P8] a migrated database has nothing to migrate', async () => {
  expect(await migrate(database.url)).toEqual({ applied: [] });
  const known = await query('select name from control.schema_migration order by name');
  expect(known.rows.map((row) => row.name)).toEqual(readMigrations().map((file) => file.name));
});

test('[P8] a changed migration is refused with what to do', async () => {
  const [first, ...rest] = readMigrations();
  const changed = [{ name: first!.name, text: `${first!.text}\n-- changed` }, ...rest];
  await expect(migrate(database.url, changed)).rejects.toThrow(/0001-foundation.*was changed/);
});

test('[P8] line ends are no change', async () => {
  const windows = readMigrations().map((file) => ({
    ...file,
    text: file.text.replaceAll('\n', '\r\n'),
  }));
  expect(await migrate(database.url, windows)).toEqual({ applied: [] });
});

test('[P8] a database of a newer version is refused', async () => {
  await expect(migrate(database.url, readMigrations().slice(0, -1))).rejects.toThrow(
    /does not know/,
  );
});

test('[P8] a migration that fails leaves nothing behind', async () => {
  const broken = extra('9998-broken.sql', 'create table control.half (); select 1 / 0');
  await expect(migrate(database.url, broken)).rejects.toThrow(/9998-broken\.sql failed/);
  const half = await query("select to_regclass('control.half') as name");
  expect(half.rows[0].name).toBeNull();
  expect(await migrate(database.url)).toEqual({ applied: [] });
});

test('[P8] two servers that start at once migrate once', async () => {
  const files = extra('9999-slow.sql', 'select pg_sleep(0.2); create table control.once ()');
  const both = await Promise.all([migrate(database.url, files), migrate(database.url, files)]);
  expect(both.flatMap((one) => one.applied)).toEqual(['9999-slow.sql']);
  await query(
    "drop table control.once; delete from control.schema_migration where name = '9999-slow.sql'",
  );
});
