import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  apiKeyOf,
  balance,
  type Caller,
  coffees,
  type LedgerScene,
  openLedgerScene,
  orderBody,
} from '#support/ledger-api.ts';

let scene: LedgerScene;
let key: Caller;

beforeAll(async () => {
  scene = await openLedgerScene();
  key = scene.key;
});
afterAll(() => scene.close());

const bought = async (fields: object = {}) => {
  const { id } = await scene.person();
  const body = orderBody({ member: { id }, lines: [coffees(4, 1_000)], ...fields });
  const made = await key.post('/v1/orders', body);
  return { body, id: made.body.id, refunds: `/v1/orders/${made.body.id}/refunds` };
};

describe('201', () => {
  test('[E12] refunds in parts leave the same as one refund of all', async () => {
    const parts = await bought();
    const whole = await bought();
    await key.post(parts.refunds, { external_id: 'a', lines: [{ index: 0, quantity: 1 }] });
    await key.post(parts.refunds, { external_id: 'b', lines: [{ index: 0, quantity: 2 }] });
    const inParts = await key.post(parts.refunds, {
      external_id: 'c',
      lines: [{ index: 0, quantity: 1 }],
    });
    const atOnce = await key.post(whole.refunds, {
      external_id: 'a',
      lines: [{ index: 0, quantity: 4 }],
    });
    expect(atOnce.status).toBe(201);
    expect(inParts.body.member?.accounts).toEqual(atOnce.body.member?.accounts);
    expect(balance(atOnce, 'stamp')).toBe(0);
    expect(balance(atOnce, 'point')).toBe(0);
  });

  test('[E12, E14] one of four pieces takes a stamp and a quarter of the points', async () => {
    const order = await bought();
    const reply = await key.post(order.refunds, {
      external_id: 'a',
      lines: [{ index: 0, quantity: 1 }],
    });
    expect(balance(reply, 'stamp')).toBe(3);
    expect(balance(reply, 'point')).toBe(7);
    expect(reply.body.decision?.entries.map(({ explanation }) => explanation.text)).toEqual([
      '3 items that count are left, 1 stamp each: 1 stamp taken back',
      '€7.50 is left of the purchase, 1 point for each €1: 3 points taken back, €0.50 is kept',
    ]);
  });

  test('[E12] an amount alone leaves the pieces', async () => {
    const order = await bought();
    const reply = await key.post(order.refunds, { external_id: 'a', amount_minor: 500 });
    expect(balance(reply, 'stamp')).toBe(4);
    expect(balance(reply, 'point')).toBe(5);
    expect((await key.get(`/v1/orders/${order.id}`)).body.net_minor).toBe(500);
  });

  test('[E12] a refund of a guest is kept without a decision', async () => {
    const order = await bought({ member: undefined });
    const reply = await key.post(order.refunds, { external_id: 'a', amount_minor: 250 });
    expect(reply).toMatchObject({ status: 201, body: { decision: null, member: null } });
    expect((await key.get(`/v1/orders/${order.id}`)).body.net_minor).toBe(750);
  });

  test('[E12, P4] a refund of an order in another currency is counted in the shop currency', async () => {
    const order = await bought({
      currency: 'CZK',
      lines: [coffees(4, 25_000)],
      shop_amount_minor: 1_000,
    });
    const reply = await key.post(order.refunds, { external_id: 'a', amount_minor: 25_000 });
    expect(balance(reply, 'point')).toBe(0);
  });
});

