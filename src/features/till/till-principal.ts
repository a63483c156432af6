import { type Permission, ROLE_PERMISSIONS, type Role } from '#contract/permissions.ts';
import { type Refused, refuse } from '#contract/refusals.ts';
import { findStaff } from '#features/staff/index.ts';
import { secretHash } from '#platform/auth/secret.ts';
import { inMerchant, type MerchantTransaction } from '#platform/db/tenant.ts';
import { isBeyond, type TillPrincipal } from '#platform/http/index.ts';
import type { TillDeps } from './deps.ts';

export type TillRequest = { headers: { [name: string]: string | string[] | undefined } };

const SEEN_EVERY_MS = 60_000;

/** What people do at a till; keys, staff and settings need a sign-in with a password. */
const AT_THE_TILL: readonly Permission[] = [
  'members:read',
  'members:write',
  'orders:read',
  'orders:write',
  'visits:write',
  'redemptions:write',
  'rewards:read',
  'reversals:write',
  'adjustments:write',
  'program:read',
];

const tillPermissions = (role: Role): Permission[] =>
  AT_THE_TILL.filter((permission) => ROLE_PERMISSIONS[role].includes(permission));

/**
 * The device behind `Authorization: Till …`, with the person behind `X-Staff-Session`. An ended
 * session leaves the till alone: it asks for the PIN again.
 */
export const tillResolver =
  (deps: TillDeps) =>
  async (request: TillRequest): Promise<TillPrincipal | Refused | null> => {
    const token = /^Till (\S+)$/i.exec(String(request.headers.authorization ?? ''))?.[1];
    if (token === undefined) return null;
    const known = await findToken(deps, token);
    if (!known) return refuse('unauthenticated');
    if (known.revoked_at) return refuse('till_revoked');
    const session = request.headers['x-staff-session'];
    const staffId =
      typeof session === 'string' ? await findSession(deps, known, session) : undefined;
    return inMerchant(deps.db, known.merchant_id, (trx) =>
      principalOf(trx, known, staffId, deps.clock.now()),
    );
  };

type Token = { merchant_id: string; till_id: string };

const findToken = (deps: TillDeps, token: string) =>
  deps.db.kysely
    .selectFrom('control.till_token')
    .select(['merchant_id', 'till_id', 'revoked_at'])
    .where('hash', '=', secretHash(token))
    .executeTakeFirst();

async function findSession(deps: TillDeps, token: Token, session: string) {
  const row = await deps.db.kysely
    .selectFrom('control.till_session')
    .select('staff_id')
    .where('hash', '=', secretHash(session))
    .where('merchant_id', '=', token.merchant_id)
    .where('till_id', '=', token.till_id)
    .where('expires_at', '>', new Date(deps.clock.now()))
    .executeTakeFirst();
  return row?.staff_id;
}

async function principalOf(
  trx: MerchantTransaction,
  { merchant_id: merchantId, till_id: tillId }: Token,
  staffId: string | undefined,
  now: number,
): Promise<TillPrincipal | Refused> {
  const till = await trx
    .selectFrom('till')
    .select(['location_id', 'last_seen_at', 'revoked_at'])
    .where('merchant_id', '=', merchantId)
    .where('id', '=', tillId)
    .executeTakeFirst();
  if (!till || till.revoked_at) return refuse('till_revoked');
  if (now - (till.last_seen_at?.getTime() ?? 0) >= SEEN_EVERY_MS) {
    await noteSeen(trx, merchantId, tillId, now);
  }
  const staff = staffId === undefined ? undefined : await findStaff(merchantId, trx, staffId);
  const worksHere = staff && !staff.archived_at && !isBeyond(staff.location_ids, till.location_id);
  const present = worksHere ? staff : null;
  return {
    kind: 'till',
    merchantId,
    tillId,
    locationId: till.location_id,
    staffId: present?.id ?? null,
    role: present?.role ?? null,
    permissions: present ? tillPermissions(present.role) : [],
    locationIds: present?.location_ids ?? null,
  };
}

async function noteSeen(
  trx: MerchantTransaction,
  merchantId: string,
  tillId: string,
  now: number,
): Promise<void> {
  await trx
    .updateTable('till')
    .set({ last_seen_at: new Date(now) })
    .where('merchant_id', '=', merchantId)
    .where('id', '=', tillId)
    .execute();
}
