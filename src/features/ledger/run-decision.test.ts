import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Db } from '#platform/db/database.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import {
  createTestMember,
  createTestMerchant,
  createTestReward,
  openTestDb,
  testClock,
  testContext,
} from '#support/ledger.ts';
import {
  adjustCommand,
  coffee,
  orderCommand,
  redeemCommand,
  redemptionStep,
  reverseCommand,
  snapshotOf,
  visitCommand,
} from '#support/ledger-commands.ts';
import type { Command, LedgerContext, RunResult } from './index.ts';
import { runDecision } from './index.ts';

let db: Db;
let close: () => Promise<void>;
let ctx: LedgerContext;
let memberId: string;
let locationId: string;
const clock = testClock('2026-03-05T09:00:00Z');

beforeAll(async () => {
  ({ db, close } = await openTestDb());
});
afterAll(() => close());

beforeEach(async () => {
  const merchant = await createTestMerchant(db);
  locationId = merchant.locationId;
  memberId = await createTestMember(db, merchant.merchantId);
  ctx = testContext(db, merchant.merchantId, clock);
});

async function committed(command: Command) {
  const result = await runDecision(ctx, command);
  if (result.status !== 'committed') throw new Error(describe(result));
  return result.decision;
}

const describe = (result: RunResult) =>
  result.status === 'refused' ? result.refusal.code : result.status;

const snapshot = (changes = {}) => snapshotOf(clock.now(), locationId, [coffee(2)], changes);

function balances(): Promise<{ unit: string; balance: number; debt: number }[]> {
  return inMerchant(db, ctx.merchantId, (trx) =>
    trx
      .selectFrom('account')
      .select(['unit', 'balance', 'debt'])
      .where('merchant_id', '=', ctx.merchantId)
      .where('member_id', '=', memberId)
      .orderBy('unit')
      .execute(),
  );
}

test('[P7] a paid order posts entries, lots, accounts and the order in one statement', async () => {
  const decision = await committed(orderCommand(memberId, 'a1', snapshot()));
  expect(decision.entries.map(({ unit, amount }) => [unit, amount])).toEqual([
    ['stamp', 2],
    ['point', 5],
  ]);
  expect(await balances()).toEqual([
    { unit: 'point', balance: 5, debt: 0 },
    { unit: 'stamp', balance: 2, debt: 0 },
  ]);
  const order = await inMerchant(db, ctx.merchantId, (trx) =>
    trx
      .selectFrom('order')
      .selectAll()
      .where('merchant_id', '=', ctx.merchantId)
      .executeTakeFirst(),
  );
  expect(order).toMatchObject({
    member_id: memberId,
    external_id: 'a1',
    state: 'paid',
    total_minor: 500,
    at: new Date(clock.now()),
  });
});

test('[I6] the same snapshot again answers with its decision and changes nothing', async () => {
  const command = orderCommand(memberId, 'a1', snapshot());
  const decision = await committed(command);
  expect(await runDecision(ctx, command)).toMatchObject({
    status: 'replayed',
    by: 'snapshot',
    decision_id: decision.id,
  });
  const newer = await committed(
    orderCommand(memberId, 'a1', snapshot({ version: 2, state: 'canceled' })),
  );
  expect(newer.entries.map((entry) => entry.amount)).toEqual([-2, -5]);
  expect(await runDecision(ctx, command)).toMatchObject({ decision_id: decision.id });
  expect(await balances()).toEqual([
    { unit: 'point', balance: 0, debt: 0 },
    { unit: 'stamp', balance: 0, debt: 0 },
  ]);
});

test('[I6] another content under the same version is refused', async () => {
  await committed(orderCommand(memberId, 'a1', snapshot()));
  const changed = snapshotOf(clock.now(), locationId, [coffee(3)]);
  expect(describe(await runDecision(ctx, orderCommand(memberId, 'a1', changed)))).toBe(
    'order_version_conflict',
  );
});

test("[M6] a guest's order waits and is worth its units once it names a member", async () => {
  const guest = await runDecision(ctx, orderCommand(undefined, 'a1', snapshot()));
  expect(guest.status).toBe('recorded');
  expect(await balances()).toEqual([]);
  expect((await runDecision(ctx, orderCommand(undefined, 'a1', snapshot()))).status).toBe(
    'replayed',
  );
  const named = orderCommand(memberId, 'a1', snapshot());
  const decision = await committed(named);
  expect(decision.entries).toHaveLength(2);
  expect(await runDecision(ctx, named)).toMatchObject({
    status: 'replayed',
    decision_id: decision.id,
  });
});

