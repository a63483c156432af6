import type { Logger } from 'pino';
import { ensureSetupLink } from '#features/invitation/index.ts';
import { systemClock } from '#platform/clock/clock.ts';
import type { Config } from '#platform/config/config.ts';
import { operatorError } from '#platform/config/operator-error.ts';
import { type Db, openDatabase } from '#platform/db/database.ts';
import { migrate } from '#platform/db/migrate.ts';
import { lanOrigin, localOrigin, originOf, publicOrigin } from '#platform/http/origin.ts';
import { createLog } from '#platform/log/log.ts';
import { connectTarget, type Target } from '#platform/postgres/index.ts';
import { createApp } from '../app.ts';
import { announcement } from './announcement.ts';
import { openDomain } from './domain.ts';
import { openPort } from './open-port.ts';
import { readServerFile, removeServerFile, writeServerFile } from './server-file.ts';
import { stopSignal } from './stop-signal.ts';

/** A request in flight may finish; what hangs longer than this is cut off. */
const STOP_TIMEOUT_MS = 10_000;

/** Configuration → database → app → port; resolves when a signal has ended it all. */
export async function serve(config: Config): Promise<void> {
  const log = createLog(config);
  const stop = stopSignal();
  const target = await connectTarget(config, { log, onLost: giveUp });
  try {
    await claimServing(target, config.dataDir);
    const db = await openMigrated(target.url, stop, log);
    await serveUntil(stop, config, db, log);
    await db.close();
  } finally {
    await target.close();
  }
}

async function claimServing(target: Target, dataDir: string): Promise<void> {
  if (!target.embedded || (await target.embedded.claimServing())) return;
  const other = readServerFile(dataDir);
  const where = other ? ` on ${other.url} (process ${other.pid})` : '';
  throw operatorError(
    `Stamgast already runs${where} with the data in ${dataDir}: end it first, or give this one ` +
      'its own data and port, e.g. STAMGAST_DATA=./other PORT=4401',
  );
}

async function openMigrated(url: string, stop: Promise<unknown>, log: Logger): Promise<Db> {
  const { applied } = await migrate(url);
  if (applied.length > 0) log.info(`Database brought up to date: ${applied.join(', ')}`);
  let ending = false;
  void stop.then(() => {
    ending = true;
  });
  const onBroken = ({ message }: Error) => {
    // A database that is ended last says good-bye to connections that are closing anyway.
    if (!ending) log.warn(`A database connection broke: ${message}`);
  };
  return openDatabase({ url, onBroken });
}

async function serveUntil(
  stop: Promise<NodeJS.Signals>,
  config: Config,
  db: Db,
  log: Logger,
): Promise<void> {
  const domain = await openDomain(config, log);
  const app = await createApp({ config, db, log, tls: () => domain?.state() ?? null });
  const { port, host } = config;
  await openPort(port, 'PORT', () => app.listen({ port, host }));
  await domain?.serve(app);
  const url = localOrigin(config);
  if (config.databaseUrl === undefined) {
    writeServerFile(config.dataDir, { pid: process.pid, port, url });
  }
  process.stdout.write(await announce(config, db));
  log.info(`Ending on ${await stop}`);
  setTimeout(() => giveUp('a request did not end'), STOP_TIMEOUT_MS).unref();
  await Promise.all([domain?.close(), app.close()]);
  if (config.databaseUrl === undefined) removeServerFile(config.dataDir);
}

async function announce(config: Config, db: Db): Promise<string> {
  const publicUrl = publicOrigin(config);
  const addresses = { local: localOrigin(config), lan: lanOrigin(config), publicUrl };
  const origin = () => originOf(config);
  const setup = await ensureSetupLink({ db, clock: systemClock, origin });
  return announcement(addresses, setup, process.stdout.isTTY);
}

/** The next start recovers; going on without a database, or for ever, would help nobody. */
function giveUp(reason: string): never {
  process.stderr.write(`Stamgast ends: ${reason}. Start it again.\n`);
  process.exit(1);
}
