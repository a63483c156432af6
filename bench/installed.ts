import { type Db, openDatabase } from '#platform/db/database.ts';
import { connectTarget } from '#platform/postgres/index.ts';
import type { Cpu } from './award-report.ts';
import { cpuOfFamily } from './process-time.ts';
import { type Served, serve } from './served.ts';

/** A server under test with its database, and us attached to that. */
export type Installed = {
  served: Served;
  db: Db;
  url: string;
  cpu(): Cpu;
  close(): Promise<void>;
};

export const install = async (say: (text: string) => void): Promise<Installed> => {
  const served = await serve();
  try {
    const target = await connectTarget(served.config, { log: { info: () => {}, warn: say } });
    const { url, embedded } = target;
    const db = await openDatabase({ url, onBroken: ({ message }) => say(message) });
    return {
      ...{ served, db, url },
      cpu: () => ({ server: served.cpuMs(), database: cpuOfFamily(embedded?.pid) }),
      close: async () => {
        await db.close();
        await target.close();
        await served.stop();
      },
    };
  } catch (error) {
    await served.stop();
    throw error;
  }
};
