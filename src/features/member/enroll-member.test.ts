import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { allocateCards } from '#features/member/index.ts';
import type { CreatedMerchant } from '#features/merchant/index.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import { newId } from '#platform/ids/ids.ts';
import { type Client, startTestApp, type TestApp } from '#support/app.ts';

let app: TestApp;
let merchant: CreatedMerchant;
let ask: Client;

beforeAll(async () => {
  app = await startTestApp();
  merchant = await app.found({ locale: 'sk' });
  ask = app.as(merchant.api_key);
});
afterAll(() => app.close());

const count = (table: 'member' | 'card' | 'decision' | 'consent') =>
  inMerchant(app.db, merchant.merchantId, async (trx) => {
    const all = trx.selectFrom(table).where('merchant_id', '=', merchant.merchantId);
    return Number((await all.select((eb) => eb.fn.countAll().as('n')).executeTakeFirst())?.n);
  });

test('[M1] 201: a member gets a card and the welcome gift, for every unit of the program', async () => {
  const answer = await ask('POST', '/v1/members', {
    name: 'Jana Nováková',
    phone: '0900 123 456',
    email: ' Jana@Example.com ',
    birthday: '1990-04-30',
    locale: 'sk',
    external_ids: [{ source: 'eshop', id: 'C-1' }],
    consents: [{ channel: 'email', granted: true, wording: 'Chcem novinky e-mailom.' }],
  });
  expect(answer.status).toBe(201);
  expect(answer.body).toMatchObject({
    name: 'Jana Nováková',
    phone: '+421900123456',
    email: 'jana@example.com',
    birthday: '1990-04-30',
    source: 'api',
    visits: 0,
    enrolled_at: '2026-03-05T09:00:00.000Z',
    external_ids: [{ source: 'eshop', id: 'C-1' }],
    accounts: [
      { unit: 'stamps', balance: 2, pending: 0, spendable: 2 },
      { unit: 'points', balance: 10, pending: 0, spendable: 10 },
    ],
  });
  const { card } = answer.body;
  expect(card.code).toMatch(/^[2-9A-HJ-NP-RTV-Z]{13}$/);
  expect(card.short_code).toMatch(/^[2-9A-HJ-NP-RTV-Z]{8}$/);
  expect(card.url).toMatch(/^https:\/\/club\.example\/c\/[\w-]{22}$/);
  expect(card.url).not.toContain(card.code);
  const again = await ask('GET', `/v1/members/${answer.body.id}`);
  expect(again.body).toEqual(answer.body);
  const consents = await ask('GET', `/v1/members/${answer.body.id}/consents`);
  expect(consents.body.data).toMatchObject([{ channel: 'email', granted: true, source: 'api' }]);
});

test('[M1] 201: a name alone, or nothing at all, makes a member too', async () => {
  expect((await ask('POST', '/v1/members', { name: 'Eva' })).status).toBe(201);
  expect((await ask('POST', '/v1/members', {})).status).toBe(201);
});

test('[M1] 409 member_exists: a phone, e-mail or external id names its member', async () => {
  const first = await ask('POST', '/v1/members', {
    phone: '+421 900 111 222',
    email: 'one@example.com',
    external_ids: [{ source: 'eshop', id: 'C-2' }],
  });
  const before = await count('card');
  for (const contact of [
    { phone: '0900111222' },
    { email: 'ONE@example.com' },
    { external_ids: [{ source: 'eshop', id: 'C-2' }] },
  ]) {
    const answer = await ask('POST', '/v1/members', contact);
    expect([answer.status, answer.body.code]).toEqual([409, 'member_exists']);
    expect(answer.body.details).toEqual({ member_id: first.body.id });
  }
  expect(await count('card')).toBe(before);
});

test('[I6] 200: a repeat with the same key makes nobody new, also when both come at once', async () => {
  const key = { 'idempotency-key': randomUUID() };
  const body = { phone: '0900 333 444', name: 'Peter' };
  const before = await count('member');
  const answers = await Promise.all([1, 2, 3].map(() => ask('POST', '/v1/members', body, key)));
  const made = answers.filter(({ status }) => status === 201);
  expect(made).toHaveLength(1);
  const late = await ask('POST', '/v1/members', body, key);
  expect([late.status, late.headers['idempotent-replayed']]).toEqual([200, 'true']);
  expect(late.body).toEqual(made[0]?.body);
  expect(await count('member')).toBe(before + 1);
});

