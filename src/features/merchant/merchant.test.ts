import { afterAll, beforeAll, expect, test } from 'vitest';
import { TRADES } from '#core/templates.ts';
import { type Client, startTestApp, type TestApp } from '#support/app.ts';

let test_: TestApp;
let cafe: Client;

beforeAll(async () => {
  test_ = await startTestApp();
  cafe = test_.as((await test_.found()).api_key);
});
afterAll(() => test_.close());

test('[P6] a merchant begins with a published program, rewards, a location and a key', async () => {
  const made = await test_.found({ name: 'Kaviareň Lipa', locale: 'sk' });
  expect(made.merchant_id).toMatch(/^mer_/);
  expect(made.owner_link).toMatch(/^https:\/\/club\.example\/setup\?code=[\w-]{40,}$/);
  const ask = test_.as(made.api_key);
  const program = await ask('GET', '/v1/program');
  expect(program.body).toMatchObject({ number: 1, live: true });
  const rewards = await ask('GET', '/v1/rewards');
  const coffee = program.body.document.stamp_cards[0];
  expect(rewards.body.data.map(({ id }) => id)).toContain(coffee?.reward_id);
  const locations = await ask('GET', '/v1/locations');
  expect(locations.body.data).toMatchObject([{ name: 'Kaviareň Lipa', is_default: true }]);
  const merchant = await ask('GET', '/v1/merchant');
  expect(merchant.body).toMatchObject({
    slug: 'kaviaren-lipa',
    zone: 'Europe/Bratislava',
    branding: { color: '#0B6150', light: { accent_soft: '#DEE8E5' } },
    join_url: 'https://club.example/j/kaviaren-lipa',
  });
});

test('[P6] every template in every language makes a merchant whose program passes its own check', async () => {
  for (const [index, template] of TRADES.entries()) {
    const locale = (['en', 'sk', 'cs', 'pl', 'hu', 'de'] as const)[index] ?? 'en';
    const currency = ['EUR', 'EUR', 'CZK', 'PLN', 'HUF', 'EUR'][index] ?? 'EUR';
    const ask = test_.as((await test_.found({ template, locale, currency })).api_key);
    const draft = await ask('POST', '/v1/program/drafts', {});
    expect(draft.status).toBe(201);
    const { document } = draft.body;
    const saved = await ask('PUT', `/v1/program/drafts/${draft.body.id}`, { document });
    expect([template, saved.status]).toEqual([template, 200]);
  }
});

test('[P2] shops of one name get addresses of their own', async () => {
  const slugs: unknown[] = [];
  for (let n = 0; n < 2; n += 1) {
    const ask = test_.as((await test_.found({ name: 'Bistro Ľúč' })).api_key);
    slugs.push((await ask('GET', '/v1/merchant')).body.slug);
  }
  expect(slugs).toEqual(['bistro-luc', 'bistro-luc-2']);
});

test('[P5] 200: settings and branding change, null removes', async () => {
  const changed = await cafe('PATCH', '/v1/merchant', {
    name: 'Pri Moste',
    color: '#f5b82e',
    slug: 'pri-moste',
    contact: 'Hlavná 1',
    setup_done: true,
  });
  expect(changed.status).toBe(200);
  expect(changed.body).toMatchObject({
    name: 'Pri Moste',
    slug: 'pri-moste',
    setup_done_at: '2026-03-05T09:00:00.000Z',
    settings: { contact: 'Hlavná 1' },
    branding: { color: '#F5B82E', light: { on_accent: '#141A17', accent_text: '#935B00' } },
  });
  const removed = await cafe('PATCH', '/v1/merchant', { contact: null });
  expect(removed.body).toMatchObject({ name: 'Pri Moste', settings: { contact: null } });
});

test('[P2] 409 slug_taken: another shop has this address, also one it had before', async () => {
  const other = test_.as((await test_.found({ name: 'Salón Eva' })).api_key);
  await other('PATCH', '/v1/merchant', { slug: 'eva' });
  const first = await cafe('PATCH', '/v1/merchant', { slug: 'salon-eva' });
  expect([first.status, first.body.code]).toEqual([409, 'slug_taken']);
  const back = await other('PATCH', '/v1/merchant', { slug: 'salon-eva' });
  expect(back.status).toBe(200);
});

test('[P5] 422: each wrong setting says what to give', async () => {
  const answer = await cafe(
    'PATCH',
    '/v1/merchant',
    { color: 'red', slug: 'Á b', zone: 'Mars/Base', locale: 'fr' },
    { 'accept-language': 'en' },
  );
  expect(answer.status).toBe(422);
  expect(answer.body.errors.map(({ path }) => path).sort()).toEqual([
    'color',
    'locale',
    'slug',
    'zone',
  ]);
});

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

test('[P5] a logo is kept in the database and shown to everybody', async () => {
  const image = { 'content-type': 'image/png' };
  const stored = await cafe('PUT', '/v1/merchant/logo', PNG, image);
  expect(stored.status).toBe(200);
  const url = String(stored.body.logo_url);
  const shown = await test_.app.inject({ url });
  expect(shown.rawPayload).toEqual(PNG);
  expect(shown.headers).toMatchObject({
    'content-type': 'image/png',
    'cache-control': 'public, max-age=31536000, immutable',
  });
  expect(shown.headers['content-security-policy']).toContain('sandbox');
  const merchant = await cafe('GET', '/v1/merchant');
  expect(merchant.body.branding.logo_url).toBe(url);
});

test('[P5] 422 file_unreadable and 413: a logo that is no image, or too large', async () => {
  const fake = await cafe('PUT', '/v1/merchant/logo', Buffer.from('<html>'), {
    'content-type': 'image/png',
  });
  expect([fake.status, fake.body.code]).toEqual([422, 'file_unreadable']);
  const large = await cafe('PUT', '/v1/merchant/logo', Buffer.alloc(600 * 1024), {
    'content-type': 'image/png',
  });
  expect([large.status, large.body.code]).toEqual([413, 'payload_too_large']);
});

test("[P5] 404: another merchant's file under one's own address", async () => {
  const stored = await cafe('PUT', '/v1/merchant/logo', PNG, { 'content-type': 'image/png' });
  const other = await test_.found();
  const path = String(stored.body.logo_url).split('/');
  path[2] = other.merchant_id;
  expect((await test_.app.inject({ url: path.join('/') })).statusCode).toBe(404);
});
