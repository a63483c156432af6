import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inMerchant } from '#platform/db/tenant.ts';
import { encodeId, newId } from '#platform/ids/ids.ts';
import { CAFE, createTestMerchant } from '#support/ledger.ts';
import {
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

/** The café, with a point for each visit. */
const WITH_VISITS = {
  ...CAFE,
  rules: [
    ...CAFE.rules,
    {
      id: 'visit',
      on: 'visit' as const,
      give: { kind: 'fixed' as const, unit: 'point', units: 1 },
    },
  ],
};

beforeAll(async () => {
  scene = await openLedgerScene(WITH_VISITS);
  key = scene.key;
});
afterAll(() => scene.close());

const tap = (amount: number) => [{ unit: 'stamp', amount }];

describe('201', () => {
  test('[S2, E2] a tap at the till is n items, with its explanation', async () => {
    const { id } = await scene.person();
    const till = scene.api.as(tillOf(scene.merchant, 'staff'));
    const reply = await till.post('/v1/visits', { member: { id }, stamps: tap(2) });
    expect(reply.status).toBe(201);
    expect(reply.body.id).toMatch(/^vis_/);
    expect(balance(reply, 'stamp')).toBe(2);
    expect(reply.body.member?.visits).toBe(1);
    const texts = reply.body.decision?.entries.map(({ explanation }) => explanation.text);
    expect(texts).toEqual(['For the visit: 1 point', 'Added at the till: 2 stamps']);
  });

  test('[E13] within the cool-down it is one visit, and no tap is dropped', async () => {
    const { id } = await scene.person();
    const first = await key.post('/v1/visits', { member: { id }, stamps: tap(1) });
    scene.clock.advance(119 * 60_000);
    const second = await key.post('/v1/visits', { member: { id }, stamps: tap(1) });
    expect(second.body.id).toBe(first.body.id);
    expect(balance(second, 'stamp')).toBe(2);
    expect(balance(second, 'point')).toBe(1);
    scene.clock.advance(2 * 60_000);
    const third = await key.post('/v1/visits', { member: { id }, stamps: tap(1) });
    expect(third.body.id).not.toBe(first.body.id);
    expect(third.body.member?.visits).toBe(2);
    expect(balance(third, 'point')).toBe(2);
  });

  test('[E13] another location is another visit', async () => {
    const { id } = await scene.person();
    const second = await createTestLocation();
    await key.post('/v1/visits', { member: { id } });
    const there = await key.post('/v1/visits', { member: { id }, location_id: second });
    expect(there.body.member?.visits).toBe(2);
  });

  test('[E2] an order naming the visit posts only what the taps have not given', async () => {
    const { id } = await scene.person();
    const visit = await key.post('/v1/visits', { member: { id }, stamps: tap(2) });
    const body = orderBody({ member: { id }, lines: [coffees(3)], visit_id: visit.body.id });
    const order = await key.post('/v1/orders', body);
    expect(balance(order, 'stamp')).toBe(3);
    const stamps = order.body.decision?.entries.find(({ unit }) => unit === 'stamp');
    expect(stamps?.explanation.text).toBe(
      '1 stamp for each item: 3 items, 2 stamps already added at the till, 1 stamp in all',
    );
    const next = orderBody({ member: { id }, lines: [coffees(1)], visit_id: visit.body.id });
    expect(balance(await key.post('/v1/orders', next), 'stamp')).toBe(4);
  });

  test('[E13] a purchase begins a visit that a tap then joins', async () => {
    const { id } = await scene.person();
    const order = await key.post('/v1/orders', orderBody({ member: { id }, lines: [coffees()] }));
    expect(order.body.member?.visits).toBe(1);
    const visit = await key.post('/v1/visits', { member: { id }, stamps: tap(1) });
    expect(visit.body.member?.visits).toBe(1);
  });

  test('[E13] a visit named by its id is joined whatever the time', async () => {
    const { id } = await scene.person();
    const first = await key.post('/v1/visits', { member: { id }, stamps: tap(1) });
    scene.clock.advance(20 * 3_600_000);
    const body = { member: { id }, stamps: tap(1), visit_id: first.body.id };
    const reply = await key.post('/v1/visits', body);
    expect(reply.body.id).toBe(first.body.id);
    expect(reply.body.member?.visits).toBe(1);
  });
});

describe('200', () => {
  test('[I6] the same idempotency key gives the same answer and one visit', async () => {
    const { id } = await scene.person();
    const headers = { 'idempotency-key': 'visit-1' };
    const body = { member: { id }, stamps: tap(1) };
    const first = await key.post('/v1/visits', body, headers);
    const again = await key.post('/v1/visits', body, headers);
    expect(again).toMatchObject({ status: 200, replayed: true });
    expect(again.body).toEqual(first.body);
  });
});

describe('400, 403, 404, 409, 422', () => {
  test('[I6] a program that sends no idempotency key is told to', async () => {
    const { id } = await scene.person();
    const reply = await key.post('/v1/visits', { member: { id } }, { 'idempotency-key': '' });
    expect(reply).toMatchObject({ status: 400, body: { code: 'idempotency_key_missing' } });
  });

  test('[P3] without the permission the answer is 403', async () => {
    const { id } = await scene.person();
    const locked = scene.api.as(tillOf(scene.merchant, null));
    expect(await locked.post('/v1/visits', { member: { id } })).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    });
  });

  test('[I6] an unknown member, card, phone or visit answers 404', async () => {
    const { id } = await scene.person();
    const other = await createTestMerchant(scene.db);
    const stranger = await createTestPerson(scene.db, other.merchantId);
    const cases: [object, string][] = [
      [{ member: { id: stranger.id } }, 'not_found'],
      [{ member: { card_code: stranger.shortCode } }, 'card_code_unknown'],
      [{ member: { phone: '+421 900 000 111' } }, 'not_found'],
      [{ member: { id }, visit_id: 'vis_01h45ytscbebyvny4gc8cr8ma2' }, 'not_found'],
    ];
    for (const [body, code] of cases) {
      const reply = await key.post('/v1/visits', body);
      expect(reply, JSON.stringify(body)).toMatchObject({ status: 404, body: { code } });
    }
  });

  test('[I6] the same key for another request is idempotency_key_reused', async () => {
    const { id } = await scene.person();
    const headers = { 'idempotency-key': 'visit-2' };
    await key.post('/v1/visits', { member: { id } }, headers);
    const reply = await key.post('/v1/visits', { member: { id }, stamps: tap(1) }, headers);
    expect(reply).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
  });

  test('[E2] a unit that is not there, or no stamps, is refused', async () => {
    const { id } = await scene.person();
    const unknown = { member: { id }, stamps: [{ unit: 'gold', amount: 1 }] };
    expect(await key.post('/v1/visits', unknown)).toMatchObject({
      status: 422,
      body: { code: 'unknown_unit', details: { unit: 'gold' } },
    });
    const points = { member: { id }, stamps: [{ unit: 'point', amount: 1 }] };
    expect(await key.post('/v1/visits', points)).toMatchObject({
      status: 422,
      body: { code: 'unit_not_stamps' },
    });
  });

  test('[I6] taps are whole and few', async () => {
    const { id } = await scene.person();
    for (const amount of [0, 1.5, 101]) {
      const reply = await key.post('/v1/visits', { member: { id }, stamps: tap(amount) });
      expect(reply.body.errors[0]?.path).toBe('stamps.0.amount');
    }
    expect((await key.post('/v1/visits', {})).body.errors[0]?.path).toBe('member');
  });
});

test('[I6] sixteen visits under one key at once are one visit', async () => {
  const { id } = await scene.person();
  const headers = { 'idempotency-key': 'race' };
  const body = { member: { id }, stamps: tap(1) };
  const replies = await Promise.all(
    Array.from({ length: 16 }, () => key.post('/v1/visits', body, headers)),
  );
  expect(replies.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(replies.every(({ status }) => [200, 201, 409].includes(status))).toBe(true);
  const after = await key.post('/v1/visits', body, headers);
  expect(balance(after, 'stamp')).toBe(1);
});

const createTestLocation = async (): Promise<string> => {
  const id = newId();
  await inMerchant(scene.db, scene.merchant.merchantId, (trx) =>
    trx
      .insertInto('location')
      .values({ merchant_id: scene.merchant.merchantId, id, name: 'Second' })
      .execute(),
  );
  return encodeId('loc', id);
};