test('[S2] a tap at the till begins a visit, a second one joins it', async () => {
  const tap = () => visitCommand(memberId, clock.now(), locationId, [{ unit: 'stamp', amount: 1 }]);
  const first = await committed(tap());
  clock.advance(60_000);
  const second = await committed(tap());
  expect(second.visits[0]?.id).toBe(first.visits[0]?.id);
  expect(second.visits[0]?.tapped).toEqual({ stamp: 2 });
  const rows = await inMerchant(db, ctx.merchantId, (trx) =>
    trx.selectFrom('member_state').selectAll().where('member_id', '=', memberId).execute(),
  );
  expect(rows).toMatchObject([{ version: 2, sequence: 2, visits: 1 }]);
  const days = await inMerchant(db, ctx.merchantId, (trx) =>
    trx.selectFrom('member_day').selectAll().where('member_id', '=', memberId).execute(),
  );
  expect(days).toMatchObject([{ measure: 'visits', business_day: '2026-03-05', amount: 1 }]);
});

test('[B6] issuing takes the units, undo gives them back to the same lots', async () => {
  await committed(adjustCommand(memberId, 'stamp', 12));
  const reward = await createTestReward(db, ctx.merchantId, { unit: 'stamp', amount: 10 });
  const issued = await committed(redeemCommand(memberId, reward));
  expect(await balances()).toEqual([{ unit: 'stamp', balance: 2, debt: 0 }]);
  await committed(redemptionStep(issued.redemption!.id, 'cancel'));
  expect(await balances()).toEqual([{ unit: 'stamp', balance: 12, debt: 0 }]);
  expect(describe(await runDecision(ctx, redemptionStep(issued.redemption!.id, 'cancel')))).toBe(
    'redemption_state',
  );
});

test('[B8] a hold sets units aside until it is captured or released', async () => {
  await committed(adjustCommand(memberId, 'stamp', 12));
  const reward = await createTestReward(db, ctx.merchantId, { unit: 'stamp', amount: 10 });
  const held = await committed(redeemCommand(memberId, reward, 'hold'));
  expect(describe(await runDecision(ctx, redeemCommand(memberId, reward)))).toBe(
    'insufficient_units',
  );
  await committed(redemptionStep(held.redemption!.id, 'capture'));
  expect(await balances()).toEqual([{ unit: 'stamp', balance: 2, debt: 0 }]);
});

test('[E12] a reversal takes a decision back, once', async () => {
  const decision = await committed(orderCommand(memberId, 'a1', snapshot()));
  await committed(reverseCommand(decision.id));
  expect((await balances()).map((account) => account.balance)).toEqual([0, 0]);
  expect(describe(await runDecision(ctx, reverseCommand(decision.id)))).toBe('already_reversed');
});

test('[E12] a refund after the units were spent leaves a debt that the next gain repays', async () => {
  await committed(orderCommand(memberId, 'a1', snapshotOf(clock.now(), locationId, [coffee(10)])));
  const reward = await createTestReward(db, ctx.merchantId, { unit: 'stamp', amount: 10 });
  await committed(redeemCommand(memberId, reward));
  const canceled = snapshotOf(clock.now(), locationId, [coffee(10)], {
    version: 2,
    state: 'canceled',
  });
  await committed(orderCommand(memberId, 'a1', canceled));
  expect(await balances()).toContainEqual({ unit: 'stamp', balance: -10, debt: 10 });
  await committed(orderCommand(memberId, 'a2', snapshot()));
  expect(await balances()).toContainEqual({ unit: 'stamp', balance: -8, debt: 8 });
});

test('[P7] a redemption larger than the loaded lots loads the rest', async () => {
  for (let i = 0; i < 3; i++) await committed(adjustCommand(memberId, 'stamp', 100));
  await db.owner.query(
    `insert into stamgast.lot select merchant_id, member_id, gen_random_uuid(), 0, unit, origin, 1,
       1, earned_at, active_from, expires_at
     from stamgast.lot, generate_series(1, 260) where member_id = $1 limit 260`,
    [memberId],
  );
  await db.owner.query('update stamgast.account set balance = balance + 260 where member_id = $1', [
    memberId,
  ]);
  const reward = await createTestReward(db, ctx.merchantId, { unit: 'stamp', amount: 555 });
  await committed(redeemCommand(memberId, reward));
  expect(await balances()).toEqual([{ unit: 'stamp', balance: 5, debt: 0 }]);
});
