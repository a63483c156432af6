import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { runDoctor } from '#features/doctor/index.ts';
import { type LedgerContext, runDecision } from '#features/ledger/index.ts';
import { recordOrder, refundOrder } from '#features/order/index.ts';
import type { Db } from '#platform/db/database.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import { CAFE, createTestMerchant, openTestDb, testClock, testContext } from '#support/ledger.ts';
import { adjustCommand } from '#support/ledger-commands.ts';
import { type ImportRequest, importOrders } from './index.ts';

let db: Db;
let close: () => Promise<void>;
let ctx: LedgerContext;
let folder: string;
const clock = testClock('2026-03-01T09:00:00Z');

beforeAll(async () => {
  ({ db, close } = await openTestDb());
  folder = mkdtempSync(join(tmpdir(), 'stamgast-import-'));
});
afterAll(async () => {
  await close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  ctx = testContext(db, (await createTestMerchant(db)).merchantId, clock);
});

const read = (rows: string[], changes: Partial<ImportRequest> = {}) => {
  const path = join(folder, 'orders.csv');
  writeFileSync(path, rows.join('\n'));
  return importOrders(ctx, { path, dryRun: false, award: 'none', ...changes });
};

const countsOf = async (rows: string[], changes: Partial<ImportRequest> = {}) => {
  const report = await read(rows, changes);
  if (!report.ok) throw new Error(JSON.stringify(report.refusal));
  return report.counts;
};

const rowsOf = async (text: string) => (await db.owner.query(text, [ctx.merchantId])).rows;

const faults = async () =>
  (await runDoctor(db)).checks.filter((check) => !check.ok && !check.warning);

const HEAD = 'order,date,item,quantity,price,customer';
const COFFEE = [HEAD, 'R1,2026-02-01 09:00,Coffee,2,2.50,K1', 'R1,2026-02-01 09:00,Cake,1,4.20,K1'];

test('[I4] an order imported without award gives nothing later, whatever comes of it', async () => {
  await countsOf(COFFEE);
  const [order] = await rowsOf('select * from stamgast."order" where merchant_id = $1');
  expect(order).toMatchObject({ total_minor: 920, net_minor: 920, basis: null, version: 0 });
  await runDecision(ctx, adjustCommand(order.member_id, 'stamp', 3));
  const writer = { ctx, reader: 'en' as const };
  const line = { quantity: 1, total_minor: 920, name: 'Coffee', earns: true };
  const newer = await recordOrder(writer, {
    ...{ source: 'file', external_id: 'R1', version: 1, state: 'paid', currency: 'EUR' },
    ...{ total_minor: 920, discount_minor: 0, tax_minor: 0, tax_included: true, tip_minor: 0 },
    ...{ shipping_minor: 0, fees_minor: 0, refunds: [], lines: [line] },
    member: { external_id: 'K1' },
  });
  expect(newer).toMatchObject({ ok: true, body: { decision: null } });
  const refund = { external_id: 'F1', amount_minor: 420 };
  const refunded = await refundOrder(writer, order.id, refund);
  expect(refunded).toMatchObject({ ok: true, body: { decision: null } });
  const [after] = await rowsOf('select * from stamgast."order" where merchant_id = $1');
  expect(after).toMatchObject({ version: 1, net_minor: 500, basis: null, posted: {} });
  expect(after.member_id).toBe(order.member_id);
  expect(await faults()).toEqual([]);
});

