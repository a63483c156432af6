import { sql } from 'kysely';
import { expect } from 'vitest';
import { inMerchant } from '#platform/db/tenant.ts';
import type { LedgerScene } from '#support/ledger-api.ts';

/** Laws of the tables themselves, each as a query that finds what breaks it. */
const BROKEN = {
  'balance = Σ entries': sql`
    select a.member_id, a.unit from stamgast.account a
    left join stamgast.entry e on e.merchant_id = a.merchant_id and e.member_id = a.member_id
      and e.unit = a.unit
    group by a.merchant_id, a.member_id, a.unit, a.balance
    having a.balance <> coalesce(sum(e.amount), 0)`,
  'balance = Σ lots − debt': sql`
    select a.member_id, a.unit from stamgast.account a
    left join stamgast.lot l on l.merchant_id = a.merchant_id and l.member_id = a.member_id
      and l.unit = a.unit
    group by a.merchant_id, a.member_id, a.unit, a.balance, a.debt
    having a.balance <> coalesce(sum(l.remaining), 0) - a.debt`,
  'lot amount − Σ allocations = remaining': sql`
    select l.decision_id, l.n from stamgast.lot l
    left join stamgast.allocation x on x.merchant_id = l.merchant_id
      and x.member_id = l.member_id and x.lot_decision_id = l.decision_id and x.lot_n = l.n
    group by l.merchant_id, l.member_id, l.decision_id, l.n, l.amount, l.remaining
    having l.amount - coalesce(sum(x.amount), 0) <> l.remaining`,
  'versions without a gap': sql`
    select d.member_id from stamgast.decision d
    join stamgast.member_state s on s.merchant_id = d.merchant_id and s.member_id = d.member_id
    group by d.merchant_id, d.member_id, s.version
    having count(*) <> s.version or max(d.version) <> s.version`,
} as const;

/** The ledger of the scene's merchant breaks no law. */
export const ledgerIsSound = ({ db, merchant }: LedgerScene): Promise<void> =>
  inMerchant(db, merchant.merchantId, async (trx) => {
    for (const [law, query] of Object.entries(BROKEN)) {
      const { rows } = await query.execute(trx);
      expect(rows, law).toEqual([]);
    }
  });
