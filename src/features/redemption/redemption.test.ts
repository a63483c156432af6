import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inMerchant } from '#platform/db/tenant.ts';
import { decodeId, encodeId } from '#platform/ids/ids.ts';
import { createTestMerchant, createTestReward } from '#support/ledger.ts';
import {
  apiKeyOf,
  balance,
  type Caller,
  createTestPerson,
  type LedgerScene,
  openLedgerScene,
  type Reply,
  tillOf,
} from '#support/ledger-api.ts';
import { expireRedemption } from './index.ts';

let scene: LedgerScene;
let key: Caller;
let coffeeUuid: string;
let coffee: string;

beforeAll(async () => {
  scene = await openLedgerScene();
  key = scene.key;
  const cost = { unit: 'stamp', amount: 10 };
  coffeeUuid = await createTestReward(scene.db, scene.merchant.merchantId, cost);
  coffee = encodeId('rew', coffeeUuid);
});
afterAll(() => scene.close());

/** A member with so many stamps. */
const memberWith = async (amount: number) => {
  const member = { id: (await scene.person()).id };
  await key.post('/v1/adjustments', { member, unit: 'stamp', amount, reason: 'start' });
  return member;
};
const spendable = (reply: Reply) =>
  reply.body.member?.accounts.find(({ unit }) => unit === 'stamp')?.spendable;

describe('201', () => {
  test('[B1, B6, E14] a redemption takes the price and names the reward', async () => {
    const member = await memberWith(12);
    const reply = await key.post('/v1/redemptions', { member, reward_id: coffee });
    expect(reply.status).toBe(201);
    expect(reply.body).toMatchObject({
      state: 'issued',
      reward: { id: coffee, revision: 1, kind: 'free_product', cost: { amount: 10 } },
    });
    expect(balance(reply, 'stamp')).toBe(2);
    expect(reply.body.decision?.entries[0]).toMatchObject({
      amount: -10,
      cause: `reward:${coffee}#1`,
      explanation: { params: { reward_id: coffee }, text: 'Reward: Coffee (10 stamps)' },
    });
    const shown = await key.get(`/v1/redemptions/${reply.body.id}`);
    expect(shown.body).toMatchObject({ id: reply.body.id, state: 'issued', member_id: member.id });
  });

  test('[B8] a hold sets the units aside; a capture takes them', async () => {
    const member = await memberWith(12);
    const held = await key.post('/v1/redemptions', { member, reward_id: coffee, hold: true });
    expect(held.body.state).toBe('held');
    expect(held.body.hold_expires_at).toBe(new Date(scene.clock.now() + 10 * 60_000).toISOString());
    expect(balance(held, 'stamp')).toBe(12);
    expect(spendable(held)).toBe(2);
    const captured = await key.post(`/v1/redemptions/${held.body.id}/captures`);
    expect(captured).toMatchObject({ status: 201, body: { state: 'issued' } });
    expect(balance(captured, 'stamp')).toBe(2);
    const fulfilled = await key.post(`/v1/redemptions/${held.body.id}/fulfillments`);
    expect(fulfilled.body.state).toBe('fulfilled');
  });

  test('[B8] a release gives what was held back', async () => {
    const member = await memberWith(10);
    const held = await key.post('/v1/redemptions', { member, reward_id: coffee, hold: true });
    expect(spendable(held)).toBe(0);
    const released = await key.post(`/v1/redemptions/${held.body.id}/releases`);
    expect(released.body.state).toBe('released');
    expect(spendable(released)).toBe(10);
  });

  test('[B8] a hold that is over expires and its units come back', async () => {
    const member = await memberWith(10);
    const held = await key.post('/v1/redemptions', { member, reward_id: coffee, hold: true });
    scene.clock.advance(10 * 60_000);
    const late = await key.post(`/v1/redemptions/${held.body.id}/captures`);
    expect(late).toMatchObject({ status: 409, body: { code: 'hold_expired' } });
    const { db, clock, merchant } = scene;
    const ctx = { db, clock, merchantId: merchant.merchantId, actor: 'system' };
    expect(await expireRedemption(ctx, decodeId('red', held.body.id) ?? '')).toBe('expired');
    expect(await expireRedemption(ctx, decodeId('red', held.body.id) ?? '')).toBe('settled');
    expect((await key.get(`/v1/redemptions/${held.body.id}`)).body.state).toBe('expired');
    const again = await key.post('/v1/redemptions', { member, reward_id: coffee });
    expect(again.status).toBe(201);
  });

  test('[B6] canceled within a minute the balance is as it was', async () => {
    const member = await memberWith(10);
    const issued = await key.post('/v1/redemptions', { member, reward_id: coffee });
    scene.clock.advance(59_000);
    const canceled = await key.post(`/v1/redemptions/${issued.body.id}/cancellations`);
    expect(canceled.body.state).toBe('canceled');
    expect(balance(canceled, 'stamp')).toBe(10);
    expect(canceled.body.decision?.entries[0]?.explanation.text).toBe(
      'Reward canceled: Coffee (10 stamps given back)',
    );
  });

  test('[B8] canceled later by a program the units come back too', async () => {
    const member = await memberWith(10);
    const issued = await key.post('/v1/redemptions', { member, reward_id: coffee });
    scene.clock.advance(3_600_000);
    const canceled = await key.post(`/v1/redemptions/${issued.body.id}/cancellations`);
    expect(balance(canceled, 'stamp')).toBe(10);
  });

  test('[B6, S4] the last units are won by one of two tills', async () => {
    for (let round = 0; round < 5; round++) {
      const member = await memberWith(10);
      const replies = await Promise.all(
        Array.from({ length: 8 }, () =>
          scene.api
            .as(tillOf(scene.merchant, 'staff'))
            .post('/v1/redemptions', { member, reward_id: coffee }),
        ),
      );
      expect(replies.filter(({ status }) => status === 201)).toHaveLength(1);
      const others = replies.filter(({ status }) => status !== 201);
      expect(new Set(others.map(({ body }) => body.code))).toEqual(new Set(['insufficient_units']));
    }
  });

  test('[B6, S4] staff cancel what they issued themselves within a minute, on any till', async () => {
    const member = await memberWith(10);
    const barista = tillOf(scene.merchant, 'staff');
    const issued = await scene.api
      .as(barista)
      .post('/v1/redemptions', { member, reward_id: coffee });
    const elsewhere = tillOf(scene.merchant, 'staff', barista.staffId);
    const path = `/v1/redemptions/${issued.body.id}/cancellations`;
    const stranger = await scene.api.as(tillOf(scene.merchant, 'staff')).post(path);
    expect(stranger).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    scene.clock.advance(60_000);
    expect((await scene.api.as(elsewhere).post(path)).status).toBe(201);
  });
});

