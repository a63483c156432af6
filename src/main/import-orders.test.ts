import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestMerchant, openTestPools } from '#support/ledger.ts';
import { createTestDatabase, type TestDatabase } from '#support/postgres.ts';

const LAUNCHER = resolve(import.meta.dirname, '../../bin/stamgast.js');
const ROWS = [
  'receipt;date;item;quantity;unit price;customer',
  'R1;2026-02-01 09:00;Coffee;2;2,50;K1',
  'R1;2026-02-01 09:00;Cake;1;4,20;K1',
  'R2;2026-02-02 09:00;Tea;1;three;',
  'R3;2026-02-03 09:00;=Tea;-1;2,00;K2',
];

let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'stamgast-import-'));
  writeFileSync(join(folder, 'orders.csv'), ROWS.join('\n'));
  const db = await openTestPools(database.url, 1);
  await createTestMerchant(db);
  await db.close();
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

const importing = (...args: string[]) =>
  promisify(execFile)(process.execPath, [LAUNCHER, 'import', 'orders', ...args], {
    env: { DATABASE_URL: database.url },
    cwd: folder,
    timeout: 60_000,
  });

test('[I4] import orders --json tells mapping, counts and rejected rows on one line', async () => {
  const dry = await importing('orders.csv', '--dry-run', '--json');
  expect(dry.stdout.trim().split('\n')).toHaveLength(1);
  expect(JSON.parse(dry.stdout)).toMatchObject({
    import_id: null,
    mapping: { delimiter: ';', decimal: ',', columns: { order: 'receipt' } },
    counts: { lines: 4, orders: 1, new_orders: 1, amount_minor: 920 },
    rejected: [
      { row: 4, reason: 'amount_unreadable' },
      { row: 5, reason: 'quantity_not_positive' },
    ],
  });
  writeFileSync(join(folder, 'mapping.json'), dry.stdout);
  const told = await importing(
    'orders.csv',
    '--mapping',
    'mapping.json',
    '--rejected',
    'rejected.csv',
  );
  expect(told.stdout).toMatch(/^Import imp_.*\nLines {6}4, 2 of them rejected\nOrders {5}1 of 3/);
  expect(readFileSync(join(folder, 'rejected.csv'), 'utf8').split('\r\n')).toEqual([
    'row,reason',
    '4,amount_unreadable,R2,2026-02-02 09:00,Tea,1,three,',
    '5,quantity_not_positive,R3,2026-02-03 09:00,\'=Tea,-1,"2,00",K2',
    '',
  ]);
});

test('[I4] import orders says what to do about a wrong option', async () => {
  await expect(importing('nothing.csv')).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/nothing\.csv: there is no such file/),
  });
  await expect(importing('orders.csv', '--merchant', 'mer_x')).rejects.toMatchObject({
    stderr: expect.stringMatching(/--merchant: give the id/),
  });
  writeFileSync(join(folder, 'wrong.json'), '{"delimiter": ";;"}');
  await expect(importing('orders.csv', '--mapping', 'wrong.json')).rejects.toMatchObject({
    stderr: expect.stringMatching(/delimiter: /),
  });
});
