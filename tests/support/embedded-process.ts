/**
 * A process of its own that starts the embedded database, notes itself in a table and waits, for
 * the tests that kill it. Arguments: data folder, then "serve" to claim serving too.
 */
import pg from 'pg';
import { connectionUrl, startEmbedded } from '#platform/postgres/index.ts';

const log = { info: () => {}, warn: () => {} };
const [dataDir = '', mode] = process.argv.slice(2);
const started = await startEmbedded({ dataDir, log });
const claimed = mode === 'serve' ? await started.claimServing() : undefined;
const client = new pg.Client({ connectionString: connectionUrl(started.connection) });
client.on('error', () => process.exit(3));
await client.connect();
// Two processes that create one table at once would fail, "if not exists" or not.
await client.query('select pg_advisory_lock(1)');
await client.query('create table if not exists note (process integer)');
await client.query('select pg_advisory_unlock(1)');
await client.query('insert into note values ($1)', [process.pid]);
process.on('SIGTERM', async () => {
  await client.end();
  await started.stop();
  process.exit(0);
});
console.log(JSON.stringify({ postmaster: started.pid, adopted: started.adopted, claimed }));
setInterval(() => {}, 1_000);
