import { sql } from 'kysely';
import type { MerchantTransaction } from '#platform/db/tenant.ts';

/** The card of the member with this e-mail, and the language to write in. */
export function findCardByEmail(merchantId: string, trx: MerchantTransaction, email: string) {
  return trx
    .selectFrom('member')
    .innerJoin('card', (join) =>
      join
        .onRef('card.merchant_id', '=', 'member.merchant_id')
        .onRef('card.member_id', '=', 'member.id'),
    )
    .select(['card.id', 'member.id as member_id', 'member.email', 'member.locale'])
    .where('member.merchant_id', '=', merchantId)
    .where(sql<string>`lower(member.email)`, '=', email.toLowerCase())
    .where('member.enrolled_at', 'is not', null)
    .where('card.revoked_at', 'is', null)
    .where('card.token', 'is not', null)
    .orderBy('card.created_at')
    .executeTakeFirst();
}

/** The secret of a card's address, unless the card was revoked since. */
export function findCardToken(merchantId: string, trx: MerchantTransaction, cardId: string) {
  return trx
    .selectFrom('card')
    .select('token')
    .where('merchant_id', '=', merchantId)
    .where('id', '=', cardId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
}
