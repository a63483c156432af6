import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeId } from '#platform/ids/ids.ts';
import { PASSWORD, type People, type Person, type Shop, startPeople } from '#support/people.ts';
import { ensureSetupLink } from './index.ts';

let people: People;
let shop: Shop;
let owner: Person;

beforeAll(async () => {
  people = await startPeople();
});
afterAll(() => people.close());

const codeOf = (link: string | null): string => new URL(link ?? '').searchParams.get('code') ?? '';
const cookieOf = (answer: { headers: Record<string, unknown> }): string =>
  [answer.headers['set-cookie']]
    .flat()
    .map((each) => String(each).split(';')[0])
    .join('; ');

const OWNER = { name: 'Jana', email: ' Jana@Example.com', password: PASSWORD };
const CAFE = { name: 'Pri moste', template: 'cafe', currency: 'EUR', locale: 'sk' };

const claimOwner = (payload: object) =>
  people.ask({ method: 'POST', url: '/v1/owner-links/claims', payload });
const claim = (payload: object) =>
  people.ask({ method: 'POST', url: '/v1/invitations/claims', payload });
const invite = (payload: object) =>
  people.ask({ method: 'POST', url: '/v1/invitations', payload }, { cookie: owner.cookie });

test('[P6] the set-up link of an empty installation makes a merchant and signs its owner in', async () => {
  const old = codeOf(await ensureSetupLink(people.deps));
  const code = codeOf(await ensureSetupLink(people.deps));
  expect((await claimOwner({ code: old, ...OWNER, merchant: CAFE })).json().code).toBe(
    'code_invalid',
  );
  const without = await claimOwner({ code, ...OWNER });
  expect([without.statusCode, without.json().code]).toEqual([422, 'invalid_request']);
  const claimed = await claimOwner({ code, ...OWNER, merchant: CAFE });
  expect(claimed.statusCode).toBe(201);
  expect(claimed.json()).toMatchObject({
    staff: { name: 'Jana', role: 'owner' },
    merchant: { name: 'Pri moste' },
  });
  const me = await people.ask({ url: '/v1/staff/me' }, { cookie: cookieOf(claimed) });
  expect(me.json().staff).toMatchObject({ email: 'jana@example.com', role: 'owner' });
  expect(await ensureSetupLink(people.deps)).toBeNull();
  const again = await claimOwner({ code, ...OWNER, merchant: CAFE });
  expect([again.statusCode, again.json().code]).toEqual([422, 'code_invalid']);
});

test('[P3] an invitation without a mail server is shown as a link and held in the outbox', async () => {
  shop = await people.shop('Lipa');
  owner = await people.signedIn(shop, 'owner');
  const made = await invite({ email: 'eva@example.com', name: 'Eva', role: 'manager' });
  expect(made.statusCode).toBe(201);
  expect(made.json()).toMatchObject({ delivery: 'held', email: 'eva@example.com' });
  const outbox = await people.ask({ url: '/v1/messages' }, { cookie: owner.cookie });
  const [message] = outbox.json().data;
  expect(message).toMatchObject({ state: 'held', recipient: 'eva@example.com' });
  expect(message.subject).toBe('Pozvánka: Lipa');
  expect(message.text).toContain(made.json().link);
});

test('[P3] 201: an invited person chooses a password, gets the role and is signed in', async () => {
  const made = await invite({ email: 'iva@example.com', name: 'Iva', role: 'manager' });
  const code = codeOf(made.json().link);
  const claimed = await claim({ code, password: PASSWORD });
  expect(claimed.statusCode).toBe(201);
  const cookie = cookieOf(claimed);
  const me = await people.ask({ url: '/v1/staff/me' }, { cookie });
  expect(me.json().staff).toMatchObject({ name: 'Iva', email: 'iva@example.com', role: 'manager' });
  expect((await claim({ code, password: PASSWORD })).json().code).toBe('code_invalid');
  const exists = await invite({ email: 'IVA@example.com', name: 'Iva', role: 'staff' });
  expect([exists.statusCode, exists.json().code]).toEqual([409, 'staff_exists']);
  const outbox = await people.ask({ url: '/v1/messages' }, { cookie });
  const texts = outbox.json().data.map((each: { text: string | null }) => each.text);
  expect(texts.length).toBeGreaterThan(0);
  expect(texts.every((text: string | null) => text === null)).toBe(true);
});

