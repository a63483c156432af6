import type { Deps } from '#platform/http/index.ts';
import type { Mailer } from '#platform/mail/mailer.ts';

export type CardRecoveryDeps = Pick<Deps, 'db' | 'clock' | 'origin'> & { mail: Mailer | null };
