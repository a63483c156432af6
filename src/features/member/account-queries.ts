import { sql } from 'kysely';
import type { MerchantTransaction } from '#platform/db/tenant.ts';

export type AccountSums = {
  member_id: string;
  unit: string;
  balance: number;
  debt: number;
  /** In lots that can be spent now, and in lots that can be later. */
  active: number;
  pending: number;
  held: number;
};

/** The accounts of some members as of a moment, in one round trip. */
export const findAccounts = async (
  merchantId: string,
  memberIds: readonly string[],
  now: Date,
  trx: MerchantTransaction,
): Promise<AccountSums[]> => {
  if (memberIds.length === 0) return [];
  const found = await sql<AccountSums>`
    select a.member_id, a.unit, a.balance, a.debt,
      coalesce(l.active, 0)::bigint as active, coalesce(l.pending, 0)::bigint as pending,
      coalesce(h.held, 0)::bigint as held
    from account a
    left join lateral (
      select sum(x.remaining) filter (where x.active_from <= ${now}) as active,
        sum(x.remaining) filter (where x.active_from > ${now}) as pending
      from lot x
      where x.merchant_id = a.merchant_id and x.member_id = a.member_id and x.unit = a.unit
        and x.remaining > 0 and (x.expires_at is null or x.expires_at > ${now})
    ) l on true
    left join lateral (
      select sum(y.amount) as held from hold y
      where y.merchant_id = a.merchant_id and y.member_id = a.member_id and y.unit = a.unit
        and y.expires_at > ${now}
    ) h on true
    where a.merchant_id = ${merchantId} and a.member_id = any(${[...memberIds]})
    order by a.member_id, a.unit`.execute(trx);
  return found.rows;
};
