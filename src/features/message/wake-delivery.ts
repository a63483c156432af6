import type { Db } from '#platform/db/database.ts';
import { wakeJob } from '#platform/jobs/wake.ts';
import type { Job } from '#platform/jobs/worker.ts';
import { deliverMessages } from './deliver-messages.ts';
import type { MessageDeps } from './deps.ts';

const NAME = 'deliver_messages';

/** Sends what is due every minute, and at once when it is woken. */
export const messageJob = (deps: MessageDeps): Job => ({
  name: NAME,
  cron: '* * * * *',
  run: async () => {
    await deliverMessages(deps);
  },
});

/** After the commit of a new message: has it sent now instead of at the next minute. */
export function wakeDelivery({ db, mail }: { db: Pick<Db, 'owner'>; mail: unknown }): void {
  if (mail) wakeJob(db, NAME);
}
