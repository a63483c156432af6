import { permissionsOf } from '#contract/permissions.ts';
import { type Refused, refuse } from '#contract/refusals.ts';
import { signedInUser } from '#platform/auth/users.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import type { StaffPrincipal } from '#platform/http/index.ts';
import { decodeId } from '#platform/ids/ids.ts';
import type { StaffDeps } from './deps.ts';
import { findStaff } from './staff-queries.ts';

/** What of a web request says who is signed in. */
export type SessionRequest = {
  url: string;
  headers: { cookie?: string | undefined; [name: string]: string | string[] | undefined };
};

const SESSION_COOKIE = /(?:^|;\s*)(?:__Secure-)?stamgast\.session_token=/;

/**
 * The person behind a session cookie, for the API alone: pages for the public are nobody's. A
 * session that has ended is no credential, so that what is public still works.
 */
export const staffResolver =
  (deps: StaffDeps) =>
  async (request: SessionRequest): Promise<StaffPrincipal | Refused | null> => {
    const { cookie } = request.headers;
    if (!request.url.startsWith('/v1/') || !cookie || !SESSION_COOKIE.test(cookie)) return null;
    const userId = await signedInUser(deps.signIn, cookie);
    if (userId === null) return null;
    const merchantId = await chosenMerchant(deps, userId, request.headers['x-merchant']);
    if (merchantId === null || typeof merchantId !== 'string') return merchantId;
    return staffPrincipal(deps, merchantId, userId);
  };

/** The merchants a user works for, the first joined first. */
export function merchantsOf(deps: Pick<StaffDeps, 'db'>, userId: string) {
  return deps.db.kysely
    .selectFrom('control.staff_directory')
    .select(['merchant_id', 'staff_id'])
    .where('user_id', '=', userId)
    .orderBy('staff_id')
    .limit(100)
    .execute();
}

/** The header chooses among one's own merchants; of several one must be chosen. */
async function chosenMerchant(
  deps: StaffDeps,
  userId: string,
  header: string | string[] | undefined,
): Promise<string | Refused | null> {
  const own = await merchantsOf(deps, userId);
  if (header === undefined) {
    if (own.length > 1) return refuse('merchant_required');
    return own[0]?.merchant_id ?? null;
  }
  const wanted = decodeId('mer', String(header));
  return own.find((row) => row.merchant_id === wanted)?.merchant_id ?? refuse('not_found');
}

function staffPrincipal(
  deps: StaffDeps,
  merchantId: string,
  userId: string,
): Promise<StaffPrincipal | null> {
  return inMerchant(deps.db, merchantId, async (trx) => {
    const directory = await trx
      .selectFrom('control.staff_directory')
      .select('staff_id')
      .where('user_id', '=', userId)
      .where('merchant_id', '=', merchantId)
      .executeTakeFirst();
    const staff = directory && (await findStaff(merchantId, trx, directory.staff_id));
    if (!staff || staff.archived_at) return null;
    return {
      kind: 'staff',
      merchantId,
      staffId: staff.id,
      userId,
      role: staff.role,
      permissions: permissionsOf(staff.role, staff.location_ids !== null),
      locationIds: staff.location_ids,
    };
  });
}
