import { ownerLink } from '#platform/auth/links.ts';
import { issueOneTimeCode, revokeOneTimeCodes } from '#platform/auth/one-time-code.ts';
import type { Deps } from '#platform/http/index.ts';
import { NIL_ID } from '#platform/ids/ids.ts';

/** In the place of a merchant and a person while an installation has neither. */
export const NOBODY = NIL_ID;

/**
 * The link that lets the first owner in, printed at every start until one has chosen a password:
 * null from then on. It replaces the link of an earlier start.
 */
export async function ensureSetupLink(
  deps: Pick<Deps, 'db' | 'clock' | 'origin'>,
): Promise<string | null> {
  const { kysely } = deps.db;
  const someone = await kysely
    .selectFrom('control.staff_directory as directory')
    .innerJoin('control.auth_account as account', 'account.user_id', 'directory.user_id')
    .select('directory.user_id')
    .where('account.password_chosen', '=', true)
    .limit(1)
    .executeTakeFirst();
  if (someone) return null;
  const issue = {
    purpose: 'owner_link',
    ...(await firstOwner(deps)),
    now: deps.clock.now(),
  } as const;
  await revokeOneTimeCodes(kysely, issue);
  const { code } = await issueOneTimeCode(kysely, issue);
  return ownerLink(deps.origin(), code);
}

/** The owner of the merchant made first, by the command line; nobody in an empty installation. */
async function firstOwner(
  deps: Pick<Deps, 'db'>,
): Promise<{ merchantId: string; subjectId: string }> {
  const found = await deps.db.owner.query<{ merchantId: string; subjectId: string }>(
    `select s.merchant_id as "merchantId", s.id as "subjectId"
     from stamgast.staff s join stamgast.merchant m using (merchant_id)
     where s.role = 'owner' and s.archived_at is null and not m.demo
     order by m.created_at, s.id limit 1`,
  );
  return found.rows[0] ?? { merchantId: NOBODY, subjectId: NOBODY };
}
