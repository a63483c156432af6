import type { z } from 'zod';
import type { Refused } from '#contract/refusals.ts';
import type { createStaffSchema, Staff } from '#contract/staff.ts';
import { audit, auditBy } from '#features/audit/index.ts';
import type { MerchantTransaction } from '#platform/db/tenant.ts';
import type { MerchantPrincipal } from '#platform/http/index.ts';
import { encodeId, newId } from '#platform/ids/ids.ts';
import type { StaffDeps } from './deps.ts';
import { readPlaces } from './read-places.ts';
import { findStaff } from './staff-queries.ts';
import { staffView } from './staff-view.ts';

type NewStaff = z.output<typeof createStaffSchema>;
type Created = { ok: true; staff: Staff } | Refused;

/** Adds a person who works at the till with a PIN and has no user to sign in with. */
export async function createStaff(
  trx: MerchantTransaction,
  deps: Pick<StaffDeps, 'clock'>,
  principal: MerchantPrincipal,
  { name, role, location_ids }: NewStaff,
): Promise<Created> {
  const { merchantId } = principal;
  const read = await readPlaces(merchantId, trx, role, location_ids);
  if (!read.ok) return read;
  const id = newId();
  const at = deps.clock.now();
  await trx
    .insertInto('staff')
    .values({
      merchant_id: merchantId,
      id,
      name,
      role,
      location_ids: read.places,
      created_at: new Date(at),
    })
    .execute();
  await audit(trx, {
    merchantId,
    at,
    actor: auditBy(principal).actor,
    action: 'staff.created',
    subject: encodeId('stf', id),
    details: { name, role, location_ids },
  });
  const row = await findStaff(merchantId, trx, id);
  if (!row) throw new Error('a person just added is missing');
  return { ok: true, staff: staffView(row) };
}
