import { startEmbedded } from './embedded.ts';
import { checkOwnDatabase } from './own-database.ts';
import type { Connection, Embedded, StartOptions } from './types.ts';

export interface Target {
  /** What pools and migrations connect with. */
  url: string;
  /** Undefined when the operator's own PostgreSQL is used. */
  embedded: Embedded | undefined;
  /** Lets go of the database; an embedded one ends with its last user. */
  close(): Promise<void>;
}

/**
 * The database to work with: the operator's, else the embedded one, attached to when a server
 * runs it already and started otherwise.
 */
export async function connectTarget(
  config: { databaseUrl: string | undefined; dataDir: string },
  options: Omit<StartOptions, 'dataDir'>,
): Promise<Target> {
  if (config.databaseUrl !== undefined) {
    await checkOwnDatabase(config.databaseUrl);
    return { url: config.databaseUrl, embedded: undefined, close: async () => {} };
  }
  const embedded = await startEmbedded({ ...options, dataDir: config.dataDir });
  return { url: connectionUrl(embedded.connection), embedded, close: embedded.stop };
}

/** The URL form of a connection; a Unix socket's folder goes into the query. */
export function connectionUrl(connection: Connection): string {
  const { host, port, user, password, database } = connection;
  const login = `${encodeURIComponent(user)}:${encodeURIComponent(password)}`;
  const tail = `/${encodeURIComponent(database)}`;
  if (!host.startsWith('/')) return `postgresql://${login}@${host}:${port}${tail}`;
  return `postgresql://${login}@localhost:${port}${tail}?host=${encodeURIComponent(host)}`;
}
