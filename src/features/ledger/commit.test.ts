import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Db } from '#platform/db/database.ts';
import { TENANT_TABLES } from '#platform/db/table-classes.ts';
import { newId } from '#platform/ids/ids.ts';
import {
  createTestMember,
  createTestMerchant,
  createTestReward,
  openTestDb,
  testClock,
  testContext,
} from '#support/ledger.ts';
import { adjustCommand } from '#support/ledger-commands.ts';
import { commitDecision } from './commit.ts';
import { runDecision } from './index.ts';
import { connectionPort } from './port.ts';

let db: Db;
let close: () => Promise<void>;
let merchantId: string;
let memberId: string;
const clock = testClock('2026-03-05T09:00:00Z');

beforeAll(async () => {
  ({ db, close } = await openTestDb());
});
afterAll(() => close());

beforeEach(async () => {
  ({ merchantId } = await createTestMerchant(db));
  memberId = await createTestMember(db, merchantId);
  await runDecision(testContext(db, merchantId, clock), adjustCommand(memberId, 'stamp', 5));
});

const commit = (payload: object) => commitDecision(connectionPort(db.app), merchantId, payload);

/** A decision that writes to many tables, made by hand; version 1 is the adjustment above. */
const payload = (changes: object = {}) => ({
  member_id: memberId,
  version: 1,
  at: clock.now(),
  decision: {
    id: newId(),
    program_version: 1,
    event: { type: 'expiry' },
    facts: {},
    effects: {},
    reverses: null,
    subject: 'expiry',
    actor: 'test',
  },
  accounts: [{ unit: 'stamp', balance: -1, debt: 0 }],
  remainders: [{ unit: 'stamp', denominator: 3, numerator: 1 }],
  keys: { idempotency: { principal: 'p', key: 'k', hash: 'h', status: 200, body: {} } },
  outbox: [{ id: newId(), type: 'units.expired', data: {} }],
  ...changes,
});

/** Every row of the merchant, with what is in it. */
async function everything(): Promise<string[]> {
  const all: string[] = [];
  for (const table of TENANT_TABLES) {
    const { rows } = await db.owner.query(
      `select t::text as row from stamgast."${table}" t where merchant_id = $1 order by 1`,
      [merchantId],
    );
    all.push(...rows.map(({ row }) => `${table} ${row}`));
  }
  return all;
}

test('[P7] a decision made by hand is written as it is', async () => {
  expect(await commit(payload())).toMatchObject({ status: 'committed', sequence: 2 });
});

test('[P7] a decision on an older version is a conflict and writes nothing', async () => {
  const before = await everything();
  expect(await commit(payload({ version: 0 }))).toEqual({ status: 'conflict' });
  expect(await everything()).toEqual(before);
});

test('[B8] a claim that finds too little left is named, and nothing stays of all that went before', async () => {
  const enough = await createTestReward(db, merchantId, { unit: 'stamp', amount: 1 }, 5);
  const empty = await createTestReward(db, merchantId, { unit: 'stamp', amount: 1 }, 0);
  const before = await everything();
  const claims = [enough, empty].map((id) => ({ kind: 'reward_stock', id, amount: 1 }));
  expect(await commit(payload({ claims }))).toEqual({
    status: 'claim_denied',
    claim: { kind: 'reward_stock', id: empty },
  });
  expect(await everything()).toEqual(before);
});

test('[P7] an allocation beyond its lot is a conflict, and nothing stays of all that went before', async () => {
  const { rows } = await db.owner.query(
    'select decision_id from stamgast.lot where member_id = $1',
    [memberId],
  );
  const before = await everything();
  const take = (amount: number) =>
    payload({
      keys: undefined,
      allocations: [{ n: 0, lot_decision_id: rows[0].decision_id, lot_n: 0, amount }],
    });
  expect(await commit(take(6))).toEqual({ status: 'conflict' });
  expect(await commit(take(-1))).toEqual({ status: 'conflict' });
  expect(await everything()).toEqual(before);
  expect(await commit(take(5))).toMatchObject({ status: 'committed' });
});

test('[P7] taking back a decision that was taken back meanwhile is a conflict', async () => {
  const { rows } = await db.owner.query('select id from stamgast.decision where member_id = $1', [
    memberId,
  ]);
  const reverse = (version: number) => {
    const made = payload({ version, keys: undefined });
    return { ...made, decision: { ...made.decision, reverses: rows[0].id } };
  };
  expect(await commit(reverse(1))).toMatchObject({ status: 'committed' });
  expect(await commit(reverse(2))).toEqual({ status: 'conflict' });
});

test('[I6] a natural key that another wrote first is a conflict, to be looked at again', async () => {
  expect(await commit(payload())).toMatchObject({ status: 'committed' });
  expect(await commit(payload({ version: 2 }))).toEqual({ status: 'conflict' });
});
