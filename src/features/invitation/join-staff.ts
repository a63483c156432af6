import type { z } from 'zod';
import type { claimedSchema } from '#contract/invitation.ts';
import type { Role } from '#contract/permissions.ts';
import { audit } from '#features/audit/index.ts';
import type { MerchantTransaction } from '#platform/db/tenant.ts';
import { encodeId } from '#platform/ids/ids.ts';
import { findMerchantHead } from './invitation-queries.ts';

export type Claimed = z.infer<typeof claimedSchema>;

type Joining = {
  merchantId: string;
  staffId: string;
  userId: string;
  name: string;
  role: Role;
  at: number;
};

/** Connects a person with the user they sign in as: from now on the merchant is theirs to enter. */
export async function enterDirectory(trx: MerchantTransaction, who: Joining): Promise<Claimed> {
  const { merchantId, staffId, userId, name, role, at } = who;
  await trx
    .insertInto('control.staff_directory')
    .values({ user_id: userId, merchant_id: merchantId, staff_id: staffId })
    .execute();
  await audit(trx, {
    merchantId,
    at,
    actor: `staff:${staffId}`,
    action: 'staff.joined',
    subject: encodeId('stf', staffId),
    details: { name, role },
  });
  return describeClaim(trx, who);
}

/** Who came in where, as a claim answers it. */
export async function describeClaim(
  trx: MerchantTransaction,
  { merchantId, staffId, name, role }: Omit<Joining, 'userId' | 'at'>,
): Promise<Claimed> {
  const merchant = await findMerchantHead(merchantId, trx);
  return {
    staff: { id: encodeId('stf', staffId), name, role },
    merchant: { id: encodeId('mer', merchantId), name: merchant.name },
  };
}

/** True when this user already works for the merchant. */
export async function worksHere(
  trx: MerchantTransaction,
  merchantId: string,
  userId: string,
): Promise<boolean> {
  const row = await trx
    .selectFrom('control.staff_directory')
    .select('staff_id')
    .where('merchant_id', '=', merchantId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return row !== undefined;
}
