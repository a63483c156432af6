import type { MerchantTransaction } from '#platform/db/tenant.ts';

const COLUMNS = ['id', 'email', 'name', 'role', 'location_ids'] as const;
const TIMES = ['expires_at', 'accepted_at', 'created_at'] as const;

/** More open invitations than any shop has. */
export const MAX_INVITATIONS = 1000;

/** Those that can still be accepted, the newest first. */
export function findOpenInvitations(merchantId: string, trx: MerchantTransaction, now: Date) {
  return trx
    .selectFrom('invitation')
    .select([...COLUMNS, ...TIMES])
    .where('merchant_id', '=', merchantId)
    .where('accepted_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('created_at', 'desc')
    .limit(MAX_INVITATIONS)
    .execute();
}

export function findInvitation(merchantId: string, trx: MerchantTransaction, id: string) {
  return trx
    .selectFrom('invitation')
    .select([...COLUMNS, ...TIMES])
    .where('merchant_id', '=', merchantId)
    .where('id', '=', id)
    .executeTakeFirst();
}

export type StoredInvitation = NonNullable<Awaited<ReturnType<typeof findInvitation>>>;

export function findMerchantHead(merchantId: string, trx: MerchantTransaction) {
  return trx
    .selectFrom('merchant')
    .select(['name', 'locale', 'zone'])
    .where('merchant_id', '=', merchantId)
    .executeTakeFirstOrThrow();
}
