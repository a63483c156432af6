import type { ConsentInput } from '#contract/member.ts';
import type { MerchantTransaction } from '#platform/db/tenant.ts';

export type ConsentRow = ConsentInput & { at: Date; source: string };

/** Each yes and no is a row of its own: what was agreed to, when, where, by which words. */
export const recordConsents = async (
  merchantId: string,
  consents: readonly ConsentInput[],
  by: { memberId: string; at: Date; source: string },
  trx: MerchantTransaction,
): Promise<void> => {
  if (consents.length === 0) return;
  const { memberId: member_id, at, source } = by;
  const rows = [...new Map(consents.map((consent) => [consent.channel, consent])).values()];
  await trx
    .insertInto('consent')
    .values(rows.map((row) => ({ merchant_id: merchantId, member_id, at, source, ...row })))
    .execute();
};

/** All of a member, the newest first; the first of a channel is what holds. */
export const listConsents = (
  merchantId: string,
  memberId: string,
  trx: MerchantTransaction,
): Promise<ConsentRow[]> =>
  trx
    .selectFrom('consent')
    .select(['channel', 'granted', 'wording', 'at', 'source'])
    .where('merchant_id', '=', merchantId)
    .where('member_id', '=', memberId)
    .orderBy('at', 'desc')
    .orderBy('channel')
    .limit(500)
    .execute();