test('[P3] 409: an invitation is no way into a user whose password one does not know', async () => {
  const made = await invite({ email: 'jana@example.com', name: 'Jana', role: 'staff' });
  const code = codeOf(made.json().link);
  for (let guess = 0; guess < 5; guess += 1) {
    const wrong = await claim({ code, password: `guess number ${guess}` });
    expect([wrong.statusCode, wrong.json().code]).toEqual([409, 'email_taken']);
  }
  const closed = await claim({ code, password: PASSWORD });
  expect([closed.statusCode, closed.json().code]).toEqual([429, 'code_attempts']);
  const anew = await invite({ email: 'jana@example.com', name: 'Jana', role: 'staff' });
  expect((await claim({ code: codeOf(anew.json().link), password: PASSWORD })).statusCode).toBe(
    201,
  );
});

test('[P3] an invitation that was taken back, replaced or is over opens nothing', async () => {
  const first = await invite({ email: 'ola@example.com', name: 'Ola', role: 'staff' });
  const second = await invite({ email: 'ola@example.com', name: 'Ola', role: 'staff' });
  const use = async (link: string) =>
    (await claim({ code: codeOf(link), password: PASSWORD })).json().code;
  expect(await use(first.json().link)).toBe('code_invalid');
  const url = `/v1/invitations/${second.json().id}`;
  const back = await people.ask({ method: 'DELETE', url }, { cookie: owner.cookie });
  expect(back.statusCode).toBe(204);
  expect(await use(second.json().link)).toBe('code_invalid');
  const third = await invite({ email: 'ola@example.com', name: 'Ola', role: 'staff' });
  const open = await people.ask({ url: '/v1/invitations' }, { cookie: owner.cookie });
  expect(open.json().data).toContainEqual(expect.objectContaining({ email: 'ola@example.com' }));
  people.clock.time += 7 * 24 * 3600_000;
  expect(await use(third.json().link)).toBe('code_expired');
});

test('[P3] 422: a short password and a bad address each say what to do', async () => {
  const short = await claim({ code: 'x', password: 'short' });
  expect(short.json()).toMatchObject({ code: 'invalid_request', errors: [{ path: 'password' }] });
  const bad = await invite({ email: 'nobody', name: 'N', role: 'staff' });
  expect(bad.json()).toMatchObject({ code: 'invalid_request', errors: [{ path: 'email' }] });
});

test('[P6] a set-up link says what it waits for, and names nobody', async () => {
  const other = await startPeople();
  const read = async (code: string) =>
    (
      await other.ask({ method: 'POST', url: '/v1/owner-links/readings', payload: { code } })
    ).json();
  const empty = codeOf(await ensureSetupLink(other.deps));
  expect(await read(empty)).toEqual({ state: 'new', merchant: null });
  const made = await other.shop('Kolo');
  await other.db.owner.query(
    `update stamgast.merchant set branding = '{"color": "#112233"}' where merchant_id = $1`,
    [made.merchantId],
  );
  await other.staff(made, { name: 'Owner', role: 'owner' });
  const code = codeOf(await ensureSetupLink(other.deps));
  const merchant = { name: 'Kolo', trade: 'cafe', goal: null, currency: 'EUR', color: '#112233' };
  const shown = { ...merchant, zone: 'Europe/Bratislava' };
  expect(await read(code)).toEqual({ state: 'unclaimed', merchant: shown });
  const { password: _, ...owner } = OWNER;
  const url = '/v1/owner-links/claims';
  expect((await other.ask({ method: 'POST', url, payload: { code, ...owner } })).statusCode).toBe(
    201,
  );
  const again = codeOf(await ensureSetupLink(other.deps));
  expect(await read(again)).toEqual({ state: 'claimed', merchant: shown });
  expect(await read('wrong')).toMatchObject({ code: 'code_invalid' });
  await other.close();
});

test('[P3] a merchant of the command line is claimed by the link of its owner', async () => {
  const other = await startPeople();
  const made = await other.shop('Kolo');
  const id = await other.staff(made, { name: 'Owner', role: 'owner' });
  const link = await ensureSetupLink(other.deps);
  const payload = { code: codeOf(link), ...OWNER };
  const claimed = await other.ask({ method: 'POST', url: '/v1/owner-links/claims', payload });
  expect(claimed.json()).toMatchObject({
    staff: { id: encodeId('stf', id), name: 'Jana' },
    merchant: { id: encodeId('mer', made.merchantId) },
  });
  await other.close();
});
