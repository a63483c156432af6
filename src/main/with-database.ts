import type { Config } from '#platform/config/config.ts';
import { type Db, openDatabase } from '#platform/db/database.ts';
import { migrate } from '#platform/db/migrate.ts';
import { withTarget } from './with-target.ts';

type Pools = { connections: number; ownerConnections: number; durable?: boolean };

const note = (error: Error) => void process.stderr.write(`${error.message}\n`);

/** Runs one command with the installation's database open and on the newest schema. */
export function withDatabase<T>(
  config: Config,
  pools: Pools,
  work: (db: Db) => Promise<T>,
): Promise<T> {
  return withTarget(config, async ({ url }) => {
    await migrate(url);
    const db = await openDatabase({ url, ...pools, onBroken: note });
    try {
      return await work(db);
    } finally {
      await db.close();
    }
  });
}