describe('200', () => {
  test('[I6] the same key gives the same redemption', async () => {
    const member = await memberWith(20);
    const headers = { 'idempotency-key': 'redeem-1' };
    const body = { member, reward_id: coffee };
    const first = await key.post('/v1/redemptions', body, headers);
    const again = await key.post('/v1/redemptions', body, headers);
    expect(again).toMatchObject({ status: 200, replayed: true });
    expect(again.body).toEqual(first.body);
  });

  test('[I6] redemptions are listed newest first, page by page', async () => {
    const member = await memberWith(30);
    const made: string[] = [];
    for (let i = 0; i < 3; i++) {
      made.unshift((await key.post('/v1/redemptions', { member, reward_id: coffee })).body.id);
      scene.clock.advance(1_000);
    }
    const path = `/v1/redemptions?member_id=${member.id}&limit=2`;
    const first = await key.get(path);
    expect(first.body.data.map(({ id }) => id)).toEqual(made.slice(0, 2));
    const rest = await key.get(`${path}&cursor=${first.body.next_cursor}`);
    expect(rest.body.data.map(({ id }) => id)).toEqual(made.slice(2));
    expect((await key.get('/v1/redemptions?cursor=x')).status).toBe(422);
  });
});

describe('403, 404, 409', () => {
  test('[P3] without the permission the answer is 403', async () => {
    const reader = scene.api.as(apiKeyOf(scene.merchant.merchantId, ['members:read']));
    const reply = await reader.post('/v1/redemptions', { member: { id: 'x' }, reward_id: coffee });
    expect(reply).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });

  test('[I6, P2] unknown rewards, members and redemptions, and those of others, answer 404', async () => {
    const member = await memberWith(10);
    const other = await createTestMerchant(scene.db);
    const stranger = await createTestPerson(scene.db, other.merchantId);
    const foreign = await createTestReward(scene.db, other.merchantId, {
      unit: 'stamp',
      amount: 1,
    });
    const cases: [object, string][] = [
      [{ member, reward_id: encodeId('rew', foreign) }, 'not_found'],
      [{ member, reward_id: 'nonsense' }, 'not_found'],
      [{ member: { id: stranger.id }, reward_id: coffee }, 'not_found'],
      [{ member: { card_code: stranger.code }, reward_id: coffee }, 'card_code_unknown'],
    ];
    for (const [body, code] of cases) {
      expect(await key.post('/v1/redemptions', body)).toMatchObject({
        status: 404,
        body: { code },
      });
    }
    const issued = await key.post('/v1/redemptions', { member, reward_id: coffee });
    const outsider = scene.api.as(apiKeyOf(other.merchantId));
    for (const step of ['captures', 'releases', 'fulfillments', 'cancellations']) {
      const path = `/v1/redemptions/${issued.body.id}/${step}`;
      expect((await outsider.post(path)).status).toBe(404);
      expect((await key.post(`/v1/redemptions/nonsense/${step}`)).status).toBe(404);
    }
    expect((await outsider.get(`/v1/redemptions/${issued.body.id}`)).status).toBe(404);
  });

  test('[B6] too few units are insufficient_units with both numbers', async () => {
    const member = await memberWith(9);
    expect(await key.post('/v1/redemptions', { member, reward_id: coffee })).toMatchObject({
      status: 409,
      body: { code: 'insufficient_units', details: { unit: 'stamp', needed: 10, spendable: 9 } },
    });
  });

  test('[B8] a wrong step is redemption_state with the state it is in', async () => {
    const member = await memberWith(10);
    const issued = await key.post('/v1/redemptions', { member, reward_id: coffee });
    for (const step of ['captures', 'releases']) {
      const reply = await key.post(`/v1/redemptions/${issued.body.id}/${step}`);
      expect(reply).toMatchObject({
        status: 409,
        body: { code: 'redemption_state', details: { state: 'issued' } },
      });
    }
  });

  test('[B2] the last copy is had once, then it is reward_sold_out', async () => {
    const cost = { unit: 'stamp', amount: 1 };
    const uuid = await createTestReward(scene.db, scene.merchant.merchantId, cost, 1);
    const reward_id = encodeId('rew', uuid);
    const redeem = async () =>
      key.post('/v1/redemptions', { member: await memberWith(1), reward_id });
    const first = await redeem();
    expect(first.status).toBe(201);
    expect(await redeem()).toMatchObject({
      status: 409,
      body: { code: 'reward_sold_out', details: { reward_id } },
    });
    await key.post(`/v1/redemptions/${first.body.id}/cancellations`);
    expect((await redeem()).status).toBe(201);
  });

  test('[B1] a reward that is no longer offered is reward_inactive', async () => {
    const cost = { unit: 'stamp', amount: 1 };
    const { merchantId } = scene.merchant;
    const uuid = await createTestReward(scene.db, merchantId, cost);
    await inMerchant(scene.db, merchantId, (trx) =>
      trx
        .updateTable('reward')
        .set({ active: false })
        .where('merchant_id', '=', merchantId)
        .where('id', '=', uuid)
        .execute(),
    );
    const body = { member: await memberWith(1), reward_id: encodeId('rew', uuid) };
    expect(await key.post('/v1/redemptions', body)).toMatchObject({
      status: 409,
      body: { code: 'reward_inactive' },
    });
  });

  test('[S4] staff cancel late only with the right to reverse', async () => {
    const member = await memberWith(10);
    const barista = tillOf(scene.merchant, 'staff');
    const issued = await scene.api
      .as(barista)
      .post('/v1/redemptions', { member, reward_id: coffee });
    scene.clock.advance(61_000);
    const path = `/v1/redemptions/${issued.body.id}/cancellations`;
    const late = await scene.api.as(barista).post(path);
    expect(late).toMatchObject({ status: 409, body: { code: 'undo_expired' } });
    expect((await scene.api.as(tillOf(scene.merchant, 'manager')).post(path)).status).toBe(201);
  });
});
