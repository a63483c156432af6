import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { runDoctor } from '#features/doctor/index.ts';
import type { LedgerContext } from '#features/ledger/index.ts';
import type { Db } from '#platform/db/database.ts';
import { dataFile, dataMissing } from '#support/data.ts';
import { createTestMerchant, openTestDb, testClock, testContext } from '#support/ledger.ts';
import { type ImportReport, type ImportRequest, importOrders } from './index.ts';

const CDNOW = dataFile('cdnow/CDNOW_sample.txt');
const BAKERY = dataFile('bakery/BreadBasket_DMS.csv');
const RETAIL = dataFile('online-retail/2010-12.csv.gz');
const LONG_MS = 300_000;

let db: Db;
let close: () => Promise<void>;
let ctx: LedgerContext;
const clock = testClock('2026-03-01T09:00:00Z');

beforeAll(async () => {
  ({ db, close } = await openTestDb());
});
afterAll(() => close());
beforeEach(async () => {
  ctx = testContext(db, (await createTestMerchant(db)).merchantId, clock);
});

async function read(path: string, changes: Partial<ImportRequest> = {}): Promise<ImportReport> {
  const report = await importOrders(ctx, { path, dryRun: false, award: 'none', ...changes });
  if (!report.ok) throw new Error(JSON.stringify(report.refusal));
  return report;
}

/** Everything an import could change, as the database holds it. */
async function stored() {
  const { rows } = await db.owner.query(
    `select (select count(*) from stamgast."order" where merchant_id = $1) as orders,
       (select sum(total_minor)::bigint from stamgast."order" where merchant_id = $1) as amount,
       (select count(*) from stamgast.member where merchant_id = $1) as members,
       (select count(enrolled_at) from stamgast.member where merchant_id = $1) as enrolled,
       (select count(*) from stamgast.decision where merchant_id = $1) as decisions,
       (select count(*) from stamgast.entry where merchant_id = $1) as entries,
       (select count(*) from stamgast.outbox where merchant_id = $1) as outbox`,
    [ctx.merchantId],
  );
  return rows[0];
}

const faults = async () =>
  (await runDoctor(db)).checks.filter((check) => !check.ok && !check.warning);

/** Files of real shops; without them the test is shown as skipped. */
const fromData = test.skipIf(dataMissing(CDNOW, BAKERY, RETAIL));

fromData(
  '[I4] CDNOW: orders without header, without ids, between spaces',
  async () => {
    const { mapping, counts } = await read(CDNOW);
    expect(mapping).toMatchObject({
      delimiter: ' ',
      header: false,
      decimal: '.',
      date_format: 'ymd',
      columns: { customer: 1, date: 3, quantity: 4, amount: 5 },
    });
    expect(counts).toMatchObject({
      lines: 6_919,
      orders: 6_919,
      customers: 2_357,
      amount_minor: 24_409_194,
      orders_of_zero: 8,
      duplicate_lines: 21,
      rejected_lines: 0,
      new_orders: 6_919,
      known_orders: 0,
      new_customers: 2_357,
      decisions: 0,
    });
    const once = await stored();
    expect(once).toEqual({
      orders: 6_919,
      amount: 24_409_194,
      members: 2_357,
      enrolled: 0,
      decisions: 0,
      entries: 0,
      outbox: 0,
    });
    const again = await read(CDNOW);
    expect(again.counts).toMatchObject({ new_orders: 0, known_orders: 6_919, new_customers: 0 });
    expect(await stored()).toEqual(once);
  },
  LONG_MS,
);

test(
  '[I4] the bakery: receipts of items without amounts, NONE is nothing',
  async () => {
    const { mapping, counts } = await read(BAKERY);
    expect(mapping.columns).toEqual({
      date: 'Date',
      time: 'Time',
      order: 'Transaction',
      item: 'Item',
    });
    expect(counts).toMatchObject({
      lines: 21_293,
      receipts: 9_531,
      orders: 9_465,
      customers: 0,
      amount_minor: null,
      orders_of_zero: 0,
      rejected_lines: 786,
      rejected: { item_missing: 786 },
    });
    expect(await stored()).toMatchObject({ orders: 9_465, amount: null, members: 0 });
    await read(BAKERY);
    expect(await stored()).toMatchObject({ orders: 9_465, members: 0 });
  },
  LONG_MS,
);

test(
  '[I4] online retail: what can not be taken is counted by its reason',
  async () => {
    const rejected: number[] = [];
    const request = { onReject: ({ row }: { row: number }) => rejected.push(row) };
    const { mapping, counts } = await read(RETAIL, request);
    expect(mapping).toMatchObject({ cancellation_prefix: 'C', duplicates: 'keep' });
    expect(counts).toMatchObject({
      lines: 42_481,
      receipts: 2_025,
      orders: 1_629,
      customers: 885,
      lines_without_customer: 15_631,
      lines_with_price_zero: 273,
      duplicate_lines: 500,
      cancellation_lines: 728,
      cancellation_orders: 326,
      negative_lines: 70,
      rejected_lines: 798,
      rejected: { cancellation: 728, quantity_not_positive: 70 },
    });
    expect(rejected).toHaveLength(798);
    expect(await stored()).toMatchObject({ orders: 1_629, members: 885 });
    expect((await read(RETAIL)).counts).toMatchObject({ new_orders: 0, known_orders: 1_629 });
    const dropped = await read(RETAIL, {
      dryRun: true,
      mapping: { ...mapping, duplicates: 'drop' },
    });
    expect(dropped.counts.rejected.duplicate).toBe(500);
  },
  LONG_MS,
);

test(
  '[I4] a dry run finds the same and writes nothing',
  async () => {
    const { counts, import_id } = await read(CDNOW, { dryRun: true });
    expect(import_id).toBeNull();
    expect(counts).toMatchObject({ orders: 6_919, new_orders: 6_919, new_customers: 2_357 });
    expect(await stored()).toMatchObject({ orders: 0, members: 0 });
  },
  LONG_MS,
);

test(
  '[I4] live rules award silently, from today on, and replay gives what is stored',
  async () => {
    const { counts } = await read(CDNOW, { award: 'live-rules' });
    expect(counts).toMatchObject({ new_orders: 6_919, decisions: 6_919, rejected_lines: 0 });
    const once = await stored();
    expect(once).toMatchObject({ orders: 6_919, members: 2_357, decisions: 6_919, outbox: 0 });
    const { rows } = await db.owner.query(
      'select distinct earned_at from stamgast.lot where merchant_id = $1',
      [ctx.merchantId],
    );
    expect(rows).toEqual([{ earned_at: new Date(clock.now()) }]);
    expect(await faults()).toEqual([]);
    const again = await read(CDNOW, { award: 'live-rules' });
    expect(again.counts).toMatchObject({ new_orders: 0, decisions: 0, known_orders: 6_919 });
    expect(await stored()).toEqual(once);
  },
  LONG_MS,
);
