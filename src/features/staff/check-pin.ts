import { type Refused, refuse } from '#contract/refusals.ts';
import { audit, auditBy } from '#features/audit/index.ts';
import { slowVerify } from '#platform/auth/slow-hash.ts';
import { inMerchant, type MerchantTransaction } from '#platform/db/tenant.ts';
import { isBeyond, type TillPrincipal } from '#platform/http/index.ts';
import { encodeId } from '#platform/ids/ids.ts';
import type { StaffDeps } from './deps.ts';
import { afterFailure, FREE_FAILURES, type PinLock, secondsLocked } from './pin-lock.ts';
import { lockStaff, type StoredStaff } from './staff-queries.ts';

type Checked = { ok: true; staff: StoredStaff } | Refused;
type Begun = { ok: true; staff: StoredStaff; lock: PinLock } | Refused;
type Deps = Pick<StaffDeps, 'db' | 'clock'>;

/**
 * Checks the PIN a person enters at a till. The attempt is counted before the slow comparison and
 * taken back after a right one: a hundred guesses at once count as a hundred.
 */
export async function checkPin(
  deps: Deps,
  till: TillPrincipal,
  staffId: string,
  pin: string,
): Promise<Checked> {
  const { merchantId } = till;
  const now = deps.clock.now();
  const begun = await inMerchant(deps.db, merchantId, (trx) => countGuess(trx, till, staffId, now));
  if (!begun.ok) return begun;
  const { staff, lock } = begun;
  const right = await slowVerify(pin, staff.pin_hash ?? '');
  return inMerchant(deps.db, merchantId, async (trx): Promise<Checked> => {
    if (!right) return refuseGuess(trx, till, staffId, lock, now);
    await writeLock(trx, merchantId, staffId, { failures: 0, lockedUntil: null });
    return { ok: true, staff };
  });
}

async function countGuess(
  trx: MerchantTransaction,
  { merchantId, locationId }: TillPrincipal,
  staffId: string,
  now: number,
): Promise<Begun> {
  const staff = await lockStaff(merchantId, trx, staffId);
  if (!staff || staff.archived_at || isBeyond(staff.location_ids, locationId)) {
    return refuse('not_found');
  }
  if (staff.pin_hash === null) return refuse('pin_unset');
  const seconds = secondsLocked(staff.pin_locked_until, now);
  if (seconds > 0) return refuse('pin_locked', { seconds });
  const lock = afterFailure(staff.pin_failures, now);
  await writeLock(trx, merchantId, staffId, lock);
  return { ok: true, staff, lock };
}

async function refuseGuess(
  trx: MerchantTransaction,
  till: TillPrincipal,
  staffId: string,
  { failures, lockedUntil }: PinLock,
  now: number,
): Promise<Refused> {
  if (lockedUntil === null) return refuse('pin_wrong', { left: FREE_FAILURES - failures });
  const seconds = Math.ceil((lockedUntil - now) / 1000);
  await audit(trx, {
    merchantId: till.merchantId,
    at: now,
    actor: `till:${till.tillId}`,
    action: 'staff.pin_locked',
    subject: encodeId('stf', staffId),
    details: { ...auditBy(till).where, failures, seconds },
  });
  return refuse('pin_locked', { seconds });
}

async function writeLock(
  trx: MerchantTransaction,
  merchantId: string,
  staffId: string,
  { failures, lockedUntil }: PinLock,
): Promise<void> {
  await trx
    .updateTable('staff')
    .set({
      pin_failures: failures,
      pin_locked_until: lockedUntil === null ? null : new Date(lockedUntil),
    })
    .where('merchant_id', '=', merchantId)
    .where('id', '=', staffId)
    .execute();
}
