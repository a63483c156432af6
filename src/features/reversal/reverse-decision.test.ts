import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeId } from '#platform/ids/ids.ts';
import { createTestMerchant, createTestReward } from '#support/ledger.ts';
import {
  apiKeyOf,
  balance,
  type Caller,
  coffees,
  type LedgerScene,
  openLedgerScene,
  orderBody,
  type Reply,
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
const tap = (caller: Caller, member: object, amount = 1) =>
  caller.post('/v1/visits', { member, stamps: [{ unit: 'stamp', amount }] });
const undo = (caller: Caller, made: Reply, reason?: string) =>
  caller.post('/v1/reversals', { decision_id: made.body.decision?.id, reason });

describe('201', () => {
  test('[E12, S4] a tap is taken back, with its explanation', async () => {
    const member = await someone();
    const undone = await undo(key, await tap(key, member, 3));
    expect(undone.status).toBe(201);
    expect(balance(undone, 'stamp')).toBe(0);
    expect(undone.body.decision?.entries[0]).toMatchObject({
      amount: -3,
      cause: 'reversal',
      explanation: { text: 'The visit was undone (3 stamps)' },
    });
  });

  test('[E12] an order taken back is excluded: a later snapshot gives nothing', async () => {
    const member = await someone();
    const body = orderBody({ member, lines: [coffees(2)] });
    const made = await key.post('/v1/orders', body);
    expect(balance(await undo(key, made), 'stamp')).toBe(0);
    const newer = { ...body, version: 1, lines: [coffees(4)], total_minor: 1_120 };
    const later = await key.post('/v1/orders', newer);
    expect(later.status).toBe(201);
    expect(balance(later, 'stamp')).toBe(0);
    expect((await key.get(`/v1/orders/${made.body.id}`)).body.excluded).toBe(true);
  });

  test('[E12] what was spent meanwhile is owed and the next units repay it', async () => {
    const member = await someone();
    const made = await tap(key, member, 10);
    const uuid = await createTestReward(scene.db, scene.merchant.merchantId, {
      unit: 'stamp',
      amount: 10,
    });
    await key.post('/v1/redemptions', { member, reward_id: encodeId('rew', uuid) });
    const undone = await undo(key, made);
    const account = undone.body.member?.accounts.find(({ unit }) => unit === 'stamp');
    expect(account).toMatchObject({ balance: -10, spendable: 0 });
    expect(balance(await tap(key, member, 12), 'stamp')).toBe(2);
  });

  test('[E12] adjustments and redemptions are taken back too', async () => {
    const member = await someone();
    const given = await key.post('/v1/adjustments', {
      member,
      unit: 'stamp',
      amount: 10,
      reason: 'goodwill',
    });
    const uuid = await createTestReward(scene.db, scene.merchant.merchantId, {
      unit: 'stamp',
      amount: 10,
    });
    const redeem = { member, reward_id: encodeId('rew', uuid) };
    const issued = await key.post('/v1/redemptions', redeem);
    expect(balance(await undo(key, issued), 'stamp')).toBe(10);
    expect((await key.get(`/v1/redemptions/${issued.body.id}`)).body.state).toBe('canceled');
    expect(balance(await undo(key, given), 'stamp')).toBe(0);
  });

  test('[S4] staff undo what they did themselves within a minute, on any till', async () => {
    const member = await someone();
    const barista = tillOf(scene.merchant, 'staff');
    const made = await tap(scene.api.as(barista), member);
    scene.clock.advance(60_000);
    const elsewhere = scene.api.as(tillOf(scene.merchant, 'staff', barista.staffId));
    expect((await undo(elsewhere, made)).status).toBe(201);
  });

  test('[S4, P3] a manager and a program undo at any time', async () => {
    const member = await someone();
    const till = scene.api.as(tillOf(scene.merchant, 'staff'));
    const [first, second] = [await tap(till, member), await tap(till, member)];
    scene.clock.advance(86_400_000);
    const manager = scene.api.as(tillOf(scene.merchant, 'manager'));
    expect((await undo(manager, first)).status).toBe(201);
    expect((await undo(key, second)).status).toBe(201);
  });
});

describe('200', () => {
  test('[I6] the same key gives the same answer', async () => {
    const made = await tap(key, await someone());
    const headers = { 'idempotency-key': 'undo-1' };
    const body = { decision_id: made.body.decision?.id };
    const first = await key.post('/v1/reversals', body, headers);
    const again = await key.post('/v1/reversals', body, headers);
    expect(again).toMatchObject({ status: 200, replayed: true });
    expect(again.body).toEqual(first.body);
  });
});

describe('403, 404, 409', () => {
  test('[S4] after a minute staff are told undo_expired', async () => {
    const till = scene.api.as(tillOf(scene.merchant, 'staff'));
    const made = await tap(till, await someone());
    scene.clock.advance(60_001);
    expect(await undo(till, made)).toMatchObject({
      status: 409,
      body: { code: 'undo_expired', details: { seconds: 60 } },
    });
  });

  test('[S4, P3] what another did, or with nobody signed in, is forbidden', async () => {
    const made = await tap(scene.api.as(tillOf(scene.merchant, 'staff')), await someone());
    const others = [
      tillOf(scene.merchant, 'staff'),
      tillOf(scene.merchant, null),
      apiKeyOf(scene.merchant.merchantId, ['visits:write']),
    ];
    for (const principal of others) {
      expect(await undo(scene.api.as(principal), made)).toMatchObject({
        status: 403,
        body: { code: 'forbidden' },
      });
    }
  });

  test('[I6, P2] an unknown decision, or one of another merchant, answers 404', async () => {
    const made = await tap(key, await someone());
    const other = await createTestMerchant(scene.db);
    expect((await undo(scene.api.as(apiKeyOf(other.merchantId)), made)).status).toBe(404);
    expect((await key.post('/v1/reversals', { decision_id: 'nonsense' })).status).toBe(404);
  });

  test('[E12] twice is already_reversed', async () => {
    const made = await tap(key, await someone());
    await undo(key, made);
    expect(await undo(key, made)).toMatchObject({
      status: 409,
      body: { code: 'already_reversed', details: { decision_id: made.body.decision?.id } },
    });
  });

  test('[E12] a reversal itself is not_reversible, nor an order that has moved on', async () => {
    const undone = await undo(key, await tap(key, await someone()));
    expect(await undo(key, undone)).toMatchObject({
      status: 409,
      body: { code: 'not_reversible' },
    });
    const body = orderBody({ lines: [coffees()] });
    const first = await key.post('/v1/orders', { ...body, member: await someone() });
    await key.post('/v1/orders', { ...body, version: 1, member: await someone() });
    expect(await undo(key, first)).toMatchObject({
      status: 409,
      body: { code: 'not_reversible' },
    });
  });

  test('[E12] sixteen reversals at once take it back once', async () => {
    const member = await someone();
    const made = await tap(key, member, 5);
    const replies = await Promise.all(Array.from({ length: 16 }, () => undo(key, made)));
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(1);
    const codes = replies.filter(({ status }) => status !== 201).map(({ body }) => body.code);
    expect(new Set(codes)).toEqual(new Set(['already_reversed']));
    expect(balance(await tap(key, member), 'stamp')).toBe(1);
  });
});
