import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeId } from '#platform/ids/ids.ts';
import { type People, type Person, type Shop, startPeople } from '#support/people.ts';
import { isTooEasy } from './easy-pin.ts';
import { afterFailure } from './pin-lock.ts';

let people: People;
let shop: Shop;
let owner: Person;

beforeAll(async () => {
  people = await startPeople();
  shop = await people.shop('Pri moste');
  owner = await people.signedIn(shop, 'owner');
});
afterAll(() => people.close());

const as = (person: Person) => ({ cookie: person.cookie });
const stf = (id: string) => encodeId('stf', id);

test('[P3] 200: whoever is signed in sees their role, permissions and merchant', async () => {
  const me = await people.ask({ url: '/v1/staff/me' }, as(owner));
  expect(me.statusCode).toBe(200);
  expect(me.json()).toMatchObject({
    staff: { id: stf(owner.staffId), role: 'owner', signs_in: true, has_pin: false },
    merchant: { id: encodeId('mer', shop.merchantId), name: 'Pri moste' },
  });
  expect(me.json().permissions).toContain('staff:write');
});

test('[P3] 401: without a session, or with one that was ended, nothing is shown', async () => {
  expect((await people.ask({ url: '/v1/staff/me' })).json().code).toBe('unauthenticated');
  const stale = { cookie: 'stamgast.session_token=gone.gone' };
  expect((await people.ask({ url: '/v1/staff/me' }, stale)).statusCode).toBe(401);
});

test('[P3] 403: a write by cookie needs the header that no other site can send', async () => {
  const payload = { name: 'Eva' };
  const forged = await people.app.inject({
    method: 'POST',
    url: '/v1/staff',
    headers: { cookie: owner.cookie, origin: 'https://evil.example' },
    payload,
  });
  expect([forged.statusCode, forged.json().code]).toEqual([403, 'cross_site']);
});

test('[S4] 201: an owner adds a person with a PIN, and a repeat adds no second', async () => {
  const request = {
    method: 'POST',
    url: '/v1/staff',
    payload: { name: 'Eva', role: 'staff' },
    headers: { 'idempotency-key': 'add-eva' },
  } as const;
  const added = await people.ask(request, as(owner));
  expect(added.statusCode).toBe(201);
  const again = await people.ask(request, as(owner));
  expect([again.statusCode, again.headers['idempotent-replayed']]).toEqual([200, 'true']);
  expect(again.json()).toEqual(added.json());
  const pin = await people.ask(
    { method: 'PUT', url: `/v1/staff/${added.json().id}/pin`, payload: { pin: '2580' } },
    as(owner),
  );
  expect(pin.statusCode).toBe(204);
  const list = await people.ask({ url: '/v1/staff' }, as(owner));
  const evas = list.json().data.filter((each: { name: string }) => each.name === 'Eva');
  expect(evas).toMatchObject([{ role: 'staff', has_pin: true, signs_in: false }]);
});

test('[S4] 422: an easy PIN is refused, one that is no PIN says what one is', async () => {
  const put = (pin: string) =>
    people.ask({ method: 'PUT', url: '/v1/staff/me/pin', payload: { pin } }, as(owner));
  for (const easy of ['0000', '1234', '987654']) {
    const answer = await put(easy);
    expect([answer.statusCode, answer.json().code], easy).toEqual([422, 'pin_too_easy']);
  }
  const letters = await put('12a4');
  expect(letters.json()).toMatchObject({ code: 'invalid_request', errors: [{ path: 'pin' }] });
  expect((await put('4711')).statusCode).toBe(204);
});

test('[P3] 403: managers and staff neither add people nor change roles', async () => {
  for (const role of ['manager', 'staff'] as const) {
    const person = await people.signedIn(shop, role);
    const add = { method: 'POST', url: '/v1/staff', payload: { name: 'X' } } as const;
    expect((await people.ask(add, as(person))).json().code, role).toBe('forbidden');
    const raise = {
      method: 'PATCH',
      url: `/v1/staff/${stf(person.staffId)}`,
      payload: { role: 'owner' },
    } as const;
    expect((await people.ask(raise, as(person))).json().code, role).toBe('forbidden');
  }
});

test('[P3] 409: the last owner can neither step down nor be removed', async () => {
  const alone = await people.shop('Lipa');
  const first = await people.signedIn(alone, 'owner');
  const url = `/v1/staff/${stf(first.staffId)}`;
  const down = await people.ask({ method: 'PATCH', url, payload: { role: 'manager' } }, as(first));
  expect([down.statusCode, down.json().code]).toEqual([409, 'last_owner']);
  const gone = await people.ask({ method: 'POST', url: `${url}/archivals` }, as(first));
  expect([gone.statusCode, gone.json().code]).toEqual([409, 'last_owner']);
});