test('[I4] live rules are those of the start, and a later refund takes its share back', async () => {
  const document = structuredClone(CAFE);
  const euro = document.rules.find(({ id }) => id === 'euro');
  if (euro?.give.kind !== 'per_amount') throw new Error('the café gives points per euro');
  euro.give.units = 3;
  await inMerchant(db, ctx.merchantId, (trx) =>
    trx
      .insertInto('program_version')
      .values({
        ...{ merchant_id: ctx.merchantId, number: 2, published_by: 'test' },
        ...{ document: JSON.stringify(document), published_at: '2026-02-20T00:00:00Z' },
      })
      .execute(),
  );
  const counts = await countsOf(COFFEE, { award: 'live-rules' });
  expect(counts).toMatchObject({ decisions: 1, new_orders: 1 });
  const lots = 'select unit, amount, earned_at from stamgast.lot where merchant_id = $1';
  const earned_at = new Date(clock.now());
  expect(await rowsOf(lots)).toEqual([{ unit: 'point', amount: 27, earned_at }]);
  const [order] = await rowsOf('select * from stamgast."order" where merchant_id = $1');
  const refund = { external_id: 'F1', amount_minor: 420 };
  await refundOrder({ ctx, reader: 'en' }, order.id, refund);
  const balance = 'select unit, balance from stamgast.account where merchant_id = $1';
  expect(await rowsOf(balance)).toEqual([{ unit: 'point', balance: 15 }]);
  expect(await faults()).toEqual([]);
});

test('[I4] an order whose lines do not make its total, or stand too far apart, is rejected', async () => {
  const head = 'receipt;date;item;amount;total';
  const others = Array.from({ length: 2_100 }, (_, i) => `X${i};2026-02-01;Tea;2,00;2,00`);
  const counts = await countsOf([
    head,
    'R1;2026-02-01;Tea;2,00;5,00',
    'R1;2026-02-01;Cake;3,00;5,00',
    'R2;2026-02-01;Tea;2,00;5,00',
    ...others,
    'R1;2026-02-01;Pie;3,00;5,00',
  ]);
  expect(counts).toMatchObject({
    orders: 2_101,
    rejected: { order_total_mismatch: 1, order_scattered: 1 },
  });
});

test('[I4] a day without a time stays the business day it names', async () => {
  await countsOf([HEAD, 'R1,2026-02-01,Coffee,1,2.50,K1']);
  const [order] = await rowsOf('select at from stamgast."order" where merchant_id = $1');
  expect(order.at).toEqual(new Date('2026-02-01T11:00:00Z'));
});

test('[I4] customers of a file are known again by the next, and rows tell why they fail', async () => {
  await countsOf(COFFEE);
  const next = [HEAD, 'R2,2026-02-02,Tea,1,2.00,K1', 'R3,2026-02-31,Tea,1,2.00,K2', ',2026-02-02'];
  expect(await countsOf(next)).toMatchObject({
    customers: 1,
    new_customers: 0,
    rejected: { date_unreadable: 1, order_id_missing: 1 },
  });
  const [{ imports }] = await rowsOf(
    `select json_agg(json_build_object('state', state, 'award', award, 'lines', counts->'lines')
       order by id) as imports from stamgast.import where merchant_id = $1`,
  );
  expect(imports).toEqual([
    { state: 'done', award: 'none', lines: 2 },
    { state: 'done', award: 'none', lines: 3 },
  ]);
});

test('[I4] a mapping that does not fit, or an unknown merchant, is refused before anything', async () => {
  const report = await read(COFFEE, { dryRun: true });
  if (!report.ok) throw new Error('recognized');
  const columns = { ...report.mapping.columns, customer: 'Kunde' };
  const mapping = { ...report.mapping, columns };
  expect(await read(COFFEE, { mapping })).toMatchObject({
    refusal: { code: 'import_unreadable', details: { reason: 'column', column: 'Kunde' } },
  });
  const encoding = { ...report.mapping, encoding: 'klingon' };
  expect(await read(COFFEE, { mapping: encoding })).toMatchObject({ ok: false });
  const stranger = testContext(db, '01900000-0000-7000-8000-000000000000', clock);
  const path = join(folder, 'orders.csv');
  const request = { path, dryRun: false, award: 'none' } as const;
  expect(await importOrders(stranger, request)).toMatchObject({ refusal: { code: 'not_found' } });
  expect(await rowsOf('select id from stamgast.import where merchant_id = $1')).toEqual([]);
});
