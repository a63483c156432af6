import { ROLE_PERMISSIONS } from '#contract/permissions.ts';
import { type Refused, refuse } from '#contract/refusals.ts';
import { findStaff } from '#features/staff/index.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import type { TillPrincipal } from '#platform/http/index.ts';
import { decodeId } from '#platform/ids/ids.ts';
import type { TillDeps } from './deps.ts';

/** What a device may say of people without their PIN at hand: what every staff member may do. */
const WITHOUT_PIN = ROLE_PERMISSIONS.staff;

/**
 * Who did it. Actions wait on the device while people change, so each names its person; the session
 * of the one who is there now gives their own rights and nobody else's.
 */
export const personOf = async (
  deps: TillDeps,
  till: TillPrincipal,
  named: string | undefined,
): Promise<{ ok: true; principal: TillPrincipal } | Refused> => {
  if (named === undefined) {
    return till.staffId === null ? refuse('forbidden') : { ok: true, principal: till };
  }
  const staffId = decodeId('stf', named);
  if (staffId === null) return refuse('not_found');
  if (staffId === till.staffId) return { ok: true, principal: till };
  const staff = await inMerchant(deps.db, till.merchantId, (trx) =>
    findStaff(till.merchantId, trx, staffId),
  );
  if (!staff) return refuse('not_found');
  const { role } = staff;
  return {
    ok: true,
    principal: { ...till, staffId, role, permissions: WITHOUT_PIN, locationIds: null },
  };
};
