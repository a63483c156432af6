import type { Db } from '#platform/db/database.ts';
import { OUTBOX_CHANNEL } from '#platform/jobs/wake.ts';
import { reasonOf, type WorkLog } from '#platform/jobs/work-log.ts';
import type { Listener } from '#platform/live/listener.ts';
import { dispatchOutbox, type Subscriptions } from './dispatch.ts';

const SWEEP_MS = 5_000;

export type DispatcherOptions = {
  db: Db;
  listener: Pick<Listener, 'on'>;
  subscriptions: Subscriptions;
  log: WorkLog;
  sweepMs?: number;
};

/** Dispatches the outbox whenever it is woken, and every few seconds in case nobody could. */
export function startDispatcher(options: DispatcherOptions): { close(): Promise<void> } {
  const { db, listener, subscriptions, log, sweepMs = SWEEP_MS } = options;
  let running: Promise<void> | undefined;
  let again = false;
  let closed = false;

  const runUntilQuiet = async () => {
    do {
      again = false;
      try {
        await dispatchOutbox(db, subscriptions);
      } catch (error) {
        // Nothing of the batch was marked as handled: the next sweep takes it up again.
        if (!closed) log.error(`The outbox could not be dispatched: ${reasonOf(error)}`);
      }
    } while (again && !closed);
    running = undefined;
  };
  const wake = () => {
    if (closed) return;
    if (running) again = true;
    else running = runUntilQuiet();
  };

  listener.on(OUTBOX_CHANNEL, wake);
  const sweep = setInterval(wake, sweepMs);
  sweep.unref();
  return {
    close: async () => {
      closed = true;
      clearInterval(sweep);
      await running;
    },
  };
}
