import { sql } from 'kysely';
import type { Role } from '#contract/permissions.ts';
import type { MerchantTransaction } from '#platform/db/tenant.ts';

const COLUMNS = [
  'id',
  'user_id',
  'name',
  'email',
  'role',
  'location_ids',
  'pin_hash',
  'pin_failures',
  'pin_locked_until',
  'archived_at',
  'created_at',
] as const;

/** More people than any shop employs; a list without pages. */
export const MAX_STAFF = 1000;

/** Everyone who works here, the archived last. */
export function findAllStaff(merchantId: string, trx: MerchantTransaction) {
  return trx
    .selectFrom('staff')
    .select(COLUMNS)
    .where('merchant_id', '=', merchantId)
    .orderBy(sql`archived_at is not null`)
    .orderBy('name')
    .limit(MAX_STAFF)
    .execute();
}

export function findStaff(merchantId: string, trx: MerchantTransaction, id: string) {
  return trx
    .selectFrom('staff')
    .select(COLUMNS)
    .where('merchant_id', '=', merchantId)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** The row, locked until the transaction ends. */
export function lockStaff(merchantId: string, trx: MerchantTransaction, id: string) {
  return trx
    .selectFrom('staff')
    .select(COLUMNS)
    .where('merchant_id', '=', merchantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export function findStaffByEmail(merchantId: string, trx: MerchantTransaction, email: string) {
  return trx
    .selectFrom('staff')
    .select(COLUMNS)
    .where('merchant_id', '=', merchantId)
    .where('email', '=', email)
    .where('archived_at', 'is', null)
    .executeTakeFirst();
}

/** Owners who can sign in. Locks them in id order, so of two who leave at once one stays. */
export async function lockOwners(merchantId: string, trx: MerchantTransaction): Promise<string[]> {
  const owners = await trx
    .selectFrom('staff')
    .select('id')
    .where('merchant_id', '=', merchantId)
    .where('role', '=', 'owner' satisfies Role)
    .where('user_id', 'is not', null)
    .where('archived_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute();
  return owners.map((owner) => owner.id);
}

export type StoredStaff = NonNullable<Awaited<ReturnType<typeof findStaff>>>;
