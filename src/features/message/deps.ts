import type { Deps } from '#platform/http/index.ts';
import type { Mailer } from '#platform/mail/mailer.ts';

export type MessageDeps = Pick<Deps, 'db' | 'clock'> & {
  /** Null without a mail server: messages are then held for the outbox of the admin. */
  mail: Mailer | null;
};
