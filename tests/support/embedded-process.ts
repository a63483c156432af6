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
await client.query('create table if not exists note (process integer)');
await client.query('insert into note values ($1)', [process.pid]);
process.on('SIGTERM', async () => {
  await client.end();
  await started.stop();
  process.exit(0);
});
console.log(JSON.stringify({ postmaster: started.pid, adopted: started.adopted, claimed }));
setInterval(() => {}, 1_000);
