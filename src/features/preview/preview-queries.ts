import type { ProgramVersion } from '#core/program.ts';
import type { MerchantTransaction } from '#platform/db/tenant.ts';

/** Names of all locations, also of archived ones. */
export const findLocationNames = async (
  merchantId: string,
  trx: MerchantTransaction,
): Promise<Map<string, string>> => {
  const rows = await trx
    .selectFrom('location')
    .select(['id', 'name'])
    .where('merchant_id', '=', merchantId)
    .limit(10_000)
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
};

/** Whose decision it is, where it was made, and where it stands among theirs. */
export const findDecision = (merchantId: string, id: string, trx: MerchantTransaction) =>
  trx
    .selectFrom('decision')
    .select(['member_id', 'location_id', 'version'])
    .where('merchant_id', '=', merchantId)
    .where('id', '=', id)
    .executeTakeFirst();

const PAST = ['id', 'at', 'program_version', 'event', 'facts'] as const;

/** What a member's decisions up to one were made from, oldest first, one more than `most`. */
export const findPast = async (
  merchantId: string,
  { memberId, version, most }: { memberId: string; version: number; most: number },
  trx: MerchantTransaction,
) => {
  const rows = await trx
    .selectFrom('decision')
    .select(PAST)
    .where('merchant_id', '=', merchantId)
    .where('member_id', '=', memberId)
    .where('version', '<=', version)
    .orderBy('version')
    .limit(most + 1)
    .execute();
  return rows.map((row) => ({ ...row, at: row.at.getTime() }));
};

/** Versions of the program by their numbers. */
export const findVersions = async (
  merchantId: string,
  numbers: readonly number[],
  trx: MerchantTransaction,
): Promise<Map<number, ProgramVersion>> => {
  const rows = await trx
    .selectFrom('program_version')
    .select(['number', 'document'])
    .where('merchant_id', '=', merchantId)
    .where('number', 'in', numbers)
    .execute();
  return new Map(rows.map((row) => [row.number, row]));
};
