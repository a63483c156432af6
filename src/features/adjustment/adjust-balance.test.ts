import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestMerchant } from '#support/ledger.ts';
import {
  apiKeyOf,
  balance,
  type Caller,
  createTestPerson,
  type LedgerScene,
  openLedgerScene,
  tillOf,
} from '#support/ledger-api.ts';

let scene: LedgerScene;
let key: Caller;

beforeAll(async () => {
  scene = await openLedgerScene();
  key = scene.key;
});
afterAll(() => scene.close());

const someone = async () => ({ id: (await scene.person()).id });
const adjust = (member: object, amount: number, unit = 'point', caller = key) =>
  caller.post('/v1/adjustments', { member, unit, amount, reason: 'spilled coffee' });

test('[P7, E14] 201: a correction gives and takes, with its reason', async () => {
  const member = await someone();
  const given = await adjust(member, 7);
  expect(given.status).toBe(201);
  expect(given.body.decision?.entries[0]).toMatchObject({
    amount: 7,
    cause: 'adjustment',
    explanation: { text: 'Corrected by hand: spilled coffee (7 points)' },
  });
  expect(balance(await adjust(member, -3), 'point')).toBe(4);
});

test('[I6] 200: the same key gives the same answer', async () => {
  const member = await someone();
  const headers = { 'idempotency-key': 'adjust-1' };
  const body = { member, unit: 'point', amount: 1, reason: 'x' };
  const first = await key.post('/v1/adjustments', body, headers);
  const again = await key.post('/v1/adjustments', body, headers);
  expect(again).toMatchObject({ status: 200, replayed: true, body: first.body });
});

test('[P3] 403: staff at the till may not', async () => {
  const till = scene.api.as(tillOf(scene.merchant, 'staff'));
  expect(await adjust(await someone(), 1, 'point', till)).toMatchObject({
    status: 403,
    body: { code: 'forbidden' },
  });
});

test('[I6, P2] 404: unknown members, and those of another merchant', async () => {
  const other = await createTestMerchant(scene.db);
  const stranger = await createTestPerson(scene.db, other.merchantId);
  expect((await adjust({ id: stranger.id }, 1)).status).toBe(404);
  expect((await adjust({ email: 'nobody@example.com' }, 1)).status).toBe(404);
});

test('[P7] 409: taking more than can be spent is adjustment_below_zero', async () => {
  const member = await someone();
  await adjust(member, 5);
  expect(await adjust(member, -6)).toMatchObject({
    status: 409,
    body: { code: 'adjustment_below_zero' },
  });
  const other = scene.api.as(apiKeyOf(scene.merchant.merchantId));
  expect(balance(await adjust(member, -5, 'point', other), 'point')).toBe(0);
});

test('[P7] 422: nothing at all, an unknown unit, no reason', async () => {
  const member = await someone();
  expect(await adjust(member, 0)).toMatchObject({
    status: 422,
    body: { code: 'adjustment_zero' },
  });
  expect(await adjust(member, 1, 'gold')).toMatchObject({
    status: 422,
    body: { code: 'unknown_unit' },
  });
  const silent = await key.post('/v1/adjustments', { member, unit: 'point', amount: 1 });
  expect(silent.body.errors[0]?.path).toBe('reason');
  const half = await adjust(member, 1.5);
  expect(half.body.errors[0]?.path).toBe('amount');
});