test('[I6] 422 idempotency_key_reused and 400: a key for another request, and none', async () => {
  const key = { 'idempotency-key': randomUUID() };
  await ask('POST', '/v1/members', { name: 'Adam' }, key);
  const other = await ask('POST', '/v1/members', { name: 'Eva' }, key);
  expect([other.status, other.body.code]).toEqual([422, 'idempotency_key_reused']);
  const none = await ask('POST', '/v1/members', { name: 'Eva' }, { 'idempotency-key': '' });
  expect([none.status, none.body.code]).toEqual([400, 'idempotency_key_missing']);
});

test('[P7] five people with one phone at once: one member, one card, one welcome gift', async () => {
  const before = [await count('member'), await count('card'), await count('decision')];
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => ask('POST', '/v1/members', { phone: '0900 555 666' })),
  );
  const codes = answers.map(({ status }) => status).sort();
  expect(codes).toEqual([201, 409, 409, 409, 409]);
  const after = [await count('member'), await count('card'), await count('decision')];
  expect(after).toEqual(before.map((n) => n + 1));
});

test('[M1] 422: each field says what to do, in the language of the reader', async () => {
  const answer = await ask(
    'POST',
    '/v1/members',
    { phone: '123', email: 'x', birthday: '2090-01-01', nickname: 'J' },
    { 'accept-language': 'de' },
  );
  expect(answer.status).toBe(422);
  expect(answer.body.errors.map(({ path }) => path).sort()).toEqual(['birthday', 'body', 'email']);
  expect(answer.body.title).toBe('Einige Felder können nicht übernommen werden');
  const phone = await ask('POST', '/v1/members', { phone: '123' });
  expect(phone.body.errors).toMatchObject([{ path: 'phone' }]);
});

test('[M1] a customer known from orders only becomes a member and keeps the id', async () => {
  const { merchantId } = merchant;
  const id = newId();
  await inMerchant(app.db, merchantId, (trx) =>
    trx
      .insertInto('member')
      .values({ merchant_id: merchantId, id, email: 'guest@example.com', source: 'import' })
      .execute(),
  );
  const answer = await ask('POST', '/v1/members', { email: 'guest@example.com', name: 'Guest' });
  expect(answer.status).toBe(201);
  const rows = await inMerchant(app.db, merchantId, (trx) =>
    trx
      .selectFrom('member')
      .select(['id', 'enrolled_at'])
      .where('merchant_id', '=', merchantId)
      .where('email', '=', 'guest@example.com')
      .execute(),
  );
  expect(rows).toEqual([{ id, enrolled_at: new Date('2026-03-05T09:00:00Z') }]);
});

test('[M8] a card handed out beforehand is taken once; unknown and taken ones are refused', async () => {
  const { merchantId } = merchant;
  const [first, second] = await inMerchant(app.db, merchantId, (trx) =>
    allocateCards(merchantId, { tillId: newId(), count: 2, at: new Date() }, trx),
  );
  const answer = await ask('POST', '/v1/members', { card_code: first?.code.toLowerCase() });
  expect(answer.body.card).toMatchObject(first ?? {});
  const short = await ask('POST', '/v1/members', { card_code: second?.short_code });
  expect(short.body.card.code).toBe(second?.code);
  const taken = await ask('POST', '/v1/members', { card_code: first?.code });
  expect([taken.status, taken.body.code]).toEqual([409, 'card_code_taken']);
  const unknown = await ask('POST', '/v1/members', { card_code: 'AAAAAAAA' });
  expect([unknown.status, unknown.body.code]).toEqual([404, 'card_code_unknown']);
});

test("[I6] 404: another merchant's location", async () => {
  const other = app.as((await app.found()).api_key);
  const theirs = (await other('GET', '/v1/locations')).body.data[0];
  const answer = await ask('POST', '/v1/members', { location_id: theirs?.id });
  expect([answer.status, answer.body.code]).toEqual([404, 'not_found']);
});
