import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db } from '#platform/db/database.ts';
import { TENANT_TABLES } from '#platform/db/table-classes.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import {
  createTestMember,
  createTestMerchant,
  createTestReward,
  openTestDb,
  type TestMerchant,
  testClock,
  testContext,
} from '#support/ledger.ts';
import { orderCommand, redeemCommand, snapshotOf, withKey } from '#support/ledger-commands.ts';
import { runDecision } from './index.ts';

let db: Db;
let close: () => Promise<void>;
let own: TestMerchant;
let other: TestMerchant;
const clock = testClock('2026-03-05T09:00:00Z');

beforeAll(async () => {
  ({ db, close } = await openTestDb());
  own = await createTestMerchant(db);
  other = await createTestMerchant(db);
  const memberId = await createTestMember(db, own.merchantId);
  const ctx = testContext(db, own.merchantId, clock);
  const order = orderCommand(memberId, 'a1', snapshotOf(clock.now(), own.locationId));
  expect((await runDecision(ctx, withKey(order, 'k1'))).status).toBe('committed');
  const reward = await createTestReward(db, own.merchantId, { unit: 'stamp', amount: 1 }, 5);
  expect((await runDecision(ctx, redeemCommand(memberId, reward, 'hold'))).status).toBe(
    'committed',
  );
});
afterAll(() => close());

const countRows = async (merchantId: string, table: (typeof TENANT_TABLES)[number]) => {
  const rows = await inMerchant(db, merchantId, (trx) =>
    trx.selectFrom(table).select('merchant_id').execute(),
  );
  return rows.length;
};

/** Tables the two decisions above fill. */
const FILLED = [
  ...['account', 'claimable', 'decision', 'entry', 'hold', 'idempotency_key', 'location'],
  ...['lot', 'member', 'member_day', 'member_state', 'merchant', 'order', 'order_key'],
  ...['order_snapshot', 'outbox', 'program_version', 'redemption', 'reward', 'reward_revision'],
  'visit',
];

test('[P2] a merchant sees its own rows', async () => {
  const seen: string[] = [];
  for (const table of TENANT_TABLES) if (await countRows(own.merchantId, table)) seen.push(table);
  expect(seen.sort()).toEqual(FILLED);
});

test('[P2] no row of another merchant is visible in any tenant table', async () => {
  const ownTables = ['location', 'merchant', 'program_version'];
  for (const table of TENANT_TABLES) {
    expect([table, await countRows(other.merchantId, table)]).toEqual([
      table,
      ownTables.includes(table) ? 1 : 0,
    ]);
  }
});

test('[P2] outside a merchant nothing is visible, also after a transaction of one', async () => {
  await countRows(own.merchantId, 'member');
  for (const table of TENANT_TABLES) {
    expect([table, await db.kysely.selectFrom(table).select('merchant_id').execute()]).toEqual([
      table,
      [],
    ]);
  }
});

test("[P2] a row can't be written for another merchant", async () => {
  const write = inMerchant(db, own.merchantId, (trx) =>
    trx
      .insertInto('location')
      .values({ merchant_id: other.merchantId, id: own.locationId, name: 'Mine now' })
      .execute(),
  );
  await expect(write).rejects.toThrow(/row-level security/);
});

test("[P2] the ledger's functions answer nothing about another merchant's member", async () => {
  const memberId = await createTestMember(db, own.merchantId);
  const { rows } = await db.app.query('select stamgast.load_state($1, $2) as loaded', [
    other.merchantId,
    JSON.stringify({ now: 0, member: { id: memberId } }),
  ]);
  expect(rows[0].loaded).toMatchObject({ named: null, profile: null, state: null });
});

test.each([
  "insert into account (merchant_id, member_id, unit, balance) select merchant_id, id, 'x', 1 from member",
  'update account set balance = balance + 1',
  'update lot set remaining = amount',
  'delete from entry',
  'update entry set amount = 1',
  'delete from decision',
  'update decision set reversed_by = null',
  'delete from allocation',
  'delete from order_key',
  'update member_state set version = 0',
  'update program_version set document = document',
  'delete from audit',
  "select stamgast.take_claims(gen_random_uuid(), '[]')",
  'select * from control.schema_migration',
])("[P7] the application's role may not: %s", async (text) => {
  await expect(db.app.query(text)).rejects.toThrow(/permission denied/);
});
