import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestMerchant } from '#support/ledger.ts';
import {
  apiKeyOf,
  type Caller,
  coffees,
  createTestPerson,
  type LedgerScene,
  openLedgerScene,
  orderBody,
} from '#support/ledger-api.ts';

let scene: LedgerScene;
let key: Caller;
const person = (known = {}) => scene.person(known);

beforeAll(async () => {
  scene = await openLedgerScene();
  key = scene.key;
});
afterAll(() => scene.close());

describe('403, 404', () => {
  test('[I6] without the permission the answer is 403', async () => {
    const reader = scene.api.as(apiKeyOf(scene.merchant.merchantId, ['orders:read']));
    const reply = await reader.post('/v1/orders', orderBody({ lines: [coffees()] }));
    expect(reply).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });

  test('[I6] an unknown member, card, location or visit answers 404', async () => {
    const stranger = await createTestPerson(
      scene.db,
      (await createTestMerchant(scene.db)).merchantId,
    );
    const { id } = await person();
    const cases: [object, string][] = [
      [{ member: { id: stranger.id } }, 'not_found'],
      [{ member: { id: 'nobody' } }, 'not_found'],
      [{ member: { card_code: stranger.code } }, 'card_code_unknown'],
      [{ member: { card_code: 'not a code' } }, 'card_code_unknown'],
      [{ location_id: 'loc_01h45ytscbebyvny4gc8cr8ma2' }, 'not_found'],
      [{ member: { id }, visit_id: 'vis_01h45ytscbebyvny4gc8cr8ma2' }, 'not_found'],
    ];
    for (const [fields, code] of cases) {
      const reply = await key.post('/v1/orders', orderBody({ lines: [coffees()], ...fields }));
      expect(reply, JSON.stringify(fields)).toMatchObject({ status: 404, body: { code } });
    }
  });
});

describe('409', () => {
  test('[E12] other content under the same version is order_version_conflict', async () => {
    const { id } = await person();
    const body = orderBody({ member: { id }, lines: [coffees()] });
    await key.post('/v1/orders', body);
    const changed = { ...body, lines: [coffees(2)], total_minor: 560 };
    const reply = await key.post('/v1/orders', changed);
    expect(reply).toMatchObject({ status: 409, body: { code: 'order_version_conflict' } });
  });

  test('[E12] a newer snapshot without a refunded line is order_line_removed', async () => {
    const { id } = await person();
    const lines = [coffees(), { ...coffees(), id: 'second' }];
    const body = orderBody({ member: { id }, lines });
    const first = await key.post('/v1/orders', body);
    const refund = { external_id: 'r', lines: [{ id: 'second', quantity: 1 }] };
    await key.post(`/v1/orders/${first.body.id}/refunds`, refund);
    const shorter = { ...body, version: 1, lines: [coffees()], total_minor: 280 };
    const reply = await key.post('/v1/orders', shorter);
    expect(reply).toMatchObject({ status: 409, body: { code: 'order_line_removed' } });
  });
});

describe('422', () => {
  test('[I6] a wrong sum is order_total_mismatch with the right one', async () => {
    const reply = await key.post('/v1/orders', orderBody({ lines: [coffees()], total_minor: 999 }));
    expect(reply).toMatchObject({
      status: 422,
      body: { code: 'order_total_mismatch', details: { computed_minor: 280, total_minor: 999 } },
    });
  });

  test('[P4] another currency without the amount in ours is currency_mismatch', async () => {
    const reply = await key.post('/v1/orders', orderBody({ lines: [coffees()], currency: 'USD' }));
    expect(reply).toMatchObject({ status: 422, body: { code: 'currency_mismatch' } });
  });

  test('[I6] every field that makes no sense is named with what to do', async () => {
    const lines = [{ ...coffees(), quantity: 1.5 }];
    const reply = await key.post('/v1/orders', orderBody({ lines, source: '', surprise: 1 }));
    expect(reply).toMatchObject({ status: 422, body: { code: 'invalid_request' } });
    expect(reply.body.errors.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['source', 'lines.0.quantity', 'body']),
    );
    const quantity = reply.body.errors.find(({ path }) => path === 'lines.0.quantity');
    expect(quantity?.message).toContain('whole number of pieces');
  });
});
