import { randomBytes } from 'node:crypto';
import { type Refused, refuse } from '#contract/refusals.ts';
import {
  cardCode,
  isValidCardCode,
  isValidShortCode,
  normalizeCode,
  shortCode,
} from '#core/code.ts';
import type { MerchantTransaction } from '#platform/db/tenant.ts';
import { newId } from '#platform/ids/ids.ts';

export type IssuedCard = { ok: true; id: string; code: string; short_code: string; token: string };

/** 16 random bytes: nobody guesses the address of a card. */
const newToken = (): string => randomBytes(16).toString('base64url');

const newCodes = () => ({
  code: cardCode(randomBytes(16)),
  short_code: shortCode(randomBytes(16)),
});

/** A new card for a member, or one that was handed out already with its code. */
export const issueCard = async (
  merchantId: string,
  card: { memberId: string; code: string | undefined; at: Date },
  trx: MerchantTransaction,
): Promise<IssuedCard | Refused> => {
  const token = newToken();
  const taken =
    card.code === undefined
      ? await insertCard(merchantId, { ...card, token }, trx)
      : await takeCard(merchantId, { ...card, code: normalizeCode(card.code), token }, trx);
  if ('refusal' in taken) return taken;
  await trx
    .insertInto('control.card_token')
    .values({ token, merchant_id: merchantId, card_id: taken.id })
    .execute();
  return { ok: true, ...taken, token };
};

type Card = { id: string; code: string; short_code: string };

const insertCard = async (
  merchantId: string,
  { memberId, token, at }: { memberId: string; token: string; at: Date },
  trx: MerchantTransaction,
): Promise<Card> => {
  const card = { id: newId(), ...newCodes() };
  await trx
    .insertInto('card')
    .values({ merchant_id: merchantId, ...card, member_id: memberId, token, created_at: at })
    .execute();
  return card;
};

/** Only a code that a till was given beforehand, and only once. */
const takeCard = async (
  merchantId: string,
  { memberId, code, token }: { memberId: string; code: string; token: string },
  trx: MerchantTransaction,
): Promise<Card | Refused> => {
  if (!isValidCardCode(code) && !isValidShortCode(code)) return refuse('card_code_unknown');
  const known = await trx
    .selectFrom('card')
    .select(['id', 'code', 'short_code', 'member_id'])
    .where('merchant_id', '=', merchantId)
    .where(isValidCardCode(code) ? 'code' : 'short_code', '=', code)
    .where('revoked_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!known) return refuse('card_code_unknown');
  if (known.member_id !== null) return refuse('card_code_taken');
  await trx
    .updateTable('card')
    .set({ member_id: memberId, token, allocated_to: null })
    .where('merchant_id', '=', merchantId)
    .where('id', '=', known.id)
    .execute();
  const { id, code: full, short_code } = known;
  return { id, code: full, short_code };
};

/** Cards a till may hand out while it is offline. */
export const allocateCards = async (
  merchantId: string,
  allocation: { tillId: string; count: number; at: Date },
  trx: MerchantTransaction,
): Promise<{ code: string; short_code: string }[]> => {
  const { tillId, count, at } = allocation;
  const cards = Array.from({ length: count }, () => ({ id: newId(), ...newCodes() }));
  if (cards.length === 0) return [];
  await trx
    .insertInto('card')
    .values(
      cards.map((card) => ({
        merchant_id: merchantId,
        ...card,
        allocated_to: tillId,
        created_at: at,
      })),
    )
    .execute();
  return cards.map(({ code, short_code }) => ({ code, short_code }));
};
