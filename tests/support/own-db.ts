import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '#platform/db/database.ts';
import { migrate } from '#platform/db/migrate.ts';
import { connectTarget } from '#platform/postgres/index.ts';
import type { OpenDb } from '#support/ledger.ts';

/** A database for a script that runs outside of the tests, in a folder that goes with it. */
export const openOwnDb: OpenDb = async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'stamgast-script-'));
  // PostgreSQL runs as another user when we are root, and has to pass through.
  chmodSync(dataDir, 0o755);
  const log = { info: () => {}, warn: console.warn };
  const target = await connectTarget({ databaseUrl: undefined, dataDir }, { log });
  await migrate(target.url);
  const db = await openDatabase({ url: target.url, onBroken: () => {} });
  return {
    db,
    close: async () => {
      await db.close();
      await target.close();
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
    },
  };
};
