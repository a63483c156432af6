import type { MemberUpdate } from '#contract/member.ts';
import { type Refused, refuse } from '#contract/refusals.ts';
import { searchKey } from '#core/search-key.ts';
import { audit } from '#features/audit/index.ts';
import { recordConsents } from '#features/consent/index.ts';
import { findMerchant } from '#features/merchant/index.ts';
import type { MerchantTransaction } from '#platform/db/tenant.ts';
import { encodeId } from '#platform/ids/ids.ts';
import { readContact } from './contact.ts';
import { findHolders, findMember, insertExternalIds, type MemberRow } from './member-queries.ts';

/** Who changes it, when, and where a consent was given. */
export type MemberWrite = { merchantId: string; actor: string; now: number; source: string };

/** Changes a profile: absent stays as it was, null removes. */
export const changeMember = async (
  trx: MerchantTransaction,
  write: MemberWrite,
  memberId: string,
  input: MemberUpdate,
): Promise<MemberRow | Refused> => {
  const { merchantId, now, source } = write;
  const known = await findMember(merchantId, memberId, trx);
  if (!known) return refuse('not_found');
  const contact = readContact(await findMerchant(merchantId, trx), input);
  if (!contact.ok) return contact;
  const externalIds = input.external_ids ?? [];
  const holders = await findHolders(merchantId, { ...contact, externalIds }, trx);
  const other = holders.find(({ id }) => id !== memberId);
  if (other) return refuse('member_exists', { member_id: encodeId('mem', other.id) });
  const at = new Date(now);
  await trx
    .updateTable('member')
    .set({ ...changesOf(input, contact), updated_at: at })
    .where('merchant_id', '=', merchantId)
    .where('id', '=', memberId)
    .execute();
  await insertExternalIds(merchantId, memberId, externalIds, trx);
  await recordConsents(merchantId, input.consents ?? [], { memberId, at, source }, trx);
  await note(trx, write, memberId, input);
  const changed = await findMember(merchantId, memberId, trx);
  if (!changed) throw new Error(`member ${memberId} is gone while it is changed`);
  return changed;
};

const changesOf = (
  input: MemberUpdate,
  contact: { phone: string | null; email: string | null },
) => ({
  ...(input.name === undefined
    ? {}
    : { name: input.name, search_key: input.name === null ? null : searchKey(input.name) }),
  ...(input.phone === undefined ? {} : { phone: contact.phone }),
  ...(input.email === undefined ? {} : { email: contact.email }),
  ...(input.birthday === undefined ? {} : { birthday: input.birthday }),
  ...(input.locale === undefined ? {} : { locale: input.locale }),
  ...(input.note === undefined ? {} : { note: input.note }),
  ...(input.tags === undefined ? {} : { tags: input.tags }),
});

/** Which fields changed, never what they hold: the log outlives the person's data. */
const note = (
  trx: MerchantTransaction,
  { merchantId, actor, now }: MemberWrite,
  memberId: string,
  input: MemberUpdate,
) =>
  audit(trx, {
    merchantId,
    actor,
    action: 'member.changed',
    subject: encodeId('mem', memberId),
    details: { fields: Object.keys(input) },
    at: now,
  });
