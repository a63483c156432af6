import { type Refused, refuse } from '#contract/refusals.ts';
import type { LedgerContext } from '#features/ledger/index.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import { decodeId } from '#platform/ids/ids.ts';

/** The card the order names, which must be one of this merchant's. */
export const cardOf = async (
  { db, merchantId }: LedgerContext,
  asked: string | undefined,
): Promise<{ ok: true; card: string | undefined } | Refused> => {
  if (asked === undefined) return { ok: true, card: undefined };
  const id = decodeId('crd', asked);
  if (id === null) return refuse('not_found');
  const known = await inMerchant(db, merchantId, (trx) =>
    trx
      .selectFrom('card')
      .select('id')
      .where('merchant_id', '=', merchantId)
      .where('id', '=', id)
      .executeTakeFirst(),
  );
  return known ? { ok: true, card: id } : refuse('not_found');
};
