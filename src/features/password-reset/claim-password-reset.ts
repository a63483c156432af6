import type { z } from 'zod';
import type { claimPasswordResetSchema } from '#contract/password-reset.ts';
import { type Refused, refuse } from '#contract/refusals.ts';
import { audit } from '#features/audit/index.ts';
import { findStaff } from '#features/staff/index.ts';
import {
  openOneTimeCode,
  revokeOneTimeCodes,
  spendOneTimeCode,
} from '#platform/auth/one-time-code.ts';
import { replacePassword, startSession } from '#platform/auth/users.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import { encodeId } from '#platform/ids/ids.ts';
import type { PasswordResetDeps } from './deps.ts';
import { workplacesOf } from './workplaces.ts';

type Claim = z.output<typeof claimPasswordResetSchema>;
type Claimed = { ok: true; cookies: string[] } | Refused;

/** Sets a new password by the code of a link: every other browser is signed out, this one is in. */
export async function claimPasswordReset(
  deps: PasswordResetDeps,
  { code, password }: Claim,
): Promise<Claimed> {
  const { db, signIn } = deps;
  const now = deps.clock.now();
  const opened = await db.kysely.transaction().execute(async (trx) => {
    const found = await openOneTimeCode(trx, 'password_reset', code, now);
    // Spent at once: of two who open the link together one sets the password.
    if (found.ok) await spendOneTimeCode(trx, found.hash, now);
    return found;
  });
  if (!opened.ok) return refuse(opened.code);
  const { merchantId, subjectId } = opened;
  const staff = await inMerchant(db, merchantId, (trx) => findStaff(merchantId, trx, subjectId));
  if (!staff?.user_id || staff.archived_at) return refuse('code_invalid');
  const email = await replacePassword(signIn, db.kysely, staff.user_id, password);
  await tellWorkplaces(deps, staff.user_id, now);
  return { ok: true, cookies: await startSession(signIn, { email, password }) };
}

/** The log of every merchant the person works for says so; other links are void. */
async function tellWorkplaces(deps: PasswordResetDeps, userId: string, at: number): Promise<void> {
  for (const { merchantId, staffId } of await workplacesOf(deps.db, userId)) {
    const subject = { purpose: 'password_reset', merchantId, subjectId: staffId, now: at } as const;
    await inMerchant(deps.db, merchantId, async (trx) => {
      await revokeOneTimeCodes(trx, subject);
      await audit(trx, {
        merchantId,
        at,
        actor: `staff:${staffId}`,
        action: 'staff.password_reset',
        subject: encodeId('stf', staffId),
      });
    });
  }
}
