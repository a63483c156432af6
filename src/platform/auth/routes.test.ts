import { afterAll, beforeAll, expect, test } from 'vitest';
import { PASSWORD, type People, type Person, startPeople } from '#support/people.ts';

const OWN_PAGE = { 'x-stamgast': '1', 'sec-fetch-site': 'same-origin' };
let people: People;
let owner: Person;

beforeAll(async () => {
  people = await startPeople();
  owner = await people.signedIn(await people.shop('Pri moste'), 'owner');
});
afterAll(() => people.close());

const signIn = (email: string, password: string, headers: Record<string, string> = OWN_PAGE) =>
  people.app.inject({
    method: 'POST',
    url: '/auth/sign-in/email',
    headers,
    payload: { email, password },
    remoteAddress: headers['x-from'] ?? '192.0.2.1',
  });

test('[P3] 200: the right password signs in, and the token is only in the cookie', async () => {
  const answer = await signIn(owner.email, PASSWORD);
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toEqual({ user: { name: 'owner', email: owner.email } });
  const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? '';
  const me = await people.ask({ url: '/v1/staff/me' }, { cookie });
  expect(me.statusCode).toBe(200);
  const session = await people.ask({ url: '/auth/get-session' }, { cookie });
  expect(session.json()).toEqual({ user: { name: 'owner', email: owner.email } });
  const out = await people.ask({ method: 'POST', url: '/auth/sign-out' }, { cookie });
  expect(out.statusCode).toBe(204);
  expect((await people.ask({ url: '/v1/staff/me' }, { cookie })).statusCode).toBe(401);
});

test('[P3] 401: a wrong password and an unknown address get the same answer', async () => {
  const wrong = await signIn(owner.email, 'wrong', { ...OWN_PAGE, 'x-from': '192.0.2.2' });
  const unknown = await signIn('x@example.com', 'wrong', { ...OWN_PAGE, 'x-from': '192.0.2.2' });
  expect([wrong.statusCode, wrong.json().code]).toEqual([401, 'sign_in_failed']);
  const { request_id: _one, ...first } = wrong.json();
  const { request_id: _two, ...second } = unknown.json();
  expect(second).toEqual(first);
});

test('[P3] 403: another site can sign nobody in', async () => {
  const answer = await signIn(owner.email, PASSWORD, { origin: 'https://evil.example' });
  expect([answer.statusCode, answer.json().code]).toEqual([403, 'cross_site']);
});

test('[P3] 429: one address tries ten times a minute, whatever it claims to be', async () => {
  const statuses: number[] = [];
  for (let guess = 0; guess < 12; guess += 1) {
    const forged = { 'x-forwarded-for': `203.0.113.${guess}`, 'x-stamgast-client': `a${guess}` };
    const from = { ...OWN_PAGE, ...forged, 'x-from': '192.0.2.3' };
    statuses.push((await signIn(owner.email, 'wrong', from)).statusCode);
  }
  expect(statuses).toEqual([...Array(10).fill(401), 429, 429]);
  const other = await signIn(owner.email, PASSWORD, { ...OWN_PAGE, 'x-from': '192.0.2.4' });
  expect(other.statusCode).toBe(200);
});

test('[P3] 404: the library’s own addresses for signing up and changing users do not exist', async () => {
  for (const path of ['sign-up/email', 'update-user', 'delete-user', 'reset-password', 'ok']) {
    const answer = await people.app.inject({
      method: 'POST',
      url: `/auth/${path}`,
      headers: OWN_PAGE,
      payload: { email: 'x@example.com', password: PASSWORD, name: 'X' },
    });
    expect(answer.statusCode, path).toBe(404);
  }
});

test('[P3] a changed password signs other browsers out', async () => {
  const person = await people.signedIn(await people.shop('Lipa'), 'owner');
  const from = { ...OWN_PAGE, 'x-from': '192.0.2.5' };
  const other = String((await signIn(person.email, PASSWORD, from)).headers['set-cookie']);
  const change = (current_password: string) =>
    people.ask(
      {
        method: 'POST',
        url: '/auth/change-password',
        payload: { current_password, new_password: 'another battery' },
      },
      { cookie: person.cookie },
    );
  expect((await change('wrong')).json().code).toBe('sign_in_failed');
  expect((await change(PASSWORD)).statusCode).toBe(204);
  const stale = { cookie: other.split(';')[0] ?? '' };
  expect((await people.ask({ url: '/v1/staff/me' }, stale)).statusCode).toBe(401);
  expect((await signIn(person.email, 'another battery', from)).statusCode).toBe(200);
});
