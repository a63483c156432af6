import { type ExpressionBuilder, sql } from 'kysely';
import { isValidCardCode, isValidShortCode, normalizeCode } from '#core/code.ts';
import { searchKey } from '#core/search-key.ts';
import type { Tables } from '#platform/db/tables.ts';
import type { MerchantTransaction } from '#platform/db/tenant.ts';
import { type MemberRow, members } from './member-queries.ts';

export type MemberPage = {
  limit: number;
  /** Id of the last row of the page before. */
  before: string | null;
  query: string | undefined;
  enrolled: boolean | undefined;
  source: string | undefined;
};

/** Where a name may match: at its begin (an index answers), or at the begin of any word. */
type Reach = 'begin' | 'word';

type Builder = ExpressionBuilder<Tables, 'member'>;

const MIN_TAIL_DIGITS = 3;

/** Members and customers, the newest first; a search looks at words only when no name begins so. */
export const searchMembers = async (
  merchantId: string,
  page: MemberPage,
  trx: MerchantTransaction,
): Promise<MemberRow[]> => {
  const found = await readPage(merchantId, page, 'begin', trx);
  if (found.length > 0 || page.query === undefined) return found;
  return readPage(merchantId, page, 'word', trx);
};

const readPage = (
  merchantId: string,
  { limit, before, query, enrolled, source }: MemberPage,
  reach: Reach,
  trx: MerchantTransaction,
): Promise<MemberRow[]> =>
  members(merchantId, trx)
    .$if(enrolled !== undefined, (rows) =>
      rows.where('member.enrolled_at', enrolled ? 'is not' : 'is', null),
    )
    .$if(source !== undefined, (rows) => rows.where('member.source', '=', source ?? ''))
    .$if(query !== undefined, (rows) =>
      rows.where((eb) => matches(eb as unknown as Builder, merchantId, query ?? '', reach)),
    )
    .$if(before !== null, (rows) => rows.where('member.id', '<', before ?? ''))
    .orderBy('member.id', 'desc')
    .limit(limit + 1)
    .execute();

const matches = (eb: Builder, merchantId: string, query: string, reach: Reach) =>
  eb.or([
    ...nameMatches(eb, searchKey(query), reach),
    ...phoneMatches(eb, query),
    ...(query.includes('@')
      ? [eb(sql`lower(member.email)`, 'like', `${escapeLike(query.trim().toLowerCase())}%`)]
      : []),
    ...cardMatches(eb, merchantId, normalizeCode(query)),
    eb(
      'member.id',
      'in',
      eb
        .selectFrom('member_external_id')
        .select('member_id')
        .where('merchant_id', '=', merchantId)
        .where('external_id', '=', query.trim()),
    ),
  ]);

const nameMatches = (eb: Builder, key: string, reach: Reach) => {
  if (key === '') return [];
  const pattern = reach === 'begin' ? `${escapeLike(key)}%` : `% ${escapeLike(key)}%`;
  return [eb('member.search_key', 'like', pattern)];
};

/** The last digits, which is what people say at the till. */
const phoneMatches = (eb: Builder, query: string) => {
  if (!/^[\d\s+()/.-]+$/.test(query)) return [];
  const digits = query.replace(/\D/g, '').replace(/^0+/, '');
  if (digits.length < MIN_TAIL_DIGITS) return [];
  const tail = [...digits].reverse().join('');
  return [eb(sql`reverse(member.phone)`, 'like', `${tail}%`)];
};

const cardMatches = (eb: Builder, merchantId: string, code: string) => {
  const column = isValidCardCode(code) ? 'code' : isValidShortCode(code) ? 'short_code' : null;
  if (column === null) return [];
  const cards = eb
    .selectFrom('card')
    .select('member_id')
    .where('merchant_id', '=', merchantId)
    .where(column, '=', code)
    .where('revoked_at', 'is', null);
  return [eb('member.id', 'in', cards)];
};

/** The signs that `like` takes for wildcards, taken for themselves. */
const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);
