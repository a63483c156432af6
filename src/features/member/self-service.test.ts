import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db } from '#platform/db/database.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import { newId } from '#platform/ids/ids.ts';
import { createTestMerchant, openTestDb, testClock, testContext } from '#support/ledger.ts';
import { enrollMember } from './index.ts';

let db: Db;
let close: () => Promise<void>;
const clock = testClock('2026-03-05T09:00:00Z');
beforeAll(async () => {
  ({ db, close } = await openTestDb());
});
afterAll(() => close());

/** Somebody the shop knows from orders only. */
const customerWith = async (merchantId: string, email: string): Promise<string> => {
  const id = newId();
  await inMerchant(db, merchantId, (trx) =>
    trx
      .insertInto('member')
      .values({ merchant_id: merchantId, id, email, source: 'import' })
      .execute(),
  );
  return id;
};

const join = (merchantId: string, source: 'poster' | 'link' | 'till', email: string) =>
  enrollMember({ db, clock }, testContext(db, merchantId, clock), { email, source });

test('[M1, M5] typing a stranger’s address on the join page gives none of their purchases', async () => {
  const { merchantId } = await createTestMerchant(db);
  await customerWith(merchantId, 'ema@example.com');
  for (const source of ['poster', 'link'] as const) {
    const joined = await join(merchantId, source, 'ema@example.com');
    expect(joined).toMatchObject({ ok: false, refusal: { code: 'member_exists' } });
  }
});

test('[M1] staff who see the person make the customer a member', async () => {
  const { merchantId } = await createTestMerchant(db);
  const customer = await customerWith(merchantId, 'ema@example.com');
  const joined = await join(merchantId, 'till', 'ema@example.com');
  expect(joined).toMatchObject({ ok: true, status: 'enrolled', memberId: customer });
});
