import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import pg from 'pg';
import { operatorError } from '#platform/config/operator-error.ts';
import { migrateJobs } from '#platform/jobs/migrate-jobs.ts';

const FOLDER = new URL('../../../migrations/', import.meta.url);
/** Any number of our own: two servers that start at once migrate one after the other. */
const LOCK = 7_826_401;
const LOCK_TIMEOUT_MS = 120_000;

export type MigrationFile = { name: string; text: string };

/** Brings the database to the newest schema. Safe to call at every start and from two processes. */
export async function migrate(
  connectionString: string,
  files: MigrationFile[] = readMigrations(),
): Promise<{ applied: string[] }> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await client.query(`set lock_timeout = ${LOCK_TIMEOUT_MS}`);
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    const applied = await applyMissing(client, files);
    await migrateJobs(connectionString);
    return { applied };
  } finally {
    await client.end();
  }
}

/** The migrations of this version, in the order of their numbers. */
export function readMigrations(): MigrationFile[] {
  return readdirSync(FOLDER)
    .filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name))
    .sort()
    .map((name) => ({ name, text: readFileSync(new URL(name, FOLDER), 'utf8') }));
}

async function applyMissing(client: pg.Client, files: MigrationFile[]): Promise<string[]> {
  await client.query(`create schema if not exists control;
    create table if not exists control.schema_migration (
      name text primary key,
      checksum text not null,
      applied_at timestamptz not null default now())`);
  const known = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from control.schema_migration order by name',
  );
  refuseForeign(known.rows, files);
  const done = new Set(known.rows.map((row) => row.name));
  const missing = files.filter((file) => !done.has(file.name));
  for (const file of missing) await applyOne(client, file);
  return missing.map((file) => file.name);
}

function refuseForeign(known: { name: string; checksum: string }[], files: MigrationFile[]): void {
  for (const row of known) {
    const file = files.find((candidate) => candidate.name === row.name);
    if (!file) {
      throw operatorError(
        `The database has the migration ${row.name}, which this version does not know: ` +
          'it was made by a newer version of Stamgast. Start that version or restore a back-up.',
      );
    }
    if (checksum(file.text) !== row.checksum) {
      throw operatorError(
        `The migration ${row.name} was changed after it was applied to this database. ` +
          'Restore the file as it was; changes to the schema go into a migration with a new number.',
      );
    }
  }
}

async function applyOne(client: pg.Client, file: MigrationFile): Promise<void> {
  await client.query('begin');
  try {
    await client.query(file.text);
    await client.query('insert into control.schema_migration (name, checksum) values ($1, $2)', [
      file.name,
      checksum(file.text),
    ]);
    await client.query('commit');
  } catch (cause) {
    await client.query('rollback');
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw operatorError(`The migration ${file.name} failed, nothing was changed: ${reason}`, cause);
  }
}

/** Of the text, not of line ends: a checkout on Windows is the same migration. */
function checksum(text: string): string {
  return createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex');
}
