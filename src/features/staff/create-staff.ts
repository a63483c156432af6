import type { z } from 'zod';
import type { createStaffSchema, Staff } from '#contract/staff.ts';
import { audit, auditBy } from '#features/audit/index.ts';
import { slowHash } from '#platform/auth/slow-hash.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import type { MerchantPrincipal } from '#platform/http/index.ts';
import { encodeId, newId } from '#platform/ids/ids.ts';
import type { StaffDeps } from './deps.ts';
import { findStaff } from './staff-queries.ts';
import { staffView } from './staff-view.ts';

type NewStaff = z.output<typeof createStaffSchema>;

/** Adds a person who works at the till with a PIN and has no user to sign in with. */
export async function createStaff(
  deps: StaffDeps,
  principal: MerchantPrincipal,
  { name, role, pin }: NewStaff,
): Promise<Staff> {
  const { merchantId } = principal;
  const id = newId();
  const at = deps.clock.now();
  const pinHash = pin === undefined ? null : await slowHash(pin);
  return inMerchant(deps.db, merchantId, async (trx) => {
    await trx
      .insertInto('staff')
      .values({
        merchant_id: merchantId,
        id,
        name,
        role,
        pin_hash: pinHash,
        created_at: new Date(at),
      })
      .execute();
    await audit(trx, {
      merchantId,
      at,
      actor: auditBy(principal).actor,
      action: 'staff.created',
      subject: encodeId('stf', id),
      details: { name, role },
    });
    const row = await findStaff(merchantId, trx, id);
    if (!row) throw new Error('a person just added is missing');
    return staffView(row);
  });
}
