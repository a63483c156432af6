import type { Notification, PoolClient } from 'pg';
import type { Db } from '#platform/db/database.ts';
import { reasonOf, type WorkLog } from '#platform/jobs/work-log.ts';

const RETRY_MS = 1_000;

/** The one connection of this process that listens to the database. */
export type Listener = {
  /** Calls back with each notification's text; `null` after a break, when some may be lost. */
  on(channel: string, callback: (payload: string | null) => void): void;
  close(): Promise<void>;
};

type State = {
  db: Db;
  log: WorkLog;
  callbacks: Map<string, ((payload: string | null) => void)[]>;
  client: PoolClient | undefined;
  retry: NodeJS.Timeout | undefined;
  closed: boolean;
};

/** Listens on the given channels from now on; a broken connection is made anew. */
export async function startListener(
  db: Db,
  channels: readonly string[],
  log: WorkLog,
): Promise<Listener> {
  const callbacks = new Map(channels.map((channel) => [channel, []]));
  const state: State = { db, log, callbacks, client: undefined, retry: undefined, closed: false };
  await connect(state);
  return {
    on: (channel, callback) => {
      const list = state.callbacks.get(channel);
      if (!list) throw new Error(`${channel} is not among the channels of this listener`);
      list.push(callback);
    },
    close: async () => {
      state.closed = true;
      clearTimeout(state.retry);
      state.client?.release(true);
    },
  };
}

async function connect(state: State): Promise<void> {
  const client = await state.db.owner.connect();
  if (state.closed) return client.release();
  state.client = client;
  client.on('notification', ({ channel, payload }: Notification) => {
    for (const callback of state.callbacks.get(channel) ?? []) callback(payload ?? '');
  });
  client.once('error', (error) => onBroken(state, client, error));
  for (const channel of state.callbacks.keys()) await client.query(`listen ${channel}`);
}

function onBroken(state: State, client: PoolClient, error: Error): void {
  state.client = undefined;
  client.release(error);
  if (state.closed) return;
  state.log.warn(`The database connection for live updates broke: ${error.message}`);
  retryLater(state);
}

function retryLater(state: State): void {
  state.retry = setTimeout(async () => {
    try {
      await connect(state);
      for (const list of state.callbacks.values()) for (const callback of list) callback(null);
    } catch (error) {
      if (state.closed) return;
      state.log.warn(`Live updates wait for the database: ${reasonOf(error)}`);
      retryLater(state);
    }
  }, RETRY_MS);
  state.retry.unref();
}
