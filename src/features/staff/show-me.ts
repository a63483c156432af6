import type { z } from 'zod';
import type { meSchema } from '#contract/staff.ts';
import { hasChosenPassword } from '#platform/auth/first-password.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import type { StaffPrincipal } from '#platform/http/index.ts';
import { encodeId } from '#platform/ids/ids.ts';
import type { StaffDeps } from './deps.ts';
import { merchantsOf } from './staff-principal.ts';
import { findStaff } from './staff-queries.ts';
import { staffView } from './staff-view.ts';

/** Who is signed in, what they may do, and which merchants they can switch to. */
export async function showMe(
  deps: StaffDeps,
  principal: StaffPrincipal,
): Promise<z.infer<typeof meSchema>> {
  const { merchantId, staffId, userId, permissions } = principal;
  const staff = await inMerchant(deps.db, merchantId, (trx) => findStaff(merchantId, trx, staffId));
  if (!staff) throw new Error('the person signed in has no row');
  const merchants: { id: string; name: string }[] = [];
  for (const { merchant_id } of await merchantsOf(deps, userId)) {
    merchants.push({ id: encodeId('mer', merchant_id), name: await nameOf(deps, merchant_id) });
  }
  const merchant = merchants.find((each) => each.id === encodeId('mer', merchantId));
  if (!merchant) throw new Error('the merchant of the session is not in the directory');
  return {
    staff: staffView(staff),
    permissions: [...permissions],
    password_chosen: await hasChosenPassword(deps.db.kysely, userId),
    merchant,
    merchants,
  };
}

async function nameOf(deps: StaffDeps, merchantId: string): Promise<string> {
  const row = await inMerchant(deps.db, merchantId, (trx) =>
    trx
      .selectFrom('merchant')
      .select('name')
      .where('merchant_id', '=', merchantId)
      .executeTakeFirstOrThrow(),
  );
  return row.name;
}
