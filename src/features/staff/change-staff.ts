import type { z } from 'zod';
import type { Role } from '#contract/permissions.ts';
import { type Refused, refuse } from '#contract/refusals.ts';
import type { changeStaffSchema, Staff } from '#contract/staff.ts';
import { audit, auditBy } from '#features/audit/index.ts';
import { inMerchant, type MerchantTransaction } from '#platform/db/tenant.ts';
import type { MerchantPrincipal } from '#platform/http/index.ts';
import { encodeId } from '#platform/ids/ids.ts';
import type { StaffDeps } from './deps.ts';
import { readPlaces, showPlaces } from './read-places.ts';
import { findStaff, lockOwners, lockStaff, type StoredStaff } from './staff-queries.ts';
import { staffView } from './staff-view.ts';

type Change = z.output<typeof changeStaffSchema>;
type Terms = Pick<StoredStaff, 'name' | 'role' | 'location_ids'>;
type Changed = { ok: true; staff: Staff } | Refused;

/** Terms of a person's work as the log tells them. */
const told = ({ name, role, location_ids }: Terms) => ({
  name,
  role,
  location_ids: showPlaces(location_ids),
});

/** Renames a person, gives them another role or other locations. The last owner keeps the role. */
export function changeStaff(
  deps: StaffDeps,
  principal: MerchantPrincipal,
  id: string,
  change: Change,
): Promise<Changed> {
  const { merchantId } = principal;
  return inMerchant(deps.db, merchantId, async (trx): Promise<Changed> => {
    const before = await staffToChange(merchantId, trx, id);
    if ('ok' in before) return before;
    const { name = before.name, role = before.role } = change;
    if (role !== 'owner' && (await isLastOwner(merchantId, trx, before))) {
      return refuse('last_owner');
    }
    const read = await placesAfter(merchantId, trx, before, { ...change, role });
    if (!read.ok) return read;
    const after: Terms = { name, role, location_ids: read.places };
    await trx
      .updateTable('staff')
      .set(after)
      .where('merchant_id', '=', merchantId)
      .where('id', '=', id)
      .execute();
    await audit(trx, {
      merchantId,
      at: deps.clock.now(),
      actor: auditBy(principal).actor,
      action: 'staff.changed',
      subject: encodeId('stf', id),
      details: { from: told(before), to: told(after) },
    });
    return { ok: true, staff: staffView({ ...before, ...after }) };
  });
}

/** Who becomes an owner is limited no longer. */
function placesAfter(
  merchantId: string,
  trx: MerchantTransaction,
  before: StoredStaff,
  { role, location_ids }: Change & { role: Role },
): ReturnType<typeof readPlaces> {
  if (location_ids !== undefined) return readPlaces(merchantId, trx, role, location_ids);
  return Promise.resolve({ ok: true, places: role === 'owner' ? null : before.location_ids });
}

/** Ends a person's work here: no sign-in, no PIN; what they did stays theirs. */
export function archiveStaff(
  deps: StaffDeps,
  principal: MerchantPrincipal,
  id: string,
): Promise<Changed> {
  const { merchantId } = principal;
  return inMerchant(deps.db, merchantId, async (trx): Promise<Changed> => {
    const before = await staffToChange(merchantId, trx, id);
    if ('ok' in before) return before;
    if (await isLastOwner(merchantId, trx, before)) return refuse('last_owner');
    const at = deps.clock.now();
    const gone = { archived_at: new Date(at), pin_hash: null, user_id: null };
    await trx
      .updateTable('staff')
      .set(gone)
      .where('merchant_id', '=', merchantId)
      .where('id', '=', id)
      .execute();
    await trx
      .deleteFrom('control.staff_directory')
      .where('merchant_id', '=', merchantId)
      .where('staff_id', '=', id)
      .execute();
    await endTillSessions(merchantId, trx, id);
    await audit(trx, {
      merchantId,
      at,
      actor: auditBy(principal).actor,
      action: 'staff.archived',
      subject: encodeId('stf', id),
      details: { name: before.name, role: before.role },
    });
    return { ok: true, staff: staffView({ ...before, ...gone }) };
  });
}

/** Signs a person out of every till. */
export async function endTillSessions(
  merchantId: string,
  trx: MerchantTransaction,
  staffId: string,
): Promise<void> {
  await trx
    .deleteFrom('control.till_session')
    .where('merchant_id', '=', merchantId)
    .where('staff_id', '=', staffId)
    .execute();
}

/** Owners are always locked before the person, so that two changes can't wait for each other. */
async function staffToChange(
  merchantId: string,
  trx: MerchantTransaction,
  id: string,
): Promise<StoredStaff | Refused> {
  const known = await findStaff(merchantId, trx, id);
  if (!known || known.archived_at) return refuse('not_found');
  if (known.role === 'owner') await lockOwners(merchantId, trx);
  const row = await lockStaff(merchantId, trx, id);
  return row && !row.archived_at ? row : refuse('not_found');
}

async function isLastOwner(
  merchantId: string,
  trx: MerchantTransaction,
  row: StoredStaff,
): Promise<boolean> {
  if (row.role !== 'owner' || row.user_id === null) return false;
  const owners = await lockOwners(merchantId, trx);
  return owners.length === 1 && owners[0] === row.id;
}
