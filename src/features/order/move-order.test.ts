import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectionPort, loadState } from '#features/ledger/index.ts';
import { decodeId } from '#platform/ids/ids.ts';
import {
  balance,
  type Caller,
  coffees,
  type LedgerScene,
  openLedgerScene,
  orderBody,
  type TestPerson,
} from '#support/ledger-api.ts';
import { detachOrder } from './move-order.ts';

let scene: LedgerScene;
let key: Caller;

beforeAll(async () => {
  scene = await openLedgerScene();
  key = scene.key;
});
afterAll(() => scene.close());

const stampsOf = async ({ id }: TestPerson) =>
  balance(await key.post('/v1/orders', orderBody({ member: { id }, lines: [] })), 'stamp');

test('[E12] another member later: the first has 0, the second a basis of their own', async () => {
  const [first, second] = [await scene.person(), await scene.person()];
  const body = orderBody({ lines: [coffees(3)] });
  const send = (version: number, { id }: TestPerson) =>
    key.post('/v1/orders', { ...body, version, member: { id } });
  expect(balance(await send(0, first), 'stamp')).toBe(3);
  const moved = await send(1, second);
  expect(moved.status).toBe(201);
  expect(moved.body.member?.id).toBe(second.id);
  expect(balance(moved, 'stamp')).toBe(3);
  expect(await stampsOf(first)).toBe(0);
  const back = await send(2, first);
  expect(balance(back, 'stamp')).toBe(3);
  expect(await stampsOf(second)).toBe(0);
});

test('[E12] a pending order moves too, and earns only where it is paid', async () => {
  const [first, second] = [await scene.person(), await scene.person()];
  const body = orderBody({ lines: [coffees(2)] });
  await key.post('/v1/orders', { ...body, state: 'pending', member: { id: first.id } });
  const paid = await key.post('/v1/orders', { ...body, version: 1, member: { id: second.id } });
  expect(balance(paid, 'stamp')).toBe(2);
  expect(await stampsOf(first)).toBe(0);
});

test('[E12] refunds move along with the order', async () => {
  const [first, second] = [await scene.person(), await scene.person()];
  const body = orderBody({ lines: [coffees(3)] });
  const made = await key.post('/v1/orders', { ...body, member: { id: first.id } });
  const refund = { external_id: 'r', lines: [{ index: 0, quantity: 1 }] };
  await key.post(`/v1/orders/${made.body.id}/refunds`, refund);
  const moved = await key.post('/v1/orders', { ...body, version: 1, member: { id: second.id } });
  expect(balance(moved, 'stamp')).toBe(2);
});

test('[E12] a crash between the two commits is healed by the retry', async () => {
  const [first, second] = [await scene.person(), await scene.person()];
  const body = orderBody({ lines: [coffees(3)] });
  const made = await key.post('/v1/orders', { ...body, member: { id: first.id } });
  const { db, clock, merchant } = scene;
  const ctx = { db, clock, merchantId: merchant.merchantId, actor: 'test' };
  const order = await orderOf(made.body.id);
  await detachOrder(ctx, { ...order, member_id: first.uuid });
  expect(await stampsOf(first)).toBe(0);
  const retry = await key.post('/v1/orders', { ...body, version: 1, member: { id: second.id } });
  expect(retry.status).toBe(201);
  expect(balance(retry, 'stamp')).toBe(3);
});

test('[E12] the same version for another member is refused, an older one changes nothing', async () => {
  const [first, second] = [await scene.person(), await scene.person()];
  const body = orderBody({ lines: [coffees()], version: 4, member: { id: first.id } });
  await key.post('/v1/orders', body);
  const same = await key.post('/v1/orders', { ...body, member: { id: second.id } });
  expect(same).toMatchObject({ status: 409, body: { code: 'order_version_conflict' } });
  const older = await key.post('/v1/orders', { ...body, version: 3, member: { id: second.id } });
  expect(older).toMatchObject({ status: 200, body: { decision: null } });
  expect(await stampsOf(first)).toBe(1);
});

test('[E12, M6] a guest order finds its member with a newer snapshot, refunds included', async () => {
  const guest = orderBody({ lines: [coffees(3)], member: { phone: '+421 911 222 333' } });
  const made = await key.post('/v1/orders', guest);
  const refund = { external_id: 'r', lines: [{ index: 0, quantity: 1 }] };
  await key.post(`/v1/orders/${made.body.id}/refunds`, refund);
  const member = await scene.person({ phone: '+421911222333' });
  const found = await key.post('/v1/orders', { ...guest, version: 1 });
  expect(found.body.member?.id).toBe(member.id);
  expect(found.body.id).toBe(made.body.id);
  expect(balance(found, 'stamp')).toBe(2);
});

test('[E12] an older snapshot of a guest order that now names a member gives nothing', async () => {
  const member = await scene.person();
  const guest = orderBody({ lines: [coffees(3)], version: 5 });
  await key.post('/v1/orders', guest);
  const older = await key.post('/v1/orders', { ...guest, version: 4, member: { id: member.id } });
  expect(older).toMatchObject({ status: 200, body: { decision: null } });
  expect(await stampsOf(member)).toBe(0);
});

test('[E12] a snapshot that names nobody leaves the order with its member', async () => {
  const { id } = await scene.person();
  const anonymous = orderBody({ lines: [coffees()] });
  await key.post('/v1/orders', { ...anonymous, member: { id } });
  const newer = await key.post('/v1/orders', {
    ...anonymous,
    version: 1,
    lines: [coffees(2)],
    total_minor: 560,
  });
  expect(newer.body.member?.id).toBe(id);
  expect(balance(newer, 'stamp')).toBe(2);
});

const orderOf = async (id: string) => {
  const loaded = await loadState(connectionPort(scene.db.app), scene.merchant.merchantId, {
    now: scene.clock.now(),
    order: { id: decodeId('ord', id) ?? '' },
  });
  if (!loaded.order) throw new Error('no such order');
  return loaded.order;
};
