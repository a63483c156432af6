import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestMember, createTestMerchant, openTestPools } from '#support/ledger.ts';
import { createTestDatabase, type TestDatabase } from '#support/postgres.ts';

const LAUNCHER = resolve(import.meta.dirname, '../../bin/stamgast.js');
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

type Ended = { code: number; stdout: string };

function doctor(...args: string[]): Promise<Ended> {
  const env = { DATABASE_URL: database.url };
  const run = promisify(execFile)(process.execPath, [LAUNCHER, 'doctor', ...args], { env });
  return run.then(
    ({ stdout }) => ({ code: 0, stdout }),
    (error: Ended) => error,
  );
}

const balanceOutOfNothing = async () => {
  const db = await openTestPools(database.url, 1);
  const { merchantId } = await createTestMerchant(db);
  const memberId = await createTestMember(db, merchantId);
  await db.owner.query(
    `insert into stamgast.account (merchant_id, member_id, unit, balance)
     values ($1, $2, 'point', 7)`,
    [merchantId, memberId],
  );
  await db.close();
};

test('[P7] doctor --json prints its checks on one line, and fails when a balance is wrong', async () => {
  const healthy = await doctor('--json');
  expect(healthy.code).toBe(0);
  expect(healthy.stdout.trim().split('\n')).toHaveLength(1);
  const { ok, checks } = JSON.parse(healthy.stdout);
  expect(ok).toBe(true);
  expect(checks.length).toBeGreaterThan(5);
  expect(checks[0]).toMatchObject({ name: expect.any(String), ok: true, failures: [] });

  await balanceOutOfNothing();
  const ill = await doctor('--json');
  expect(ill.code).toBe(1);
  expect(JSON.parse(ill.stdout).ok).toBe(false);
  const told = await doctor();
  expect([told.code, told.stdout]).toEqual([1, expect.stringMatching(/^FAIL {2}/m)]);
});
