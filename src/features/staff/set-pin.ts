import { type Refused, refuse } from '#contract/refusals.ts';
import { audit, auditBy } from '#features/audit/index.ts';
import { slowHash } from '#platform/auth/slow-hash.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import type { MerchantPrincipal } from '#platform/http/index.ts';
import { encodeId } from '#platform/ids/ids.ts';
import { endTillSessions } from './change-staff.ts';
import type { StaffDeps } from './deps.ts';
import { isTooEasy } from './easy-pin.ts';
import { lockStaff } from './staff-queries.ts';

/** Gives a person a new PIN, lifts a lock-out and signs them out of every till. */
export async function setPin(
  deps: StaffDeps,
  principal: MerchantPrincipal,
  staffId: string,
  pin: string,
): Promise<{ ok: true } | Refused> {
  if (isTooEasy(pin)) return refuse('pin_too_easy');
  const { merchantId } = principal;
  const pinHash = await slowHash(pin);
  return inMerchant(deps.db, merchantId, async (trx): Promise<{ ok: true } | Refused> => {
    const staff = await lockStaff(merchantId, trx, staffId);
    if (!staff || staff.archived_at) return refuse('not_found');
    await trx
      .updateTable('staff')
      .set({ pin_hash: pinHash, pin_failures: 0, pin_locked_until: null })
      .where('merchant_id', '=', merchantId)
      .where('id', '=', staffId)
      .execute();
    await endTillSessions(merchantId, trx, staffId);
    await audit(trx, {
      merchantId,
      at: deps.clock.now(),
      actor: auditBy(principal).actor,
      action: 'staff.pin_set',
      subject: encodeId('stf', staffId),
    });
    return { ok: true };
  });
}
