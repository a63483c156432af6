import type { Channel } from '#core/condition.ts';
import type { OrderSnapshot } from '#core/event.ts';
import type { MerchantTransaction } from '#platform/db/tenant.ts';

export type PastOrder = { id: string; at: Date; member_id: string | null; snapshot: OrderSnapshot };
export type Span = { from: Date; until: Date };

const paidIn = (merchantId: string, { from, until }: Span, trx: MerchantTransaction) =>
  trx
    .selectFrom('order')
    .where('merchant_id', '=', merchantId)
    .where('at', '>=', from)
    .where('at', '<=', until)
    .where('state', '=', 'paid')
    .where('excluded', '=', false);

/** How many paid orders lie in a span, and when the oldest of the newest `most` was. */
export const measureOrders = async (
  merchantId: string,
  span: Span,
  most: number,
  trx: MerchantTransaction,
): Promise<{ orders: number; from: Date; isCutOff: boolean }> => {
  const newest = paidIn(merchantId, span, trx)
    .select('at')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(most + 1);
  const { n, from } = await trx
    .selectFrom(newest.as('newest'))
    .select(({ fn }) => [fn.countAll<string>().as('n'), fn.min('at').as('from')])
    .executeTakeFirstOrThrow();
  const found = Number(n);
  return {
    orders: Math.min(found, most),
    from: from === null ? span.from : new Date(from),
    isCutOff: found > most,
  };
};

/** Paid orders of a span, the oldest first, from after one on. */
export const findOrdersAfter = (
  merchantId: string,
  span: Span & { after: Pick<PastOrder, 'id' | 'at'> | null; limit: number },
  trx: MerchantTransaction,
): Promise<PastOrder[]> => {
  const { after, limit } = span;
  return paidIn(merchantId, span, trx)
    .select(['id', 'at', 'member_id', 'snapshot'])
    .$if(after !== null, (query) =>
      query.where((eb) =>
        eb(eb.refTuple('at', 'id'), '>', eb.tuple(after?.at ?? new Date(0), after?.id ?? '')),
      ),
    )
    .orderBy('at')
    .orderBy('id')
    .limit(limit)
    .execute();
};

/** How each location sells. */
export const findChannels = async (
  merchantId: string,
  trx: MerchantTransaction,
): Promise<Map<string, Channel>> => {
  const rows = await trx
    .selectFrom('location')
    .select(['id', 'kind'])
    .where('merchant_id', '=', merchantId)
    .limit(10_000)
    .execute();
  return new Map(rows.map(({ id, kind }) => [id, kind as Channel]));
};