test('[P3] of two owners who leave at the same moment one stays', async () => {
  for (let round = 0; round < 3; round += 1) {
    const pair = await people.shop('Kolo');
    const [one, two] = [await people.signedIn(pair, 'owner'), await people.signedIn(pair, 'owner')];
    const leave = (who: Person) =>
      people.ask({ method: 'POST', url: `/v1/staff/${stf(who.staffId)}/archivals` }, as(who));
    const statuses = (await Promise.all([leave(one), leave(two)])).map((each) => each.statusCode);
    expect(statuses.sort()).toEqual([201, 409]);
  }
});

test('[P3] who is archived is out at once', async () => {
  const manager = await people.signedIn(shop, 'manager');
  expect((await people.ask({ url: '/v1/staff/me' }, as(manager))).statusCode).toBe(200);
  const request = { method: 'POST', url: `/v1/staff/${stf(manager.staffId)}/archivals` } as const;
  const archived = await people.ask(request, as(owner));
  expect([archived.statusCode, archived.json().archived]).toEqual([201, true]);
  expect((await people.ask({ url: '/v1/staff/me' }, as(manager))).statusCode).toBe(401);
  expect((await people.ask(request, as(owner))).statusCode).toBe(404);
});

test('[P2] 400: a user of two merchants says which one, and only one of their own', async () => {
  const both = await people.signedIn(shop, 'manager');
  const second = await people.shop('Second');
  const user = await people.db.owner.query(
    'select user_id from control.staff_directory where staff_id = $1',
    [both.staffId],
  );
  const person = { name: 'M', role: 'manager', userId: user.rows[0].user_id } as const;
  await people.staff(second, person);
  const me = (headers = {}) => people.ask({ url: '/v1/staff/me', headers }, as(both));
  expect((await me()).json().code).toBe('merchant_required');
  const chosen = await me({ 'x-merchant': encodeId('mer', second.merchantId) });
  expect(chosen.json().merchant.name).toBe('Second');
  expect(chosen.json().merchants).toHaveLength(2);
  const foreign = await people.shop('Foreign');
  const other = await me({ 'x-merchant': encodeId('mer', foreign.merchantId) });
  expect([other.statusCode, other.json().code]).toEqual([404, 'not_found']);
});

test('[P3] every change of staff stands in the log with who made it', async () => {
  const log = await people.ask({ url: '/v1/audit?action=staff.created' }, as(owner));
  expect(log.json().data[0]).toMatchObject({
    action: 'staff.created',
    actor: { kind: 'staff', id: stf(owner.staffId), name: 'owner' },
    details: { name: 'Eva', role: 'staff' },
  });
});

test('[P3] the log is read page by page, newest first, and filtered by person', async () => {
  const seen: string[] = [];
  let cursor = '';
  for (let pages = 0; pages < 50; pages += 1) {
    const url = `/v1/audit?limit=2&actor=${stf(owner.staffId)}${cursor}`;
    const page = (await people.ask({ url }, as(owner))).json();
    seen.push(...page.data.map((row: { id: string }) => row.id));
    if (page.next_cursor === null) break;
    cursor = `&cursor=${page.next_cursor}`;
  }
  const { rows } = await people.db.owner.query(
    'select count(*) from stamgast.audit where merchant_id = $1 and actor = $2',
    [shop.merchantId, `staff:${owner.staffId}`],
  );
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen).toHaveLength(Number(rows[0].count));
});

test('[S4] wrong PINs lock for 1, 5, then 15 minutes, from the fifth on', () => {
  const minutes: (number | null)[] = [];
  let failures = 0;
  for (let guess = 0; guess < 9; guess += 1) {
    const lock = afterFailure(failures, 0);
    failures = lock.failures;
    minutes.push(lock.lockedUntil === null ? null : lock.lockedUntil / 60_000);
  }
  expect(minutes).toEqual([null, null, null, null, 1, 5, 15, 15, 15]);
});

test('[S4] an easy PIN is one whose digits all step alike by at most one', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9 }), fc.constantFrom(-1, 0, 1), (first, step) => {
      const digits = Array.from({ length: 4 }, (_, at) => first + at * step);
      fc.pre(digits.every((digit) => digit >= 0 && digit <= 9));
      expect(isTooEasy(digits.join(''))).toBe(true);
    }),
  );
  expect(['2580', '1357', '1122', '9012'].map(isTooEasy)).toEqual([false, false, false, false]);
});
