import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestMerchant } from '#support/ledger.ts';
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
import { ledgerIsSound } from '#support/ledger-is-sound.ts';

let scene: LedgerScene;
let key: Caller;

beforeAll(async () => {
  scene = await openLedgerScene();
  key = scene.key;
});
afterAll(() => scene.close());

/** An order of two coffees that was taken back. */
const excluded = async (): Promise<{ made: Reply; path: string; member: { id: string } }> => {
  const member = { id: (await scene.person()).id };
  const made = await key.post('/v1/orders', orderBody({ member, lines: [coffees(2)] }));
  await key.post('/v1/reversals', { decision_id: made.body.decision?.id });
  return { made, member, path: `/v1/orders/${made.body.id}/inclusions` };
};

describe('201', () => {
  test('[E12] an order taken back earns again, and its later snapshots do', async () => {
    const { made, path, member } = await excluded();
    const included = await key.post(path, { reason: 'taken back by mistake' });
    expect(included.status).toBe(201);
    expect(included.body.decision?.entries[0]).toMatchObject({ unit: 'stamp', amount: 2 });
    expect(included.body.member).toMatchObject({ id: member.id, visits: 1 });
    expect((await key.get(`/v1/orders/${made.body.id}`)).body.excluded).toBe(false);
    const refund = { external_id: 'r', lines: [{ index: 0, quantity: 1 }] };
    const refunded = await key.post(`/v1/orders/${made.body.id}/refunds`, refund);
    expect(balance(refunded, 'stamp')).toBe(1);
  });

  test('[E12] an inclusion can be taken back like the order itself', async () => {
    const { path } = await excluded();
    const included = await key.post(path, {});
    const undone = await key.post('/v1/reversals', { decision_id: included.body.decision?.id });
    expect(undone.status).toBe(201);
    expect(balance(undone, 'stamp')).toBe(0);
  });

  test('[P7] replay finds every inclusion as it was decided', async () => {
    await ledgerIsSound(scene);
  });
});

test('[I6] 200: the same key gives the same answer', async () => {
  const { path } = await excluded();
  const headers = { 'idempotency-key': 'include-1' };
  const first = await key.post(path, {}, headers);
  const again = await key.post(path, {}, headers);
  expect(again).toMatchObject({ status: 200, replayed: true });
  expect(again.body).toEqual(first.body);
});

describe('403, 404, 409', () => {
  test('[S4] who may not take back may not include', async () => {
    const { path } = await excluded();
    for (const who of [
      tillOf(scene.merchant, 'staff'),
      apiKeyOf(scene.merchant.merchantId, ['orders:write']),
    ]) {
      const reply = await scene.api.as(who).post(path, {});
      expect(reply).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    }
  });

  test('[P2] an unknown order, or one of another merchant, answers 404', async () => {
    const { path } = await excluded();
    const other = await createTestMerchant(scene.db);
    expect((await scene.api.as(apiKeyOf(other.merchantId)).post(path, {})).status).toBe(404);
    expect((await key.post('/v1/orders/nonsense/inclusions', {})).status).toBe(404);
  });

  test('[E12] an order that earns, or is a guest’s, is order_not_excluded', async () => {
    const { path } = await excluded();
    await key.post(path, {});
    const guest = await key.post('/v1/orders', orderBody({ lines: [coffees(2)] }));
    for (const at of [path, `/v1/orders/${guest.body.id}/inclusions`]) {
      expect(await key.post(at, {})).toMatchObject({
        status: 409,
        body: { code: 'order_not_excluded' },
      });
    }
  });

  test('[E12] sixteen inclusions at once give it once', async () => {
    const { path } = await excluded();
    const replies = await Promise.all(Array.from({ length: 16 }, () => key.post(path, {})));
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(1);
    const codes = replies.filter(({ status }) => status !== 201).map(({ body }) => body.code);
    expect(new Set(codes)).toEqual(new Set(['order_not_excluded']));
  });
});
