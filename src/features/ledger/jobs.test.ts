import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db } from '#platform/db/database.ts';
import { cleanUp } from '#platform/jobs/clean-up.ts';
import {
  CAFE,
  createTestMember,
  createTestMerchant,
  createTestReward,
  openTestDb,
  testClock,
  testContext,
} from '#support/ledger.ts';
import { adjustCommand, redeemCommand, redemptionStep } from '#support/ledger-commands.ts';
import { recordExpiry, runDecision } from './index.ts';

let db: Db;
let close: () => Promise<void>;
const clock = testClock('2026-03-05T09:00:00Z');

beforeAll(async () => {
  ({ db, close } = await openTestDb());
});
afterAll(() => close());

const one = async (text: string, values: unknown[]) => (await db.owner.query(text, values)).rows[0];

test('[B8] a hold that nobody captured ends and its copy comes back', async () => {
  const { merchantId } = await createTestMerchant(db);
  const ctx = testContext(db, merchantId, clock);
  const memberId = await createTestMember(db, merchantId);
  await runDecision(ctx, adjustCommand(memberId, 'stamp', 10));
  const reward = await createTestReward(db, merchantId, { unit: 'stamp', amount: 10 }, 1);
  const held = await runDecision(ctx, redeemCommand(memberId, reward, 'hold'));
  if (held.status !== 'committed') throw new Error(held.status);
  const copies = () => one('select remaining from stamgast.claimable where id = $1', [reward]);
  const expire = redemptionStep(held.decision.redemption!.id, 'expire');
  expect(await copies()).toEqual({ remaining: 0 });
  expect((await runDecision(ctx, expire)).status).toBe('refused');
  clock.advance(11 * 60_000);
  expect((await runDecision(ctx, expire)).status).toBe('committed');
  expect(await copies()).toEqual({ remaining: 1 });
  expect((await runDecision(ctx, expire)).status).toBe('refused');
});

test('[E10] what has expired is recorded once', async () => {
  const { merchantId } = await createTestMerchant(db, {
    ...CAFE,
    units: CAFE.units.map((unit) => ({ ...unit, expiry: { kind: 'after_months', months: 1 } })),
  });
  const ctx = testContext(db, merchantId, clock);
  const memberId = await createTestMember(db, merchantId);
  await runDecision(ctx, adjustCommand(memberId, 'point', 10));
  expect(await recordExpiry(db, clock)).toBe(0);
  clock.advance(40 * 86_400_000);
  expect(await recordExpiry(db, clock)).toBe(1);
  expect(await recordExpiry(db, clock)).toBe(0);
  expect(
    await one('select balance from stamgast.account where member_id = $1', [memberId]),
  ).toEqual({ balance: 0 });
});

test('[P8] old keys, codes and handled events are deleted, young ones stay', async () => {
  const { merchantId } = await createTestMerchant(db);
  await db.owner.query(
    `insert into stamgast.idempotency_key
       (merchant_id, principal, key, hash, status, body, created_at)
     select $1, 'test', n::text, '', 200, '{}', now() - n * interval '1 day'
     from generate_series(29, 32) n`,
    [merchantId],
  );
  await db.owner.query(
    `insert into control.one_time_code (hash, code_hash, purpose, merchant_id, subject_id, expires_at)
     select int4send(n), '', 'pairing', $1, $1, now() - n * interval '1 day'
     from generate_series(0, 2) n`,
    [merchantId],
  );
  await db.owner.query(
    `insert into stamgast.outbox (merchant_id, at, id, type, data, handled_at)
     select $1, now(), gen_random_uuid(), 'x', '{}', h
     from unnest(array[null, now(), now() - interval '31 days']) h`,
    [merchantId],
  );
  expect(await cleanUp(db)).toEqual({
    'stamgast.idempotency_key': 3,
    'stamgast.outbox': 1,
    'control.one_time_code': 2,
  });
});
