import { inMerchant } from '#platform/db/tenant.ts';
import type { CardPrincipal, Deps } from '#platform/http/index.ts';

/** The addresses that carry a card's token, and the header our own scripts may send it in. */
const IN_PATH = /^\/c\/([\w-]{16,64})(?:[/?]|$)/;
const IN_HEADER = /^Card ([\w-]{16,64})$/i;

type CardRequest = { url: string; headers: { authorization?: string | undefined } };

/** The card that a token opens; null when it opens none. */
export const findCardByToken = async (
  deps: Pick<Deps, 'db'>,
  token: string,
): Promise<CardPrincipal | null> => {
  const found = await deps.db.kysely
    .selectFrom('control.card_token')
    .select(['merchant_id', 'card_id'])
    .where('token', '=', token)
    .executeTakeFirst();
  if (!found) return null;
  const { merchant_id: merchantId, card_id: cardId } = found;
  const card = await inMerchant(deps.db, merchantId, (trx) =>
    trx
      .selectFrom('card')
      .select('member_id')
      .where('merchant_id', '=', merchantId)
      .where('id', '=', cardId)
      .where('revoked_at', 'is', null)
      .executeTakeFirst(),
  );
  return card?.member_id ? { kind: 'card', merchantId, cardId, memberId: card.member_id } : null;
};

/** The member behind a card's address. An unknown token is nobody: the page says so kindly. */
export const cardResolver =
  (deps: Pick<Deps, 'db'>) =>
  async ({ url, headers }: CardRequest): Promise<CardPrincipal | null> => {
    const token = IN_PATH.exec(url)?.[1] ?? IN_HEADER.exec(headers.authorization ?? '')?.[1];
    return token === undefined ? null : findCardByToken(deps, token);
  };
