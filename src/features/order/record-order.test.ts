import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CAFE, createTestMerchant } from '#support/ledger.ts';
import {
  apiKeyOf,
  balance,
  type Caller,
  coffees,
  createTestPerson,
  type LedgerScene,
  openLedgerScene,
  orderBody,
  tillOf,
} from '#support/ledger-api.ts';

let scene: LedgerScene;
let key: Caller;
const person = (known = {}) => scene.person(known);

beforeAll(async () => {
  scene = await openLedgerScene();
  key = scene.key;
});
afterAll(() => scene.close());

describe('201', () => {
  test('[E1, E2, E14, I6] an order gives stamps and points, each with its explanation', async () => {
    const { id } = await person();
    const reply = await key.post(
      '/v1/orders',
      orderBody({ member: { id }, lines: [coffees(2, 560)] }),
    );
    expect(reply.status).toBe(201);
    expect(reply.body.id).toMatch(/^ord_/);
    expect(reply.body.decision?.id).toMatch(/^dec_/);
    expect(reply.body.decision?.entries).toEqual([
      {
        unit: 'stamp',
        amount: 2,
        cause: 'rule:coffee@1',
        explanation: {
          code: 'earn.per_item',
          params: { units: 1, quantity: 2, covered: 0, amount: 2 },
          text: '1 stamp for each item: 2 items, 2 stamps in all',
        },
      },
      {
        unit: 'point',
        amount: 5,
        cause: 'rule:euro@1',
        explanation: {
          code: 'earn.per_amount',
          params: {
            units: 1,
            per_minor: 100,
            net_minor: 560,
            currency: 'EUR',
            amount: 5,
            remainder_before_minor: 0,
            remainder_after_minor: 60,
          },
          text: '1 point for each €1: €5.60 gives 5 points, €0.60 is kept',
        },
      },
    ]);
    expect(reply.body.member).toMatchObject({
      id,
      visits: 1,
      accounts: [
        { unit: 'stamp', balance: 2, pending: 0, spendable: 2 },
        { unit: 'point', balance: 5, pending: 0, spendable: 5 },
      ],
    });
  });

  test('[P4, E14] the explanation speaks the language of the reader', async () => {
    const { id } = await person();
    const reply = await key.post(
      '/v1/orders',
      orderBody({ member: { id }, lines: [coffees(1, 560)] }),
      {
        'accept-language': 'sk-SK,sk;q=0.9',
      },
    );
    const text = reply.body.decision?.entries[1]?.explanation.text;
    expect(text?.replaceAll(/\u00a0/g, ' ')).toBe(
      '1 point za 1 €: 5,60 € – 5 points, 0,60 € zostáva nabudúce',
    );
  });

  test('[M6, I6] a member is found by id, card code, short code, external id, e-mail and phone', async () => {
    const known = await person({
      phone: '+421900123456',
      email: 'jana@example.com',
      externalId: { source: 'pos', id: 'c-77' },
    });
    const references = [
      { id: known.id },
      { card_code: known.code.toLowerCase() },
      { card_code: `${known.shortCode.slice(0, 4)}-${known.shortCode.slice(4)}` },
      { external_id: 'c-77' },
      { external_id: 'c-77', source: 'pos' },
      { email: ' Jana@Example.com ' },
      { phone: '+421 900 123 456' },
      { phone: '+421 905 000 000', email: 'jana@example.com' },
    ];
    for (const member of references) {
      const reply = await key.post('/v1/orders', orderBody({ member, lines: [coffees()] }));
      expect(reply.status, JSON.stringify(member)).toBe(201);
      expect(reply.body.member?.id, JSON.stringify(member)).toBe(known.id);
    }
  });

  test('[I6] an unknown phone, e-mail or external id makes a guest order without a decision', async () => {
    for (const member of [
      { phone: '+421 944 999 999' },
      { email: 'nobody@example.com' },
      { external_id: 'unknown' },
      { phone: 'no number' },
      undefined,
    ]) {
      const reply = await key.post('/v1/orders', orderBody({ member, lines: [coffees()] }));
      expect(reply.status).toBe(201);
      expect(reply.body).toMatchObject({ decision: null, member: null });
    }
  });

  test('[E16] 30 and 20 give the point of "1 per 50", and a refund of the 30 takes it back', async () => {
    const fifty = {
      ...CAFE,
      rules: [
        {
          id: 'fifty',
          on: 'purchase' as const,
          give: {
            kind: 'per_amount' as const,
            unit: 'point',
            units: 1,
            per_minor: 5_000,
            remainder: 'keep' as const,
          },
        },
      ],
    };
    const shop = await createTestMerchant(scene.db, fifty);
    const caller = scene.api.as(apiKeyOf(shop.merchantId));
    const { id } = await createTestPerson(scene.db, shop.merchantId);
    const buy = (total_minor: number) =>
      caller.post('/v1/orders', orderBody({ member: { id }, total_minor }));
    const thirty = await buy(3_000);
    expect(balance(thirty, 'point')).toBe(0);
    expect(balance(await buy(2_000), 'point')).toBe(1);
    const refund = await caller.post(`/v1/orders/${thirty.body.id}/refunds`, {
      external_id: 'r1',
      amount_minor: 3_000,
    });
    expect(refund.status).toBe(201);
    expect(balance(refund, 'point')).toBe(0);
  });

  test('[E1] pending orders earn nothing, paid ones do, canceled ones give it back', async () => {
    const { id } = await person();
    const body = orderBody({ member: { id }, lines: [coffees()] });
    const send = (state: string, version: number) =>
      key.post('/v1/orders', { ...body, state, version });
    expect(balance(await send('pending', 0), 'stamp')).toBe(0);
    expect(balance(await send('paid', 1), 'stamp')).toBe(1);
    const canceled = await send('canceled', 2);
    expect(canceled.status).toBe(201);
    expect(balance(canceled, 'stamp')).toBe(0);
    expect(canceled.body.decision?.entries.map((entry) => entry.amount)).toEqual([-1, -2]);
  });

  test('[E1] a line that never earns gives nothing', async () => {
    const { id } = await person();
    const lines = [{ ...coffees(), earns: false }, coffees()];
    const reply = await key.post('/v1/orders', orderBody({ member: { id }, lines }));
    expect(balance(reply, 'stamp')).toBe(1);
    expect(balance(reply, 'point')).toBe(2);
  });

  test('[E1] an unknown amount counts pieces and no money', async () => {
    const { id } = await person();
    const reply = await key.post(
      '/v1/orders',
      orderBody({ member: { id }, lines: [coffees(2, 0)], total_minor: null }),
    );
    expect(reply.status).toBe(201);
    expect(balance(reply, 'stamp')).toBe(2);
    expect(balance(reply, 'point')).toBe(0);
  });

  test('[P4] an order in another currency earns by its amount in the shop currency', async () => {
    const { id } = await person();
    const lines = [coffees(1, 14_000)];
    const fields = { member: { id }, currency: 'CZK', shop_amount_minor: 560, lines };
    const reply = await key.post('/v1/orders', orderBody(fields));
    expect(balance(reply, 'point')).toBe(5);
  });

  test('[S4] a till records the order at its own place', async () => {
    const { id } = await person();
    const till = scene.api.as(tillOf(scene.merchant, 'staff'));
    const reply = await till.post('/v1/orders', orderBody({ member: { id }, lines: [coffees()] }));
    expect(reply.status).toBe(201);
  });
});

