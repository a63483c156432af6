import type { ClientBase } from 'pg';
import type { Decision } from '#core/decision.ts';
import type { MemberState } from '#core/state.ts';
import type { Db } from '#platform/db/database.ts';
import { eachMemberBatch, type MemberBatch } from './each-member.ts';
import { replayMember } from './replay-member.ts';
import { storedDecisions } from './stored-decision.ts';

/** What `rebuildLedger` fills; it refuses unless they are empty. */
export const REBUILT_TABLES = ['entry', 'lot', 'allocation', 'account', 'remainder', 'hold'];

/**
 * Writes entries, lots, allocations and balances anew from versions, events and recorded facts
 * alone, in one transaction. Returns the number of decisions.
 */
export async function rebuildLedger(db: Db): Promise<number> {
  const client = await db.owner.connect();
  try {
    await client.query('begin');
    await client.query('set local statement_timeout = 0');
    await requireEmpty(client);
    let decisions = 0;
    for await (const batch of eachMemberBatch(client)) decisions += await rebuild(client, batch);
    await client.query('commit');
    return decisions;
  } finally {
    client.release(true);
  }
}

async function requireEmpty(client: ClientBase): Promise<void> {
  for (const table of REBUILT_TABLES) {
    const { rows } = await client.query(`select from stamgast.${table} limit 1`);
    if (rows.length > 0) {
      throw new Error(`stamgast.${table} has rows: the ledger is only rebuilt into empty tables`);
    }
  }
}

async function rebuild(client: ClientBase, batch: MemberBatch): Promise<number> {
  const stored = await storedDecisions(client, batch.merchantId, batch.memberIds);
  let count = 0;
  for (const [memberId, known] of stored) {
    const decisions: Decision[] = [];
    const state = replayMember(batch.versions, known, (decision) => decisions.push(decision));
    await writeMember(client, batch.merchantId, memberId, decisions, state);
    count += decisions.length;
  }
  return count;
}

async function writeMember(
  client: ClientBase,
  merchantId: string,
  memberId: string,
  decisions: Decision[],
  state: MemberState,
): Promise<void> {
  const entries = decisions.flatMap((decision) =>
    decision.entries.map((entry, n) => ({ ...entry, n, decision_id: decision.id })),
  );
  const allocations = decisions.flatMap((decision) =>
    decision.allocations.map(({ lot, amount }, n) => {
      const key = lotKey(lot);
      const lotColumns = { lot_decision_id: key.decision_id, lot_n: key.n };
      return { n, amount, decision_id: decision.id, ...lotColumns };
    }),
  );
  const remainders = Object.entries(state.remainders).map(([key, numerator]) => {
    const slash = key.lastIndexOf('/');
    return { unit: key.slice(0, slash), denominator: Number(key.slice(slash + 1)), numerator };
  });
  const accounts = Object.entries(state.accounts).map(([unit, sums]) => ({ unit, ...sums }));
  const lots = state.lots.map((lot) => ({ ...lot, ...lotKey(lot.key) }));
  const rows = { entries, allocations, remainders, accounts, lots, holds: state.holds };
  for (const insert of INSERTS) {
    await client.query(insert, [merchantId, memberId, JSON.stringify(rows)]);
  }
}

function lotKey(key: string): { decision_id: string; n: number } {
  const colon = key.lastIndexOf(':');
  return { decision_id: key.slice(0, colon), n: Number(key.slice(colon + 1)) };
}

const INSERTS = [
  `insert into stamgast.entry (merchant_id, member_id, at, decision_id, n, unit, amount, debt,
     counter, cause, explanation)
   select $1, $2, d.at, e.decision_id, e.n, e.unit, e.amount, e.debt, e.counter, e.cause,
     e.explanation
   from jsonb_to_recordset($3::jsonb->'entries') e (decision_id uuid, n smallint, unit text,
     amount bigint, debt bigint, counter text, cause text, explanation jsonb)
   join stamgast.decision d on d.merchant_id = $1 and d.id = e.decision_id
   where d.member_id = $2`,
  `insert into stamgast.lot (merchant_id, member_id, decision_id, n, unit, origin, amount,
     remaining, earned_at, active_from, expires_at)
   select $1, $2, l.decision_id, l.n, l.unit, l.origin, l.amount, l."left",
     stamgast.from_ms(l.earned_at), stamgast.from_ms(l.active_from), stamgast.from_ms(l.expires_at)
   from jsonb_to_recordset($3::jsonb->'lots') l (decision_id uuid, n smallint, unit text,
     origin text, amount bigint, "left" bigint, earned_at float8, active_from float8,
     expires_at float8)`,
  `insert into stamgast.allocation (merchant_id, member_id, decision_id, n, lot_decision_id, lot_n,
     amount)
   select $1, $2, a.decision_id, a.n, a.lot_decision_id, a.lot_n, a.amount
   from jsonb_to_recordset($3::jsonb->'allocations') a (decision_id uuid, n smallint,
     lot_decision_id uuid, lot_n smallint, amount bigint)`,
  `insert into stamgast.account (merchant_id, member_id, unit, balance, debt)
   select $1, $2, a.unit, a.balance, a.debt
   from jsonb_to_recordset($3::jsonb->'accounts') a (unit text, balance bigint, debt bigint)`,
  `insert into stamgast.remainder (merchant_id, member_id, unit, denominator, numerator)
   select $1, $2, r.unit, r.denominator, r.numerator
   from jsonb_to_recordset($3::jsonb->'remainders') r (unit text, denominator bigint,
     numerator bigint)`,
  `insert into stamgast.hold (merchant_id, member_id, redemption_id, unit, amount, expires_at)
   select $1, $2, h.redemption_id, h.unit, h.amount, stamgast.from_ms(h.expires_at)
   from jsonb_to_recordset($3::jsonb->'holds') h (redemption_id uuid, unit text, amount bigint,
     expires_at float8)`,
];
