import { type ExpressionBuilder, sql } from 'kysely';
import type { Tables } from '#platform/db/tables.ts';
import type { MerchantTransaction } from '#platform/db/tenant.ts';

export type DirectoryRow = {
  member_id: string;
  code: string;
  short_code: string;
  name: string | null;
  search_key: string | null;
  phone: string | null;
  birthday: string | null;
  note: string | null;
  visits: number | null;
  last_visit_at: Date | null;
  enrolled_at: Date | null;
};

const cards = (merchantId: string, trx: MerchantTransaction) =>
  trx
    .selectFrom('card')
    .innerJoin('member', (join) =>
      join
        .onRef('member.merchant_id', '=', 'card.merchant_id')
        .onRef('member.id', '=', 'card.member_id'),
    )
    .leftJoin('member_state', (join) =>
      join
        .onRef('member_state.merchant_id', '=', 'member.merchant_id')
        .onRef('member_state.member_id', '=', 'member.id'),
    )
    .select([
      'member.id as member_id',
      'card.code',
      'card.short_code',
      'member.name',
      'member.search_key',
      'member.phone',
      'member.birthday',
      'member.note',
      'member_state.visits',
      'member_state.last_visit_at',
      'member.enrolled_at',
    ])
    .where('card.merchant_id', '=', merchantId)
    .where('card.revoked_at', 'is', null)
    .where('member.enrolled_at', 'is not', null);

/** The cards seen last: members who come are the ones a till needs offline. */
export const findRecentCards = (
  merchantId: string,
  trx: MerchantTransaction,
  limit: number,
): Promise<DirectoryRow[]> =>
  cards(merchantId, trx)
    .orderBy(sql`greatest(member_state.last_visit_at, member.enrolled_at)`, 'desc')
    .orderBy('card.id')
    .limit(limit)
    .execute();

/** A card by its code or short code, or a member by id with their newest card. */
export const findCard = (
  merchantId: string,
  trx: MerchantTransaction,
  by: { code: string } | { memberId: string },
): Promise<DirectoryRow | undefined> =>
  cards(merchantId, trx)
    .where((eb) =>
      'code' in by
        ? eb.or([eb('card.code', '=', by.code), eb('card.short_code', '=', by.code)])
        : eb('member.id', '=', by.memberId),
    )
    .orderBy('card.created_at', 'desc')
    .limit(1)
    .executeTakeFirst();

export type Sought = {
  /** Search keys of the words typed. */
  words: string[];
  code: string | null;
  /** Last digits of a phone; a whole number is compared by its end, however it was dialed. */
  digits: string | null;
  email: string | null;
};

type Both = ExpressionBuilder<Tables, 'member' | 'card'>;

/** `%` and `_` are ordinary signs of what was typed. */
const literally = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);

const wordBegins = (eb: Both, word: string) =>
  eb.or([
    eb('member.search_key', 'like', `${literally(word)}%`),
    eb('member.search_key', 'like', `% ${literally(word)}%`),
  ]);

/** Members whose name, code, phone or e-mail is meant, those who came last first. */
export const findCards = (
  merchantId: string,
  trx: MerchantTransaction,
  { words, code, digits, email }: Sought,
  limit: number,
): Promise<DirectoryRow[]> =>
  cards(merchantId, trx)
    .where((eb) => {
      const both = eb as unknown as Both;
      const ways = [];
      if (words.length > 0) ways.push(eb.and(words.map((word) => wordBegins(both, word))));
      if (code) ways.push(both('card.code', '=', code), both('card.short_code', '=', code));
      if (digits) {
        const reversed = [...digits].reverse().join('');
        ways.push(sql<boolean>`reverse(member.phone) like ${`${literally(reversed)}%`}`);
      }
      if (email) ways.push(sql<boolean>`lower(member.email) = ${email}`);
      return ways.length > 0 ? eb.or(ways) : sql<boolean>`false`;
    })
    .orderBy(sql`member_state.last_visit_at desc nulls last`)
    .orderBy('card.id')
    .limit(limit)
    .execute();

export type Balances = { spendable: Record<string, number>; pending: Record<string, number> };

const sumOf = (test: ReturnType<typeof sql<boolean>>) =>
  sql<number>`coalesce(sum(lot.remaining) filter (where ${test}), 0)::bigint`;

const lotSums = (merchantId: string, trx: MerchantTransaction, members: string[], now: Date) =>
  trx
    .selectFrom('lot')
    .select(['lot.member_id', 'lot.unit'])
    .select([
      sumOf(sql<boolean>`lot.active_from <= ${now}`).as('active'),
      sumOf(sql<boolean>`lot.active_from > ${now}`).as('pending'),
    ])
    .where('lot.merchant_id', '=', merchantId)
    .where('lot.member_id', 'in', members)
    .where('lot.remaining', '>', 0)
    .where((eb) => eb.or([eb('lot.expires_at', 'is', null), eb('lot.expires_at', '>', now)]))
    .groupBy(['lot.member_id', 'lot.unit'])
    .execute();

/** Units that can't be spent though they are there: on hold, or owed. */
const boundUnits = async (
  merchantId: string,
  trx: MerchantTransaction,
  members: string[],
  now: Date,
): Promise<{ member_id: string; unit: string; amount: number }[]> => {
  const holds = await trx
    .selectFrom('hold')
    .select(['member_id', 'unit', 'amount'])
    .where('merchant_id', '=', merchantId)
    .where('member_id', 'in', members)
    .where('expires_at', '>', now)
    .execute();
  const debts = await trx
    .selectFrom('account')
    .select(['member_id', 'unit', 'debt as amount'])
    .where('merchant_id', '=', merchantId)
    .where('member_id', 'in', members)
    .where('debt', '>', 0)
    .execute();
  return [...holds, ...debts];
};

/** Spendable now = Σ active lots − holds − debt, per member and unit. */
export const findBalances = async (
  merchantId: string,
  trx: MerchantTransaction,
  members: string[],
  now: Date,
): Promise<Map<string, Balances>> => {
  const found = new Map<string, Balances>(
    members.map((id) => [id, { spendable: {}, pending: {} }]),
  );
  if (members.length === 0) return found;
  for (const row of await lotSums(merchantId, trx, members, now)) {
    const of = found.get(row.member_id);
    if (!of) continue;
    if (row.active > 0) of.spendable[row.unit] = row.active;
    if (row.pending > 0) of.pending[row.unit] = row.pending;
  }
  for (const { member_id, unit, amount } of await boundUnits(merchantId, trx, members, now)) {
    const of = found.get(member_id);
    if (of) of.spendable[unit] = (of.spendable[unit] ?? 0) - amount;
  }
  return found;
};
