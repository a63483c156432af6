import type { ConsentInput } from '#contract/member.ts';
import { type Refused, refuse } from '#contract/refusals.ts';
import type { Locale } from '#core/program.ts';
import { searchKey } from '#core/search-key.ts';
import { recordConsents } from '#features/consent/index.ts';
import { findLive } from '#features/program/index.ts';
import type { MerchantTransaction } from '#platform/db/tenant.ts';
import { encodeId, newId } from '#platform/ids/ids.ts';
import { issueCard } from './issue-card.ts';
import { type ExternalId, findHolders, insertExternalIds } from './member-queries.ts';

export type NewMember = {
  name?: string | null | undefined;
  phone: string | null;
  email: string | null;
  birthday?: string | null | undefined;
  locale?: Locale | null | undefined;
  note?: string | null | undefined;
  externalIds?: ExternalId[];
  consents?: ConsentInput[];
  cardCode?: string | undefined;
  locationId?: string | undefined;
  posterId?: string | undefined;
  source: string;
  demo: boolean;
  at: Date;
};

export type WrittenMember = {
  memberId: string;
  card: { id: string; code: string; short_code: string; token: string };
};

/** Sources where nobody has seen whose phone or e-mail it is. */
const SELF_SERVICE = new Set(['poster', 'link']);

/** Writes the rows of a new member. Refuses contacts and ids that another member has. */
export const writeMember = async (
  trx: MerchantTransaction,
  merchantId: string,
  member: NewMember,
): Promise<WrittenMember | Refused> => {
  const externalIds = member.externalIds ?? [];
  const holders = await findHolders(merchantId, { ...member, externalIds }, trx);
  const enrolled = holders.find(({ enrolled_at }) => enrolled_at !== null);
  if (enrolled) return refuse('member_exists', { member_id: encodeId('mem', enrolled.id) });
  // Two customers known from orders are two people until somebody merges them.
  const [known, other] = holders;
  if (other) return refuse('member_exists', { member_id: encodeId('mem', other.id) });
  // Whoever types a stranger's phone on the join page must not get that person's purchases.
  if (known && SELF_SERVICE.has(member.source)) {
    return refuse('member_exists', { member_id: encodeId('mem', known.id) });
  }
  const memberId = known?.id ?? newId();
  await saveMember(trx, merchantId, memberId, member, known !== undefined);
  await insertExternalIds(merchantId, memberId, externalIds, trx);
  const { source, at } = member;
  await recordConsents(merchantId, member.consents ?? [], { memberId, at, source }, trx);
  const card = await issueCard(merchantId, { memberId, code: member.cardCode, at }, trx);
  if (!card.ok) return card;
  const { id, code, short_code, token } = card;
  return { memberId, card: { id, code, short_code, token } };
};

const saveMember = async (
  trx: MerchantTransaction,
  merchantId: string,
  id: string,
  member: NewMember,
  isKnown: boolean,
): Promise<void> => {
  const live = await findLive(merchantId, trx);
  const row = {
    ...profileOf(member),
    enrolled_at: member.at,
    source: member.source,
    joined_poster_id: member.posterId ?? null,
    joined_program_version: live?.number ?? null,
    joined_location_id: member.locationId ?? null,
    demo: member.demo,
    updated_at: member.at,
  };
  if (isKnown) {
    await trx
      .updateTable('member')
      .set(row)
      .where('merchant_id', '=', merchantId)
      .where('id', '=', id)
      .execute();
    return;
  }
  await trx
    .insertInto('member')
    .values({ merchant_id: merchantId, id, created_at: member.at, ...row })
    .execute();
};

/** What is not given keeps what is known of the customer. */
const profileOf = (member: NewMember) => ({
  ...(member.name ? { name: member.name, search_key: searchKey(member.name) } : {}),
  ...(member.phone ? { phone: member.phone } : {}),
  ...(member.email ? { email: member.email } : {}),
  ...(member.birthday ? { birthday: member.birthday } : {}),
  ...(member.locale ? { locale: member.locale } : {}),
  ...(member.note ? { note: member.note } : {}),
});
