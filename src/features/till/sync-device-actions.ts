import type { MerchantTransaction } from '#platform/db/tenant.ts';

/** What became of a number: an action's decision, or `void` when it must never count. */
export type KnownAction = {
  kind: string;
  hash: string;
  subject_id: string | null;
  decision_id: string | null;
};

export const VOID = 'void';

export const findAction = (
  merchantId: string,
  trx: MerchantTransaction,
  tillId: string,
  sequence: number,
): Promise<KnownAction | undefined> =>
  trx
    .selectFrom('device_action')
    .select(['kind', 'hash', 'subject_id', 'decision_id'])
    .where('merchant_id', '=', merchantId)
    .where('till_id', '=', tillId)
    .where('sequence', '=', sequence)
    .executeTakeFirst();

export type ActionRow = {
  till_id: string;
  sequence: number;
  hash: string;
  kind: string;
  subject_id: string | null;
  decision_id: string | null;
  device_at: number;
  sent_at: number;
};

/** Takes a number for good. False: another request has taken it meanwhile. */
export const insertAction = async (
  merchantId: string,
  trx: MerchantTransaction,
  row: ActionRow,
): Promise<boolean> => {
  const inserted = await trx
    .insertInto('device_action')
    .values({
      ...row,
      merchant_id: merchantId,
      device_at: new Date(row.device_at),
      sent_at: new Date(row.sent_at),
    })
    .onConflict((conflict) => conflict.columns(['merchant_id', 'till_id', 'sequence']).doNothing())
    .executeTakeFirst();
  return (inserted.numInsertedOrUpdatedRows ?? 0n) > 0n;
};

/** The number after the last this till has used. */
export const nextSequence = async (
  merchantId: string,
  trx: MerchantTransaction,
  tillId: string,
): Promise<number> => {
  const row = await trx
    .selectFrom('device_action')
    .select((eb) => eb.fn.max('sequence').as('last'))
    .where('merchant_id', '=', merchantId)
    .where('till_id', '=', tillId)
    .executeTakeFirst();
  return (row?.last ?? 0) + 1;
};

/** Items that taps gave this member since a moment, for the limits of offline awards. */
export const tappedSince = async (
  merchantId: string,
  trx: MerchantTransaction,
  who: { memberId: string } | { code: string },
  since: Date,
): Promise<number> => {
  const rows = await trx
    .selectFrom('visit')
    .select('visit.tapped')
    .where('visit.merchant_id', '=', merchantId)
    .where('visit.at', '>=', since)
    .$if('memberId' in who, (query) =>
      query.where('visit.member_id', '=', 'memberId' in who ? who.memberId : ''),
    )
    .$if('code' in who, (query) =>
      query.where('visit.member_id', '=', (eb) =>
        eb
          .selectFrom('card')
          .select('card.member_id')
          .where('card.merchant_id', '=', merchantId)
          .where((or) =>
            or.or([
              or('card.code', '=', 'code' in who ? who.code : ''),
              or('card.short_code', '=', 'code' in who ? who.code : ''),
            ]),
          )
          .limit(1),
      ),
    )
    .limit(100)
    .execute();
  return rows
    .flatMap(({ tapped }) => Object.values(tapped as Record<string, number>))
    .reduce((sum, amount) => sum + amount, 0);
};
