import { ownerLink, passwordResetLink } from '#platform/auth/links.ts';
import { issueOneTimeCode, revokeOneTimeCodes } from '#platform/auth/one-time-code.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import type { Deps } from '#platform/http/index.ts';

export type SignInLink = { link: string; email: string | null; expiresAt: Date };

/**
 * A link for an owner whom no e-mail reaches: to a new password, or to the set-up for one who never
 * opened theirs. `email` picks among several owners, else it is the first. Null: there is none.
 */
export async function issueSignInLink(
  deps: Pick<Deps, 'db' | 'clock' | 'origin'>,
  merchantId: string,
  email: string | undefined,
): Promise<SignInLink | null> {
  return inMerchant(deps.db, merchantId, async (trx) => {
    const owner = await trx
      .selectFrom('staff')
      .select(['id', 'email', 'user_id'])
      .where('merchant_id', '=', merchantId)
      .where('role', '=', 'owner')
      .where('archived_at', 'is', null)
      .$if(email !== undefined, (query) => query.where('email', '=', email ?? ''))
      .orderBy('id')
      .limit(1)
      .executeTakeFirst();
    if (!owner) return null;
    const purpose = owner.user_id === null ? 'owner_link' : 'password_reset';
    const issue = { purpose, merchantId, subjectId: owner.id, now: deps.clock.now() } as const;
    await revokeOneTimeCodes(trx, issue);
    const { code, expiresAt } = await issueOneTimeCode(trx, issue);
    const linkTo = purpose === 'owner_link' ? ownerLink : passwordResetLink;
    return { link: linkTo(deps.origin(), code), email: owner.email, expiresAt };
  });
}
