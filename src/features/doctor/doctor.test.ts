import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Command, type LedgerContext, runDecision } from '#features/ledger/index.ts';
import type { Db } from '#platform/db/database.ts';
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
import { REBUILT_TABLES, rebuildLedger, runDoctor } from './index.ts';

let db: Db;
let close: () => Promise<void>;
let ctx: LedgerContext;
const clock = testClock('2026-03-05T09:00:00Z');

beforeAll(async () => {
  ({ db, close } = await openTestDb());
  const { merchantId, locationId } = await createTestMerchant(db);
  ctx = testContext(db, merchantId, clock);
  for (let i = 0; i < 3; i++) await live(await createTestMember(db, merchantId), locationId, i);
});
afterAll(() => close());

async function run(command: Command) {
  clock.advance(3 * 3_600_000);
  const result = await runDecision(ctx, command);
  if (result.status !== 'committed') throw new Error(JSON.stringify(result));
  return result.decision;
}

/** Everything that can happen to a member: taps, orders, refunds after spending, holds, undo. */
async function live(memberId: string, locationId: string, n: number): Promise<void> {
  const order = (id: string, quantity: number, changes = {}) =>
    orderCommand(
      memberId,
      `${n}-${id}`,
      snapshotOf(clock.now(), locationId, [coffee(quantity, quantity * 255)], changes),
    );
  const reward = await createTestReward(db, ctx.merchantId, { unit: 'stamp', amount: 8 }, 9);
  await run(visitCommand(memberId, clock.now(), locationId, [{ unit: 'stamp', amount: 2 }]));
  const { event } = await run(order('a', 9));
  const issued = await run(redeemCommand(memberId, reward));
  const first = event.type === 'order' ? event.snapshot : undefined;
  await run(orderCommand(memberId, `${n}-a`, { ...first!, version: 2, state: 'canceled' }));
  await run(order('b', 3));
  await run(redemptionStep(issued.redemption!.id, 'cancel'));
  await run(reverseCommand((await run(order('c', 4))).id));
  await run(adjustCommand(memberId, 'stamp', 5));
  await run(redeemCommand(memberId, reward, 'hold'));
}

const failing = async () =>
  (await runDoctor(db)).checks.filter((check) => !check.ok && !check.warning);

test('[P7] the doctor finds every sum, version and replay of an honest ledger in order', async () => {
  const report = await runDoctor(db);
  expect(report.checks.filter((check) => !check.ok && !check.warning)).toEqual([]);
  expect(report.ok).toBe(true);
  const replay = report.checks.find((check) => check.name === 'replay = stored');
  expect(replay?.checked).toBe(30);
});

test.each([
  ['balance = sum of entries', 'update stamgast.account set balance = balance + 1'],
  [
    'balance = lots left - debt',
    'update stamgast.lot set remaining = remaining - 1 where remaining > 0',
  ],
  ['debt = sum of entries', 'update stamgast.account set debt = debt + 1'],
  ['every decision sums to zero', 'update stamgast.entry set amount = amount + 1 where n = 0'],
  ['lot = left + allocations', 'delete from stamgast.allocation where n = 0'],
  ['versions without a gap', 'delete from stamgast.decision where version = 3'],
  ['nothing without its decision', 'delete from stamgast.decision where version = 3'],
  ['every open redemption has its hold', 'delete from stamgast.hold'],
  ['replay = stored', "update stamgast.entry set cause = 'rule:other@1' where n = 0"],
  ['replay = stored', 'update stamgast.remainder set numerator = numerator + 1'],
  ['replay = stored', 'update stamgast."order" set excluded = not excluded'],
  ['replay = stored', 'update stamgast.visit set covered = \'{"stamp": 1}\''],
])('[P7] the doctor finds what is wrong: %s', async (name, fault) => {
  const saved = await snapshotTables();
  try {
    await db.owner.query(fault);
    const found = (await failing()).find((check) => check.name === name);
    expect(found?.failures.length).toBeGreaterThan(0);
  } finally {
    await restoreTables(saved);
  }
  expect(await failing()).toEqual([]);
});

test('[P7] a flipped rate in one version is found', async () => {
  const flip = (from: number, to: number) =>
    db.owner.query(
      `update stamgast.program_version
       set document = jsonb_set(document, '{rules,1,give,units}', $2)
       where (document #>> '{rules,1,give,units}')::int = $1`,
      [from, String(to)],
    );
  await flip(1, 2);
  const [found] = await failing();
  expect(found?.name).toBe('replay = stored');
  expect(found?.failures[0]).toMatch(/replay gives/);
  await flip(2, 1);
  expect(await failing()).toEqual([]);
});

test('[P7] the ledger is rebuilt from versions, events and facts into emptied tables', async () => {
  const before = await contents();
  await expect(rebuildLedger(db)).rejects.toThrow(/has rows/);
  await db.owner.query(`truncate ${REBUILT_TABLES.map((table) => `stamgast.${table}`).join(', ')}`);
  expect(await rebuildLedger(db)).toBe(30);
  expect(await contents()).toEqual(before);
  expect(await failing()).toEqual([]);
});

/** Every row of the rebuilt tables as text, in a stable order. */
async function contents(): Promise<Record<string, string[]>> {
  const all: Record<string, string[]> = {};
  for (const table of REBUILT_TABLES) {
    const { rows } = await db.owner.query(
      `select t::text as row from stamgast.${table} t order by t::text`,
    );
    all[table] = rows.map(({ row }) => row);
  }
  return all;
}

const TOUCHED = [...REBUILT_TABLES, 'decision', '"order"', 'visit'];
const copyOf = (table: string) => `copy_${table.replaceAll('"', '')}`;

async function snapshotTables(): Promise<string[]> {
  for (const table of TOUCHED) {
    await db.owner.query(`create table ${copyOf(table)} as select * from stamgast.${table}`);
  }
  return TOUCHED;
}

async function restoreTables(tables: string[]): Promise<void> {
  for (const table of tables) {
    await db.owner.query(`truncate stamgast.${table}`);
    await db.owner.query(`insert into stamgast.${table} select * from ${copyOf(table)}`);
    await db.owner.query(`drop table ${copyOf(table)}`);
  }
}
