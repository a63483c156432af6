import type { Db } from '#platform/db/database.ts';
import { inMerchant, type MerchantTransaction } from '#platform/db/tenant.ts';
import { decodeId } from '#platform/ids/ids.ts';
import type { EnrollmentKeys } from './enroll-member.ts';

/** What an earlier request with one of these keys did. */
export type Earlier = {
  /** False: the key belongs to another request. */
  matches: boolean;
  memberId: string | null;
};

/**
 * Looks keys up before anything is written: a repeat must find its own member before that member's
 * phone number refuses it.
 */
export const findEarlier = async (
  db: Db,
  merchantId: string,
  keys: EnrollmentKeys,
): Promise<Earlier | null> => {
  if (!keys.idempotency && !keys.device) return null;
  return inMerchant(db, merchantId, async (trx) => {
    const byDevice = keys.device && (await deviceAction(merchantId, keys.device, trx));
    return (
      byDevice ?? (keys.idempotency && (await stored(merchantId, keys.idempotency, trx))) ?? null
    );
  });
};

const deviceAction = async (
  merchantId: string,
  device: NonNullable<EnrollmentKeys['device']>,
  trx: MerchantTransaction,
): Promise<Earlier | null> => {
  const row = await trx
    .selectFrom('device_action')
    .leftJoin('decision', (join) =>
      join
        .onRef('decision.merchant_id', '=', 'device_action.merchant_id')
        .onRef('decision.id', '=', 'device_action.decision_id'),
    )
    .select(['device_action.hash', 'decision.member_id'])
    .where('device_action.merchant_id', '=', merchantId)
    .where('device_action.till_id', '=', device.till_id)
    .where('device_action.sequence', '=', device.sequence)
    .executeTakeFirst();
  if (!row) return null;
  return { matches: row.hash === device.hash, memberId: row.member_id };
};

const stored = async (
  merchantId: string,
  { principal, key, hash }: NonNullable<EnrollmentKeys['idempotency']>,
  trx: MerchantTransaction,
): Promise<Earlier | null> => {
  const row = await trx
    .selectFrom('idempotency_key')
    .select(['hash', 'body'])
    .where('merchant_id', '=', merchantId)
    .where('principal', '=', principal)
    .where('key', '=', key)
    .executeTakeFirst();
  if (!row) return null;
  const { id } = (row.body ?? {}) as { id?: unknown };
  return { matches: row.hash === hash, memberId: decodeId('mem', String(id)) };
};
