import type { Deps } from '#platform/http/index.ts';
import type { LiveHub } from '#platform/live/hub.ts';
import type { Mailer } from '#platform/mail/mailer.ts';

export type CardDeps = Pick<Deps, 'db' | 'clock' | 'origin'> & {
  live: LiveHub;
  mail: Mailer | null;
  /** Lets `?lang=xx` show the pseudo-locale: for tests. */
  pseudoLocale?: boolean;
};
