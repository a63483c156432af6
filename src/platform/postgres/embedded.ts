import { setTimeout as sleep } from 'node:timers/promises';
import { operatorError } from '#platform/config/operator-error.ts';
import { readOrCreateSecret } from '#platform/config/secrets.ts';
import { type Binaries, findBinaries } from './binaries.ts';
import { initializeOnce } from './initialize.ts';
import { type Keeper, openKeeper } from './keeper.ts';
import { prepareLayout } from './layout.ts';
import { dropMisleadingPidFile, isPostgres, readPidFile } from './pid-file.ts';
import { awaitEnd, awaitReady, launch, logTail, shutDown } from './process.ts';
import type { Connection, Embedded, Layout, ServerLog, StartOptions } from './types.ts';

/** Another process may be ending or starting the same database at this moment. */
const TRIES = 20;
const PAUSE_MS = 250;
const GOING_DOWN_MS = 60_000;

interface Running {
  pid: number;
  port: number;
  adopted: boolean;
}

/**
 * Starts the embedded PostgreSQL of a data folder, or adopts the one that runs there already: an
 * orphan of a killed process, or the database of a server the command line attaches to.
 */
export async function startEmbedded(options: StartOptions): Promise<Embedded> {
  const { dataDir, log, settings = {} } = options;
  const layout = prepareLayout(dataDir, log);
  const password = readOrCreateSecret(dataDir, 'database-password');
  const binaries = findBinaries(layout.runAs, log);
  await initializeOnce(layout, binaries, password, log, settings.fsync !== 'off');
  for (let tries = 0; tries < TRIES; tries++) {
    const running = await adoptOrLaunch(layout, binaries, settings, log);
    if (running) {
      const connection = connectionTo(layout, running.port, password);
      const keeper = await openKeeper(connection, options.onLost ?? (() => {}));
      if (keeper) return embedded(connection, running, keeper, layout, binaries);
      await awaitEnd(running.pid, GOING_DOWN_MS);
    }
    await sleep(PAUSE_MS);
  }
  throw operatorError(
    `PostgreSQL does not start in ${layout.cluster}. The end of ${layout.logFile}:\n` +
      logTail(layout),
  );
}

/** Undefined: the process ended before it was ready (another one may hold the folder). */
async function adoptOrLaunch(
  layout: Layout,
  binaries: Binaries,
  settings: Record<string, string>,
  log: ServerLog,
): Promise<Running | undefined> {
  const found = readPidFile(layout.cluster);
  const adopted = found !== undefined && isPostgres(found.pid);
  if (found && !adopted) dropMisleadingPidFile(layout, found);
  const pid = adopted ? found.pid : await launch(layout, binaries, settings);
  const port = await awaitReady(pid, layout, log);
  return port === undefined ? undefined : { pid, port, adopted };
}

function connectionTo(layout: Layout, port: number, password: string): Connection {
  const host = process.platform === 'win32' ? '127.0.0.1' : layout.socketDir;
  return { host, port, user: 'postgres', password, database: 'stamgast' };
}

function embedded(
  connection: Connection,
  running: Running,
  keeper: Keeper,
  layout: Layout,
  binaries: Binaries,
): Embedded {
  const end = async () => {
    if (await keeper.release()) await shutDown(running.pid, layout, binaries);
    await keeper.close();
  };
  let ending: Promise<void> | undefined;
  return {
    connection,
    adopted: running.adopted,
    pid: running.pid,
    claimServing: keeper.claimServing,
    stop: () => {
      ending ??= end();
      return ending;
    },
  };
}
