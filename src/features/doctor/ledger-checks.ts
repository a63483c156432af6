import type { ClientBase } from 'pg';
import { type Check, MOST_FAILURES, toCheck } from './report.ts';

/**
 * `rows` yields everything that was looked at: `failure` is null where all is well, else says what
 * is wrong.
 */
type LedgerCheck = { name: string; rows: string };

const member = (table: string) =>
  `'member ' || ${table}.member_id || ' of merchant ' || ${table}.merchant_id`;

export const LEDGER_CHECKS: LedgerCheck[] = [
  {
    name: 'balance = sum of entries',
    rows: `select case when a.balance is distinct from coalesce(e.sum, 0) then
        'unit ' || unit || ', member ' || member_id || ' of merchant ' || merchant_id
        || ': balance ' || coalesce(a.balance::text, 'missing') || ', entries '
        || coalesce(e.sum, 0) end as failure
      from stamgast.account a full join (
        select merchant_id, member_id, unit, sum(amount) as sum from stamgast.entry
        group by 1, 2, 3) e using (merchant_id, member_id, unit)`,
  },
  {
    name: 'balance = lots left - debt',
    rows: `select case when a.balance is distinct from coalesce(l.sum, 0) - coalesce(a.debt, 0) then
        'unit ' || unit || ', member ' || member_id || ' of merchant ' || merchant_id
        || ': balance ' || coalesce(a.balance::text, 'missing') || ', lots '
        || coalesce(l.sum, 0) || ', debt ' || coalesce(a.debt, 0) end as failure
      from stamgast.account a full join (
        select merchant_id, member_id, unit, sum(remaining) as sum from stamgast.lot
        where remaining > 0 group by 1, 2, 3) l using (merchant_id, member_id, unit)`,
  },
  {
    name: 'debt = sum of entries',
    rows: `select case when a.debt <> coalesce(e.sum, 0) then
        'unit ' || a.unit || ', ' || ${member('a')} || ': debt ' || a.debt || ', entries '
        || coalesce(e.sum, 0) end as failure
      from stamgast.account a left join (
        select merchant_id, member_id, unit, sum(debt) as sum from stamgast.entry
        group by 1, 2, 3) e using (merchant_id, member_id, unit)`,
  },
  {
    name: 'every decision sums to zero',
    rows: `select case when sum(amount) <> 0 then 'decision ' || decision_id || ', unit ' || unit
        || ' of merchant ' || merchant_id || ': entries differ from lots, allocations and debt by '
        || sum(amount) end as failure
      from (
        select merchant_id, decision_id, unit, amount + debt as amount from stamgast.entry
        union all
        select merchant_id, decision_id, unit, -amount from stamgast.lot
        union all
        select a.merchant_id, a.decision_id, l.unit, a.amount from stamgast.allocation a
        join stamgast.lot l on l.merchant_id = a.merchant_id and l.member_id = a.member_id
          and l.decision_id = a.lot_decision_id and l.n = a.lot_n
      ) moves group by merchant_id, decision_id, unit`,
  },
  {
    name: 'lot = left + allocations',
    rows: `select case when l.amount - coalesce(a.sum, 0) <> l.remaining then
        'lot ' || l.decision_id || ':' || l.n || ', ' || ${member('l')} || ': amount ' || l.amount
        || ', taken ' || coalesce(a.sum, 0) || ', left ' || l.remaining end as failure
      from stamgast.lot l left join (
        select merchant_id, member_id, lot_decision_id, lot_n, sum(amount) as sum
        from stamgast.allocation group by 1, 2, 3, 4) a
      on a.merchant_id = l.merchant_id and a.member_id = l.member_id
        and a.lot_decision_id = l.decision_id and a.lot_n = l.n`,
  },
  {
    name: 'versions without a gap',
    rows: `select case when s.version <> coalesce(d.count, 0) or s.version <> coalesce(d.last, 0)
        then ${member('s')} || ': version ' || s.version || ', ' || coalesce(d.count, 0)
        || ' decisions up to ' || coalesce(d.last, 0) end as failure
      from stamgast.member_state s left join (
        select merchant_id, member_id, count(*) as count, max(version) as last
        from stamgast.decision group by 1, 2) d using (merchant_id, member_id)`,
  },
  {
    name: 'nothing without its decision',
    rows: `select case when d.id is null then kind || ' of decision ' || x.decision_id || ', '
        || ${member('x')} || ': the decision is missing' end as failure
      from (
        select distinct 'entry' as kind, merchant_id, member_id, decision_id from stamgast.entry
        union all
        select distinct 'lot', merchant_id, member_id, decision_id from stamgast.lot
        union all
        select distinct 'allocation', merchant_id, member_id, decision_id from stamgast.allocation
      ) x left join stamgast.decision d
      on d.merchant_id = x.merchant_id and d.id = x.decision_id and d.member_id = x.member_id`,
  },
  {
    name: 'every open redemption has its hold',
    rows: `select case when (r.state = 'held') <> (h.redemption_id is not null) then
        'redemption ' || r.id || ', ' || ${member('r')} || ': ' || r.state || ', '
        || case when h.redemption_id is null then 'no hold' else 'a hold' end end as failure
      from stamgast.redemption r left join stamgast.hold h
      on h.merchant_id = r.merchant_id and h.member_id = r.member_id and h.redemption_id = r.id`,
  },
  {
    name: 'nothing shared is overdrawn',
    rows: `select case when remaining < 0 then kind || ' ' || id || ' of merchant ' || merchant_id
        || ': ' || remaining || ' left' end as failure from stamgast.claimable`,
  },
];

/** Runs one check over everything it looks at; lists the first faults. */
export async function checkLedger(client: ClientBase, check: LedgerCheck): Promise<Check> {
  const { rows } = await client.query<{ checked: number; failures: string[] | null }>(
    `select count(*) as checked,
       (array_agg(failure) filter (where failure is not null))[1:${MOST_FAILURES}] as failures
     from (${check.rows}) looked_at`,
  );
  return toCheck(check.name, rows[0]?.checked ?? 0, rows[0]?.failures ?? []);
}
