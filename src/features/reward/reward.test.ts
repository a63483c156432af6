import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, startTestApp, type TestApp } from '#support/app.ts';

let app: TestApp;
let ask: Client;

beforeAll(async () => {
  app = await startTestApp();
  ask = app.as((await app.found({ locale: 'sk' })).api_key);
});
afterAll(() => app.close());

const discount = {
  name: { sk: '5 € zľava', en: '€5 off' },
  kind: 'amount_off',
  cost: { unit: 'points', amount: 100 },
  amount_minor: 500,
};
const create = (changes = {}) => ask('POST', '/v1/rewards', { ...discount, ...changes });

test('[B1] 201: a reward is created, in one language or several, and read by each reader', async () => {
  const made = await create({ description: 'Na celý nákup', stock: 3, cost_of_goods_minor: 500 });
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({
    revision: 1,
    name: '€5 off',
    description: 'Na celý nákup',
    kind: 'amount_off',
    amount_minor: 500,
    percent: null,
    currency: 'EUR',
    stock: 3,
    active: true,
  });
  const path = `/v1/rewards/${made.body.id}`;
  const slovak = await ask('GET', path, undefined, { 'accept-language': 'sk' });
  expect(slovak.body.name).toBe('5 € zľava');
  const german = await ask('GET', path, undefined, { 'accept-language': 'de' });
  expect(german.body.name).toBe('5 € zľava');
  const plain = await create({ name: 'Káva zdarma', kind: 'free_product', product: 'coffee' });
  expect(plain.body).toMatchObject({
    names: { sk: 'Káva zdarma' },
    product: 'coffee',
    stock: null,
  });
});

test('[B6] 200: a change is a new revision, a change of stock is not', async () => {
  const made = await create({ stock: 1 });
  const path = `/v1/rewards/${made.body.id}`;
  const priced = await ask('PATCH', path, { cost: { unit: 'points', amount: 80 } });
  expect(priced.body).toMatchObject({ revision: 2, cost: { amount: 80 }, stock: 1 });
  const stocked = await ask('PATCH', path, { stock: 7 });
  expect(stocked.body).toMatchObject({ revision: 2, stock: 7 });
  const uncounted = await ask('PATCH', path, { stock: null, icon: 'gift' });
  expect(uncounted.body).toMatchObject({ revision: 3, stock: null, icon: 'gift' });
  const same = await ask('PATCH', path, { icon: 'gift' });
  expect(same.body.revision).toBe(3);
});

test('[B6] five changes at once get five revisions', async () => {
  const made = await create();
  const path = `/v1/rewards/${made.body.id}`;
  const answers = await Promise.all(
    [1, 2, 3, 4, 5].map((n) => ask('PATCH', path, { cost: { unit: 'points', amount: 200 + n } })),
  );
  expect(answers.map(({ body }) => body.revision).sort()).toEqual([2, 3, 4, 5, 6]);
});

test('[B1] the last copy goes once, and a redemption keeps the price it was made at', async () => {
  const reward = await create({ stock: 1, cost: { unit: 'points', amount: 10 } });
  const redeem = async () => {
    const member = await ask('POST', '/v1/members', {});
    const body = { member: { id: member.body.id }, reward_id: reward.body.id };
    return ask('POST', '/v1/redemptions', body);
  };
  expect((await redeem()).status).toBe(201);
  const late = await redeem();
  expect([late.status, late.body.code]).toEqual([409, 'reward_sold_out']);
  expect((await ask('GET', `/v1/rewards/${reward.body.id}`)).body.stock).toBe(0);
});

test('[B1] 409 reward_archived: an archived reward is not listed, redeemed or changed', async () => {
  const made = await create({ cost: { unit: 'points', amount: 10 } });
  const path = `/v1/rewards/${made.body.id}`;
  const archived = await ask('POST', `${path}/archivals`);
  expect([archived.status, archived.body.active]).toEqual([201, false]);
  const listed = await ask('GET', '/v1/rewards?limit=100');
  expect(listed.body.data.map(({ id }) => id)).not.toContain(made.body.id);
  const all = await ask('GET', '/v1/rewards?limit=100&active=false');
  expect(all.body.data.map(({ id }) => id)).toEqual([made.body.id]);
  const change = await ask('PATCH', path, { icon: 'gift' });
  expect([change.status, change.body.code]).toEqual([409, 'reward_archived']);
  const member = await ask('POST', '/v1/members', {});
  const body = { member: { id: member.body.id }, reward_id: made.body.id };
  expect((await ask('POST', '/v1/redemptions', body)).body.code).toBe('reward_inactive');
});

test("[E2] 409 reward_on_stamp_card: a full card's reward stays and keeps the card's price", async () => {
  const card = (await ask('GET', '/v1/program')).body.document.stamp_cards[0];
  const path = `/v1/rewards/${card?.reward_id}`;
  const archived = await ask('POST', `${path}/archivals`);
  expect([archived.status, archived.body.code]).toEqual([409, 'reward_on_stamp_card']);
  const priced = await ask('PATCH', path, { cost: { unit: 'stamps', amount: 9 } });
  expect([priced.status, priced.body.code]).toEqual([409, 'reward_on_stamp_card']);
  expect((await ask('PATCH', path, { name: { sk: 'Káva', en: 'Coffee' } })).status).toBe(200);
});

test.each([
  ['no amount', { amount_minor: undefined }, 'amount_minor'],
  ['no percent', { kind: 'percent_off' }, 'percent'],
  ['101 percent', { kind: 'percent_off', percent: 101 }, 'percent'],
  ['no cost', { cost: { unit: 'points', amount: 0 } }, 'cost.amount'],
  ['no name in the language of the merchant', { name: { en: 'Off' } }, 'name'],
  ['an empty name', { name: ' ' }, 'name'],
  ['an unknown kind', { kind: 'cashback' }, 'kind'],
  ['negative stock', { stock: -1 }, 'stock'],
])('[B1] 422: a reward with %s', async (_name, changes, path) => {
  const answer = await create(changes);
  expect(answer.status).toBe(422);
  expect(answer.body.errors.map((error) => error.path)).toEqual([path]);
});

test('[B1] 422 reward_unit_unknown: the price is in a unit of the live program', async () => {
  const answer = await create({ cost: { unit: 'stars', amount: 5 } });
  expect([answer.status, answer.body.code]).toEqual([422, 'reward_unit_unknown']);
});

test('[I6] a repeat with the same key creates one reward', async () => {
  const key = { 'idempotency-key': 'reward-1' };
  const first = await ask('POST', '/v1/rewards', discount, key);
  const again = await ask('POST', '/v1/rewards', discount, key);
  expect([first.status, again.status]).toEqual([201, 200]);
  expect(again.headers['idempotent-replayed']).toBe('true');
  expect(again.body).toEqual(first.body);
  const other = await ask('POST', '/v1/rewards', { ...discount, amount_minor: 1 }, key);
  expect([other.status, other.body.code]).toEqual([422, 'idempotency_key_reused']);
});

test("[I6] 404: another merchant's reward", async () => {
  const other = app.as((await app.found()).api_key);
  const made = await create();
  const path = `/v1/rewards/${made.body.id}`;
  expect((await other('GET', path)).status).toBe(404);
  expect((await other('PATCH', path, { icon: 'x' })).status).toBe(404);
  expect((await other('POST', `${path}/archivals`)).status).toBe(404);
});
