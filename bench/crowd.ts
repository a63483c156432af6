import { enrollMember } from '#features/member/index.ts';
import { systemClock } from '#platform/clock/clock.ts';
import type { Db } from '#platform/db/database.ts';
import { encodeId } from '#platform/ids/ids.ts';
import { testContext } from '#support/ledger.ts';
import type { Shop } from './shops.ts';

const BATCH = 200_000;

/**
 * Everyone of a batch gets rows of their own like those of the one whom the use case enrolled:
 * person, card, welcome gift with its decision, entry, lot and account.
 */
const CLONE = `
  with new as materialized (
    select i, uuidv7() as member, uuidv7() as card, uuidv7() as decision
    from generate_series($3::bigint, $4::bigint) i),
  members as (insert into stamgast.member (merchant_id, id, enrolled_at, source,
      joined_program_version)
    select t.merchant_id, new.member, t.enrolled_at, t.source, t.joined_program_version
    from stamgast.member t, new where t.merchant_id = $1 and t.id = $2),
  cards as (insert into stamgast.card (merchant_id, id, member_id, code, short_code, token)
    select $1, card, member, 'crowd-' || i, 'crowd-' || i, card::text from new),
  states as (insert into stamgast.member_state (merchant_id, member_id, version, sequence, visits)
    select t.merchant_id, new.member, t.version, t.sequence, t.visits
    from stamgast.member_state t, new where t.merchant_id = $1 and t.member_id = $2),
  accounts as (insert into stamgast.account (merchant_id, member_id, unit, balance, debt)
    select t.merchant_id, new.member, t.unit, t.balance, t.debt
    from stamgast.account t, new where t.merchant_id = $1 and t.member_id = $2),
  decisions as (insert into stamgast.decision (merchant_id, id, at, member_id, version, event_type,
      subject, program_version, event, facts, effects, actor)
    select t.merchant_id, new.decision, t.at, new.member, t.version, t.event_type, t.subject,
      t.program_version, t.event, jsonb_set(t.facts, '{decision_id}', to_jsonb(new.decision)),
      t.effects, t.actor
    from stamgast.decision t, new where t.merchant_id = $1 and t.member_id = $2),
  entries as (insert into stamgast.entry (merchant_id, member_id, at, decision_id, n, unit, amount,
      debt, counter, cause, explanation)
    select t.merchant_id, new.member, t.at, new.decision, t.n, t.unit, t.amount, t.debt, t.counter,
      t.cause, t.explanation
    from stamgast.entry t, new where t.merchant_id = $1 and t.member_id = $2)
  insert into stamgast.lot (merchant_id, member_id, decision_id, n, unit, origin, amount, remaining,
    earned_at, active_from, expires_at)
  select t.merchant_id, new.member, new.decision, t.n, t.unit, t.origin, t.amount, t.remaining,
    t.earned_at, t.active_from, t.expires_at
  from stamgast.lot t, new where t.merchant_id = $1 and t.member_id = $2`;

/** Fills a shop with members who have the welcome gift and nothing else yet. */
export const fillCrowd = async (
  db: Db,
  { merchantId }: Shop,
  count: number,
  say: (text: string) => void,
): Promise<void> => {
  const ctx = testContext(db, merchantId, systemClock);
  const deps = { db, clock: systemClock };
  const first = await enrollMember(deps, ctx, { source: 'import' });
  if (!first.ok || first.status !== 'enrolled') throw new Error('nobody could be enrolled');
  const client = await db.owner.connect();
  try {
    await client.query('set statement_timeout = 0');
    for (let from = 1; from <= count; from += BATCH) {
      const to = Math.min(count, from + BATCH - 1);
      await client.query(CLONE, [merchantId, first.memberId, from, to]);
      say(`${to} of ${count} members`);
    }
    await client.query('vacuum analyze');
  } finally {
    // Its settings must not reach whoever comes next.
    client.release(true);
  }
};

/** Members from all over the crowd, each once, by their ids in the API. */
export const pickFromCrowd = async (
  db: Db,
  { merchantId }: Shop,
  crowd: number,
  count: number,
): Promise<string[]> => {
  const numbers = new Set<number>();
  while (numbers.size < count) numbers.add(1 + Math.floor(Math.random() * crowd));
  const { rows } = await db.owner.query<{ member_id: string }>(
    'select member_id from stamgast.card where merchant_id = $1 and short_code = any ($2)',
    [merchantId, [...numbers].map((n) => `crowd-${n}`)],
  );
  return rows.map((row) => encodeId('mem', row.member_id));
};
