import { sql } from 'kysely';
import type { Locale } from '#core/program.ts';
import type { MerchantTransaction } from '#platform/db/tenant.ts';

export type MemberRow = {
  id: string;
  enrolled_at: Date | null;
  name: string | null;
  phone: string | null;
  email: string | null;
  birthday: string | null;
  locale: Locale | null;
  note: string | null;
  tags: string[];
  source: string;
  created_at: Date;
  visits: number;
  last_visit_at: Date | null;
};

export const members = (merchantId: string, trx: MerchantTransaction) =>
  trx
    .selectFrom('member')
    .leftJoin('member_state', (join) =>
      join
        .onRef('member_state.merchant_id', '=', 'member.merchant_id')
        .onRef('member_state.member_id', '=', 'member.id'),
    )
    .select((eb) => [
      'member.id',
      'member.enrolled_at',
      'member.name',
      'member.phone',
      'member.email',
      'member.birthday',
      eb.ref('member.locale').$castTo<Locale | null>().as('locale'),
      'member.note',
      'member.tags',
      'member.source',
      'member.created_at',
      eb.fn.coalesce('member_state.visits', sql<number>`0`).as('visits'),
      'member_state.last_visit_at',
    ])
    .where('member.merchant_id', '=', merchantId);

export const findMember = (
  merchantId: string,
  id: string,
  trx: MerchantTransaction,
): Promise<MemberRow | undefined> =>
  members(merchantId, trx).where('member.id', '=', id).executeTakeFirst();

export type CardRow = {
  id: string;
  member_id: string | null;
  code: string;
  short_code: string;
  token: string | null;
};

/** The card each member holds: the newest that is not revoked. */
export const findCards = async (
  merchantId: string,
  memberIds: readonly string[],
  trx: MerchantTransaction,
): Promise<Map<string, CardRow>> => {
  if (memberIds.length === 0) return new Map();
  const rows = await trx
    .selectFrom('card')
    .select(['id', 'member_id', 'code', 'short_code', 'token'])
    .where('merchant_id', '=', merchantId)
    .where('member_id', 'in', memberIds)
    .where('revoked_at', 'is', null)
    .orderBy('id')
    .execute();
  return new Map(rows.map((row) => [row.member_id ?? '', row]));
};

export type ExternalId = { source: string; id: string };

export const findExternalIds = async (
  merchantId: string,
  memberIds: readonly string[],
  trx: MerchantTransaction,
): Promise<Map<string, ExternalId[]>> => {
  const known = new Map<string, ExternalId[]>();
  if (memberIds.length === 0) return known;
  const rows = await trx
    .selectFrom('member_external_id')
    .select(['member_id', 'source', 'external_id'])
    .where('merchant_id', '=', merchantId)
    .where('member_id', 'in', memberIds)
    .orderBy('created_at')
    .orderBy('source')
    .execute();
  for (const { member_id, source, external_id } of rows) {
    known.set(member_id, [...(known.get(member_id) ?? []), { source, id: external_id }]);
  }
  return known;
};

/** Members who already own one of these contacts or ids, the enrolled ones first. */
export const findHolders = (
  merchantId: string,
  contact: { phone: string | null; email: string | null; externalIds: readonly ExternalId[] },
  trx: MerchantTransaction,
): Promise<{ id: string; enrolled_at: Date | null }[]> =>
  trx
    .selectFrom('member')
    .select(['id', 'enrolled_at'])
    .where('merchant_id', '=', merchantId)
    .where((eb) =>
      eb.or([
        ...(contact.phone ? [eb('phone', '=', contact.phone)] : []),
        ...(contact.email ? [eb(sql`lower(email)`, '=', contact.email)] : []),
        ...contact.externalIds.map(({ source, id }) =>
          eb(
            'id',
            'in',
            eb
              .selectFrom('member_external_id')
              .select('member_id')
              .where('merchant_id', '=', merchantId)
              .where('source', '=', source)
              .where('external_id', '=', id),
          ),
        ),
        eb.lit(false),
      ]),
    )
    .orderBy('enrolled_at', (order) => order.asc().nullsLast())
    .limit(10)
    .execute();

export const insertExternalIds = async (
  merchantId: string,
  memberId: string,
  externalIds: readonly ExternalId[],
  trx: MerchantTransaction,
): Promise<void> => {
  if (externalIds.length === 0) return;
  await trx
    .insertInto('member_external_id')
    .values(
      externalIds.map(({ source, id }) => ({
        merchant_id: merchantId,
        source,
        external_id: id,
        member_id: memberId,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};