describe('200', () => {
  test('[I6] the same snapshot again is a replay with the decision it caused', async () => {
    const { id } = await person();
    const body = orderBody({ member: { id }, lines: [coffees()], version: 3 });
    const first = await key.post('/v1/orders', body);
    await key.post('/v1/orders', orderBody({ member: { id }, lines: [coffees()] }));
    const again = await key.post('/v1/orders', body);
    expect(again.status).toBe(200);
    expect(again.replayed).toBe(true);
    expect(again.body.id).toBe(first.body.id);
    expect(again.body.decision).toEqual(first.body.decision);
    expect(balance(again, 'stamp')).toBe(2);
  });

  test('[I6] a repeat needs no idempotency key, whatever the key is', async () => {
    const { id } = await person();
    const body = orderBody({ member: { id }, lines: [coffees()] });
    const headers = { 'idempotency-key': 'the-same-key' };
    const first = await key.post('/v1/orders', body, headers);
    const again = await key.post('/v1/orders', body, headers);
    expect(again.replayed).toBe(true);
    expect(again.body).toEqual(first.body);
    expect((await key.post('/v1/orders', body, { 'idempotency-key': 'other' })).replayed).toBe(
      true,
    );
  });

  test('[E12] an older snapshot changes nothing and says so', async () => {
    const { id } = await person();
    const body = orderBody({ member: { id } });
    const send = (version: number, quantity: number) =>
      key.post('/v1/orders', {
        ...body,
        version,
        total_minor: quantity * 280,
        lines: [coffees(quantity)],
      });
    await send(5, 3);
    const older = await send(4, 1);
    expect(older.status).toBe(200);
    expect(older.replayed).toBe(false);
    expect(older.body.decision).toBeNull();
    expect(balance(older, 'stamp')).toBe(3);
  });

  test('[I6] the snapshot of a guest again is a replay without a decision', async () => {
    const body = orderBody({ lines: [coffees()] });
    const first = await key.post('/v1/orders', body);
    const again = await key.post('/v1/orders', body);
    expect(again).toMatchObject({ status: 200, replayed: true });
    expect(again.body).toMatchObject({ id: first.body.id, decision: null, member: null });
  });
});
