import { type Refused, refuse } from '#contract/refusals.ts';
import {
  type CodePurpose,
  countAttempt,
  openOneTimeCode,
  restoreOneTimeCode,
  spendOneTimeCode,
} from '#platform/auth/one-time-code.ts';
import { userFor } from '#platform/auth/users.ts';
import type { InvitationDeps } from './deps.ts';

type Person = { email: string; password: string; name: string };
type Opened = { hash: Buffer; merchantId: string; subjectId: string };

/** Looks a code up; a wrong one is counted. */
export async function openCode(
  deps: InvitationDeps,
  purpose: CodePurpose,
  code: string,
): Promise<({ ok: true } & Opened) | Refused> {
  const opened = await deps.db.kysely
    .transaction()
    .execute((trx) => openOneTimeCode(trx, purpose, code, deps.clock.now()));
  return opened.ok ? opened : refuse(opened.code);
}

/**
 * Makes or finds the user, uses the code up and does `work`; what fails or is refused leaves the
 * code good. A wrong password for a known address counts as a wrong code.
 */
export async function claimCode<T extends { ok: true }>(
  deps: InvitationDeps,
  { hash }: Opened,
  person: Person,
  work: (userId: string) => Promise<T | Refused>,
): Promise<T | Refused> {
  const user = await userFor(deps.signIn, person);
  if (!user) {
    await countAttempt(deps.db.kysely, hash);
    return refuse('email_taken');
  }
  if (!(await spendOneTimeCode(deps.db.kysely, hash, deps.clock.now()))) {
    return refuse('code_invalid');
  }
  try {
    const done = await work(user.userId);
    if (!done.ok) await restoreOneTimeCode(deps.db.kysely, hash);
    return done;
  } catch (error) {
    await restoreOneTimeCode(deps.db.kysely, hash);
    throw error;
  }
}
