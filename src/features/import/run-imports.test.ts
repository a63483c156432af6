import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ImportAward, ImportView } from '#contract/import.ts';
import { runDoctor } from '#features/doctor/index.ts';
import type { Db } from '#platform/db/database.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import { createTestMerchant, openTestDb, testClock } from '#support/ledger.ts';
import { startCheck, startRun } from './change-import.ts';
import { forgetImports } from './forget-imports.ts';
import { importFiles } from './import-files.ts';
import { findImport } from './import-row-queries.ts';
import { importView } from './import-view.ts';
import { type ImportJobDeps, runImports } from './run-imports.ts';
import { listUpload, receiveUpload } from './upload-import.ts';

const START = '2026-03-01T09:00:00Z';
const DAY_MS = 86_400_000;

let db: Db;
let close: () => Promise<void>;
let merchantId: string;
let deps: ImportJobDeps;
const clock = testClock(START);

beforeAll(async () => {
  ({ db, close } = await openTestDb());
  const dataDir = mkdtempSync(join(tmpdir(), 'stamgast-import-'));
  deps = { db, clock, config: { dataDir }, log: pino({ level: 'silent' }) };
});
afterAll(async () => {
  await close();
  rmSync(deps.config.dataDir, { recursive: true, force: true });
});
beforeEach(async () => {
  clock.set(Date.parse(START));
  ({ merchantId } = await createTestMerchant(db));
});

const writer = () => ({ merchantId, actor: 'system', clock });
const run = (signal = new AbortController().signal) => runImports(deps, signal);

const uploaded = async (rows: string[]): Promise<string> => {
  const file = Object.assign(Readable.from([rows.join('\n')]), { truncated: false });
  const received = await receiveUpload(importFiles(deps.config), { file, filename: 'o.csv' });
  if (!received.ok) throw new Error(JSON.stringify(received.refusal));
  const { upload } = received;
  return inMerchant(db, merchantId, async (trx) => {
    const { row } = await listUpload(trx, writer(), upload);
    return row.id;
  });
};

const begin = async (id: string, award: ImportAward | 'check'): Promise<void> => {
  const begun = await inMerchant(db, merchantId, (trx) =>
    award === 'check' ? startCheck(trx, writer(), id) : startRun(trx, writer(), id, award),
  );
  if (!begun.ok) throw new Error(JSON.stringify(begun.refusal));
};

const checked = async (rows: string[]): Promise<string> => {
  const id = await uploaded(rows);
  await begin(id, 'check');
  await run();
  return id;
};

const viewOf = async (id: string): Promise<ImportView | null> => {
  const row = await inMerchant(db, merchantId, (trx) => findImport(merchantId, id, trx));
  return row ? importView(row) : null;
};

const stored = async () =>
  (
    await db.owner.query(
      `select count(*) as orders, count(distinct external_id) as ids, count(basis) as awarded,
         count(distinct member_id) as customers
       from stamgast."order" where merchant_id = $1`,
      [merchantId],
    )
  ).rows[0];

const HEAD = 'receipt,date,amount,customer';
const orders = (count: number) => [
  HEAD,
  ...Array.from({ length: count }, (_, at) => `R${at},2026-02-01 09:00,2.50,K${at % 50}`),
];

test('[I4] a check says what an import would do, the import does it, a second nothing', async () => {
  const id = await checked(orders(3));
  expect(await stored()).toMatchObject({ orders: 0 });
  const seen = { new_orders: 3, new_orders_with_customer: 3, new_customers: 3 };
  expect(await viewOf(id)).toMatchObject({ state: 'checked', counts: seen, started_at: null });
  await begin(id, 'live-rules');
  await run();
  const done = await viewOf(id);
  expect(done).toMatchObject({ state: 'done', counts: { ...seen, decisions: 3 } });
  const again = await checked(orders(3));
  await begin(again, 'live-rules');
  await run();
  const nothing = { new_orders: 0, known_orders: 3, decisions: 0, new_customers: 0 };
  expect(await viewOf(again)).toMatchObject({ state: 'done', counts: nothing });
  expect(await stored()).toEqual({ orders: 3, ids: 3, awarded: 3, customers: 3 });
});

