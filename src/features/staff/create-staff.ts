import type { z } from 'zod';
import type { createStaffSchema, Staff } from '#contract/staff.ts';
import { audit, auditBy } from '#features/audit/index.ts';
import type { MerchantTransaction } from '#platform/db/tenant.ts';
import type { MerchantPrincipal } from '#platform/http/index.ts';
import { encodeId, newId } from '#platform/ids/ids.ts';
import type { StaffDeps } from './deps.ts';
import { findStaff } from './staff-queries.ts';
import { staffView } from './staff-view.ts';

type NewStaff = z.output<typeof createStaffSchema>;

/** Adds a person who works at the till with a PIN and has no user to sign in with. */
export async function createStaff(
  trx: MerchantTransaction,
  deps: Pick<StaffDeps, 'clock'>,
  principal: MerchantPrincipal,
  { name, role }: NewStaff,
): Promise<Staff> {
  const { merchantId } = principal;
  const id = newId();
  const at = deps.clock.now();
  await trx
    .insertInto('staff')
    .values({ merchant_id: merchantId, id, name, role, created_at: new Date(at) })
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
}
