import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestMerchant } from '#support/ledger.ts';
import {
  apiKeyOf,
  coffees,
  type LedgerScene,
  openLedgerScene,
  orderBody,
} from '#support/ledger-api.ts';

let scene: LedgerScene;

beforeAll(async () => {
  scene = await openLedgerScene();
});
afterAll(() => scene.close());

test('[I6] an order is shown as sold, with what is left of it', async () => {
  const { key, person } = scene;
  const { id: member_id } = await person();
  const lines = [{ ...coffees(2), sku: 'ESP', id: 'a' }];
  const body = orderBody({
    member: { id: member_id },
    lines,
    tip_minor: 40,
    total_minor: 600,
    occurred_at: '2026-03-05T08:30:00+01:00',
    refunds: [{ external_id: 'r', amount_minor: 100 }],
  });
  const { id } = (await key.post('/v1/orders', body)).body;
  expect((await key.get(`/v1/orders/${id}`)).body).toMatchObject({
    id,
    source: 'pos',
    version: 0,
    state: 'paid',
    member_id,
    currency: 'EUR',
    total_minor: 600,
    net_minor: 500,
    tip_minor: 40,
    occurred_at: '2026-03-05T07:30:00.000Z',
    lines: [{ id: 'a', sku: 'ESP', quantity: 2, total_minor: 560, earns: true }],
    refunds: [{ external_id: 'r', amount_minor: 100, lines: [] }],
  });
});

test('[I6] orders are listed newest first, page by page, also of one member', async () => {
  const { key, person } = scene;
  const { id } = await person();
  const sold: string[] = [];
  for (const hour of [8, 6, 7]) {
    const occurred_at = `2026-03-05T0${hour}:00:00Z`;
    const body = orderBody({ member: { id }, lines: [coffees()], occurred_at });
    sold[hour - 6] = (await key.post('/v1/orders', body)).body.id;
  }
  const first = await key.get(`/v1/orders?member_id=${id}&limit=2`);
  expect(first.body.data.map((order) => order.id)).toEqual([sold[2], sold[1]]);
  const rest = await key.get(`/v1/orders?member_id=${id}&limit=2&cursor=${first.body.next_cursor}`);
  expect(rest.body.data.map((order) => order.id)).toEqual([sold[0]]);
  expect(rest.body.next_cursor).toBeNull();
  expect((await key.get('/v1/orders?limit=1')).body.data).toHaveLength(1);
});

test('[I6, P2] an order of another merchant, or a nonsense id, answers 404', async () => {
  const { api, db, key } = scene;
  const { id } = (await key.post('/v1/orders', orderBody({ lines: [coffees()] }))).body;
  const other = await createTestMerchant(db);
  const stranger = api.as(apiKeyOf(other.merchantId));
  const refund = { external_id: 'r', amount_minor: 1 };
  expect(await stranger.get(`/v1/orders/${id}`)).toMatchObject({ status: 404 });
  expect(await stranger.post(`/v1/orders/${id}/refunds`, refund)).toMatchObject({ status: 404 });
  expect(await key.get('/v1/orders/nonsense')).toMatchObject({ status: 404 });
  expect((await stranger.get('/v1/orders')).body.data).toEqual([]);
});

test('[I6] a wrong cursor or limit says what to do', async () => {
  const { key } = scene;
  expect(await key.get('/v1/orders?cursor=nonsense')).toMatchObject({
    status: 422,
    body: { code: 'invalid_request', errors: [{ path: 'cursor' }] },
  });
  expect(await key.get('/v1/orders?limit=1000')).toMatchObject({
    status: 422,
    body: { errors: [{ path: 'limit' }] },
  });
});

test('[P3] who may not read orders is told 403', async () => {
  const writer = scene.api.as(apiKeyOf(scene.merchant.merchantId, ['orders:write']));
  expect(await writer.get('/v1/orders')).toMatchObject({
    status: 403,
    body: { code: 'forbidden' },
  });
});
