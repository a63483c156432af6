import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, startTestApp, type TestApp } from '#support/app.ts';

let app: TestApp;
let ask: Client;
const ids: Record<string, string> = {};

const PEOPLE = {
  jana: {
    name: 'Jana Nováková',
    phone: '+421900123456',
    email: 'jana@example.com',
    external_ids: [{ source: 'eshop', id: 'C-77' }],
  },
  lukasz: { name: 'Łukasz Żółć', phone: '+48601123456' },
  juraj: { name: 'Juraj Ďuriš', email: 'juraj_1@example.com' },
};

beforeAll(async () => {
  app = await startTestApp();
  ask = app.as((await app.found({ locale: 'sk' })).api_key);
  for (const [key, person] of Object.entries(PEOPLE)) {
    const made = await ask('POST', '/v1/members', person);
    ids[key] = made.body.id;
    ids[`${key}.code`] = made.body.card.code;
    ids[`${key}.short`] = made.body.card.short_code;
  }
});
afterAll(() => app.close());

const search = async (query: string) => {
  const answer = await ask('GET', `/v1/members?query=${encodeURIComponent(query)}`);
  expect(answer.status).toBe(200);
  return answer.body.data.map(({ id }) => Object.keys(ids).find((key) => ids[key] === id));
};

test.each([
  ['a name without diacritics', 'jana nov', ['jana']],
  ['its begin in capitals', 'JAN', ['jana']],
  ['a stroked letter', 'lukasz zolc', ['lukasz']],
  ['a surname', 'duris', ['juraj']],
  ['the last digits of a phone', '123456', ['lukasz', 'jana']],
  ['a whole phone as it is dialed', '0900 123 456', ['jana']],
  ['the begin of an e-mail', 'JANA@ex', ['jana']],
  ['a wildcard taken for itself', 'juraj_1@', ['juraj']],
  ['a wildcard that matches nothing else', 'j_na@', []],
  ['an external id', 'C-77', ['jana']],
  ['nobody', 'xaver', []],
])('[S2] members are found by %s', async (_name, query, found) => {
  expect(await search(query)).toEqual(found);
});

test('[S2] members are found by card code and short code, as people type them', async () => {
  expect(await search(ids['jana.code'] ?? '')).toEqual(['jana']);
  const short = (ids['lukasz.short'] ?? '').toLowerCase();
  expect(await search(`${short.slice(0, 4)} ${short.slice(4)}`)).toEqual(['lukasz']);
});

test('[I6] 200: pages follow each other without a gap, newest first', async () => {
  const first = await ask('GET', '/v1/members?limit=2');
  expect(first.body.data.map(({ id }) => id)).toEqual([ids.juraj, ids.lukasz]);
  const next = await ask('GET', `/v1/members?limit=2&cursor=${first.body.next_cursor}`);
  expect(next.body).toMatchObject({ data: [{ id: ids.jana }], next_cursor: null });
  const enrolled = await ask('GET', '/v1/members?enrolled=false');
  expect(enrolled.body.data).toEqual([]);
});

test('[I6] 422: a foreign cursor, a limit beyond 100, an unknown parameter', async () => {
  for (const query of ['cursor=abc', 'limit=101', 'limit=0', 'sort=name', 'enrolled=maybe']) {
    const answer = await ask('GET', `/v1/members?${query}`);
    expect([query, answer.status, answer.body.code]).toEqual([query, 422, 'invalid_request']);
  }
});

test("[I6] 404: unknown, unparsable and another merchant's members", async () => {
  const other = app.as((await app.found()).api_key);
  for (const path of ['', '/entries', '/consents']) {
    expect((await other('GET', `/v1/members/${ids.jana}${path}`)).status).toBe(404);
    expect((await ask('GET', `/v1/members/mem_x${path}`)).status).toBe(404);
  }
  expect((await other('PATCH', `/v1/members/${ids.jana}`, { name: 'Mine' })).status).toBe(404);
});

test('[M6] 200: a profile changes, null removes, the change is logged without its content', async () => {
  const changed = await ask('PATCH', `/v1/members/${ids.juraj}`, {
    name: 'Juraj Veľký',
    email: null,
    note: 'Sedí pri okne',
    tags: ['vip'],
    consents: [{ channel: 'email', granted: false, wording: 'Odhlásenie' }],
  });
  expect(changed.status).toBe(200);
  expect(changed.body).toMatchObject({ name: 'Juraj Veľký', email: null, tags: ['vip'] });
  expect(await search('velky')).toEqual(['juraj']);
  const log = await ask('GET', '/v1/audit?action=member.changed');
  expect(JSON.stringify(log.body)).toContain('email');
  expect(JSON.stringify(log.body)).not.toContain('okne');
});

test('[M6] 409 member_exists: a profile cannot take the phone of another', async () => {
  const answer = await ask('PATCH', `/v1/members/${ids.juraj}`, { phone: PEOPLE.jana.phone });
  expect([answer.status, answer.body.code]).toEqual([409, 'member_exists']);
  const same = await ask('PATCH', `/v1/members/${ids.jana}`, { phone: PEOPLE.jana.phone });
  expect(same.status).toBe(200);
});

test('[E14, E16] entries tell why, page by page, in the language asked for', async () => {
  for (let n = 1; n <= 3; n += 1) {
    app.clock.advance(86_400_000);
    await ask('POST', '/v1/orders', {
      source: 'pos',
      external_id: `o-${n}`,
      member: { id: ids.jana },
      currency: 'EUR',
      total_minor: 250,
      lines: [{ name: 'Cappuccino', category: 'coffee', quantity: 1, total_minor: 250 }],
    });
  }
  const path = `/v1/members/${ids.jana}/entries`;
  const all = await ask('GET', path, undefined, { 'accept-language': 'sk' });
  expect(all.body.data.length).toBe(8);
  expect(all.body.data[0]?.explanation.text.length).toBeGreaterThan(5);
  const english = await ask('GET', `${path}?locale=en`, undefined, { 'accept-language': 'sk' });
  expect(english.body.data[0]?.explanation.text).not.toBe(all.body.data[0]?.explanation.text);
  const paged: unknown[] = [];
  let cursor: string | null = '';
  while (cursor !== null && paged.length < 20) {
    const page = await ask('GET', `${path}?limit=2${cursor && `&cursor=${cursor}`}`, undefined, {
      'accept-language': 'sk',
    });
    paged.push(...page.body.data);
    cursor = page.body.next_cursor;
  }
  expect(paged).toEqual(all.body.data);
  const member = await ask('GET', `/v1/members/${ids.jana}`);
  expect(member.body.accounts).toEqual([
    { unit: 'stamps', balance: 5, pending: 0, spendable: 5 },
    { unit: 'points', balance: 17, pending: 0, spendable: 17 },
  ]);
});
