import type { SignIn } from '#platform/auth/sign-in.ts';
import type { Deps } from '#platform/http/index.ts';
import type { Mailer } from '#platform/mail/mailer.ts';

export type PasswordResetDeps = Pick<Deps, 'db' | 'clock' | 'origin'> & {
  signIn: SignIn;
  mail: Mailer | null;
};