test('[I4] an import the server ended in is taken up by the next: nothing twice, all counted', async () => {
  const id = await checked(orders(6_000));
  await begin(id, 'live-rules');
  const ending = new AbortController();
  const first = run(ending.signal);
  await expect.poll(async () => (await stored()).orders).toBeGreaterThan(500);
  ending.abort();
  await first;
  const half = await stored();
  expect(half.orders).toBeLessThan(6_000);
  expect(await viewOf(id)).toMatchObject({ state: 'running', fault: null });
  await run();
  const all = { orders: 6_000, ids: 6_000, awarded: 6_000, customers: 50 };
  expect(await stored()).toEqual(all);
  expect(await viewOf(id)).toMatchObject({
    state: 'done',
    counts: { new_orders: 6_000, known_orders: 0, decisions: 6_000, new_customers: 50 },
  });
  const { checks } = await runDoctor(db);
  expect(checks.filter((check) => !check.ok && !check.warning)).toEqual([]);
}, 300_000);

test('[I4] two workers never read one file at the same time', async () => {
  const id = await uploaded(orders(2_500));
  await begin(id, 'check');
  await Promise.all([run(), run()]);
  const attempts = `select attempts from stamgast.import where id = $1`;
  expect((await db.owner.query(attempts, [id])).rows).toEqual([{ attempts: 1 }]);
  expect(await viewOf(id)).toMatchObject({ state: 'checked', counts: { orders: 2_500 } });
});

test('[I4] a file that is gone fails in words, and a good one goes on after it', async () => {
  const gone = await uploaded(orders(2));
  rmSync(importFiles(deps.config).upload(gone));
  await begin(gone, 'check');
  await run();
  expect(await viewOf(gone)).toMatchObject({ state: 'failed', fault: 'unreadable' });
  expect(await viewOf(await checked(orders(2)))).toMatchObject({ state: 'checked' });
});

test('[I4] a file that takes the server down is given up after five attempts', async () => {
  const id = await uploaded(orders(2));
  await begin(id, 'check');
  await db.owner.query('update stamgast.import set attempts = 5 where id = $1', [id]);
  await run();
  expect(await viewOf(id)).toMatchObject({ state: 'failed', fault: 'internal' });
  await begin(id, 'check');
  await run();
  expect(await viewOf(id)).toMatchObject({ state: 'checked', fault: null });
});

test('[I4] after a week an upload is forgotten, what was imported stays in the list', async () => {
  const left = await checked(orders(2));
  const done = await checked(orders(2));
  await begin(done, 'none');
  await run();
  const { folder, upload } = importFiles(deps.config);
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${upload(done)}.rejected`, '');
  const age = new Date(Date.parse(START));
  for (const path of [upload(left), `${upload(done)}.rejected`]) utimesSync(path, age, age);
  clock.advance(6 * DAY_MS);
  await forgetImports(deps);
  expect(await viewOf(left)).not.toBeNull();
  clock.advance(2 * DAY_MS);
  await forgetImports(deps);
  expect(await viewOf(left)).toBeNull();
  expect(() => utimesSync(upload(left), age, age)).toThrow('ENOENT');
  utimesSync(`${upload(done)}.rejected`, age, age);
  expect(await viewOf(done)).toMatchObject({ state: 'done' });
  clock.advance(30 * DAY_MS);
  await forgetImports(deps);
  expect(() => utimesSync(`${upload(done)}.rejected`, age, age)).toThrow('ENOENT');
});

test('[I4] an import of a command line that died is told as failed', async () => {
  const id = await uploaded(orders(2));
  await db.owner.query(
    `update stamgast.import set uploaded_at = null, state = 'running',
       noted_at = now() - interval '2 hours' where id = $1`,
    [id],
  );
  await forgetImports(deps);
  expect(await viewOf(id)).toMatchObject({ state: 'failed', fault: 'internal' });
});