describe('200', () => {
  test('[E12, I6] the same refund again is a replay with the decision it caused', async () => {
    const order = await bought();
    const refund = { external_id: 'a', lines: [{ index: 0, quantity: 1 }] };
    const first = await key.post(order.refunds, refund);
    const again = await key.post(order.refunds, refund);
    expect(again).toMatchObject({ status: 200, replayed: true });
    expect(again.body).toEqual(first.body);
  });

  test('[E12] a newer snapshot keeps the refunds it does not mention', async () => {
    const order = await bought();
    await key.post(order.refunds, { external_id: 'a', lines: [{ index: 0, quantity: 1 }] });
    const newer = await key.post('/v1/orders', {
      ...order.body,
      version: 1,
      lines: [coffees(5, 1_250)],
      total_minor: 1_250,
    });
    expect(balance(newer, 'stamp')).toBe(4);
    const refunded = await key.get(`/v1/orders/${order.id}`);
    expect(refunded.body).toMatchObject({ refunds: [{ external_id: 'a' }], net_minor: 1_000 });
  });

  test('[E12] a refund told by a snapshot first is known to the refunds route', async () => {
    const refund = { external_id: 'a', lines: [{ index: 0, quantity: 1 }] };
    const order = await bought({ refunds: [refund] });
    const reply = await key.post(order.refunds, refund);
    expect(reply.status).toBe(200);
    expect(balance(reply, 'stamp')).toBe(3);
  });
});

describe('404, 409, 422', () => {
  test('[E12] an unknown order answers 404', async () => {
    const refund = { external_id: 'a', amount_minor: 1 };
    const unknown = '/v1/orders/ord_01h45ytscbebyvny4gc8cr8ma2/refunds';
    expect(await key.post(unknown, refund)).toMatchObject({ status: 404 });
    expect(await key.post('/v1/orders/nonsense/refunds', refund)).toMatchObject({ status: 404 });
  });

  test('[E12] the same refund id with other content is refund_changed', async () => {
    const order = await bought();
    await key.post(order.refunds, { external_id: 'a', amount_minor: 100 });
    const reply = await key.post(order.refunds, { external_id: 'a', amount_minor: 200 });
    expect(reply).toMatchObject({ status: 409, body: { code: 'refund_changed' } });
  });

  test('[E12] a refund of a pending order is order_not_paid', async () => {
    const order = await bought({ state: 'pending' });
    const reply = await key.post(order.refunds, { external_id: 'a', amount_minor: 100 });
    expect(reply).toMatchObject({ status: 409, body: { code: 'order_not_paid' } });
  });

  test('[E12] more than was bought is refund_exceeds_order, by pieces and by money', async () => {
    for (const member of [undefined, {}]) {
      const order = await bought(member === undefined ? {} : { member: undefined });
      const pieces = { external_id: 'a', lines: [{ index: 0, quantity: 5 }] };
      const money = { external_id: 'b', amount_minor: 1_001 };
      for (const refund of [pieces, money]) {
        const reply = await key.post(order.refunds, refund);
        expect(reply).toMatchObject({ status: 422, body: { code: 'refund_exceeds_order' } });
      }
    }
  });

  test('[E12] a line the order does not have is refund_line_unknown', async () => {
    const order = await bought();
    const refund = { external_id: 'a', lines: [{ index: 7, quantity: 1 }] };
    const reply = await key.post(order.refunds, refund);
    expect(reply).toMatchObject({ status: 422, body: { code: 'refund_line_unknown' } });
  });

  test('[E12] a refund of nothing, or of a line by two names, is an invalid request', async () => {
    const order = await bought();
    const nothing = await key.post(order.refunds, { external_id: 'a' });
    expect(nothing).toMatchObject({ status: 422, body: { code: 'invalid_request' } });
    expect(nothing.body.errors[0]?.message).toBe('Give at least one of: lines, amount_minor.');
    const twice = { external_id: 'a', lines: [{ index: 0, id: '0', quantity: 1 }] };
    const reply = await key.post(order.refunds, twice);
    expect(reply.body.errors[0]).toMatchObject({ message: 'Give only one of: id, index.' });
  });

  test('[I6] without the permission the answer is 403', async () => {
    const order = await bought();
    const reader = scene.api.as(apiKeyOf(scene.merchant.merchantId, ['orders:read']));
    const reply = await reader.post(order.refunds, { external_id: 'a', amount_minor: 1 });
    expect(reply).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });
});
