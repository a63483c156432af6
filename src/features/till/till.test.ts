import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeId } from '#platform/ids/ids.ts';
import { type People, type Person, type Shop, startPeople } from '#support/people.ts';

let people: People;
let shop: Shop;
let owner: Person;

beforeAll(async () => {
  people = await startPeople();
  shop = await people.shop('Pri moste');
  owner = await people.signedIn(shop, 'owner');
});
afterAll(() => people.close());

const MINUTE = 60_000;
const as = (person: Person) => ({ cookie: person.cookie });

const newCode = async (): Promise<{ code: string; till_id: string }> => {
  const url = '/v1/tills/pairing-codes';
  const answer = await people.ask({ method: 'POST', url, payload: { name: 'Counter' } }, as(owner));
  expect(answer.statusCode).toBe(201);
  return answer.json();
};

const pair = (code: string, name?: string) =>
  people.ask({ method: 'POST', url: '/v1/tills/pairings', payload: { code, name } });

const paired = async (): Promise<{ token: string; till: { id: string } }> =>
  (await pair((await newCode()).code)).json();

const withPin = async (pin: string, role: 'manager' | 'staff' = 'staff'): Promise<string> => {
  const id = encodeId('stf', await people.staff(shop, { name: `P${pin}`, role }));
  const url = `/v1/staff/${id}/pin`;
  const set = await people.ask({ method: 'PUT', url, payload: { pin } }, as(owner));
  expect(set.statusCode).toBe(204);
  return id;
};

const enter = (till: string, staff_id: string, pin: string) =>
  people.ask({ method: 'POST', url: '/v1/till-sessions', payload: { staff_id, pin } }, { till });

test('[S1] 201: a code makes a device the till it stands for, once', async () => {
  const { code, till_id } = await newCode();
  const answer = await pair(` ${code.toLowerCase().slice(0, 4)}-${code.slice(4)}`, 'Bar');
  expect(answer.statusCode).toBe(201);
  expect(answer.json()).toMatchObject({
    token: expect.stringMatching(/^[\w-]{43}$/),
    till: { id: till_id, name: 'Bar' },
    location: { name: 'Main' },
    merchant: { name: 'Pri moste', locale: 'sk', currency: 'EUR' },
  });
  const again = await pair(code);
  expect([again.statusCode, again.json().code]).toEqual([422, 'code_invalid']);
});

test('[S1] of two devices that name one code together one is paired', async () => {
  const { code } = await newCode();
  const statuses = await Promise.all([1, 2, 3].map(async () => (await pair(code)).statusCode));
  expect(statuses.sort()).toEqual([201, 422, 422]);
});

test('[S1] 410: a code lives ten minutes', async () => {
  const { code } = await newCode();
  people.clock.time += 10 * MINUTE;
  const late = await pair(code);
  expect([late.statusCode, late.json().code]).toEqual([410, 'code_expired']);
});

test('[S1] 429: five wrong guesses close a code', async () => {
  const { code } = await newCode();
  const wrong = code.slice(0, 7) + (code[7] === 'A' ? 'B' : 'A');
  for (let guess = 0; guess < 5; guess += 1) {
    expect((await pair(wrong)).json().code).toBe('code_invalid');
  }
  const right = await pair(code);
  expect([right.statusCode, right.json().code]).toEqual([429, 'code_attempts']);
});

test('[S4] the till alone sees names to choose from and nothing else', async () => {
  const { token: till } = await paired();
  const eva = await withPin('2580');
  const names = await people.ask({ url: '/v1/till-staff' }, { till });
  const row = names.json().data.find((each: { id: string }) => each.id === eva);
  expect(row).toEqual({
    id: eva,
    name: 'P2580',
    role: 'staff',
    has_pin: true,
    locked_until: null,
  });
  for (const url of ['/v1/staff', '/v1/audit', '/v1/tills', '/v1/messages']) {
    const answer = await people.ask({ url }, { till });
    expect([answer.statusCode, answer.json().code], url).toEqual([403, 'forbidden']);
  }
});

test('[S4] 201: the right PIN puts a person behind the till for a shift', async () => {
  const { token: till } = await paired();
  const eva = await withPin('4711', 'manager');
  const opened = await enter(till, eva, '4711');
  expect(opened.statusCode).toBe(201);
  expect(opened.json()).toMatchObject({ staff: { id: eva, role: 'manager' } });
  const as = { till, pin: opened.json().token };
  // A manager reads the audit log with a password, not with a PIN at the counter.
  expect((await people.ask({ url: '/v1/audit' }, as)).statusCode).toBe(403);
  const log = await people.db.owner.query(
    `select actor, details from stamgast.audit where action = 'till.signed_in' and merchant_id = $1`,
    [shop.merchantId],
  );
  expect(log.rows.at(-1).details).toMatchObject({
    till_id: expect.stringMatching(/^til_/),
    location_id: encodeId('loc', shop.locationId),
  });
});

test('[S4] 409: a person without a PIN is told so', async () => {
  const { token: till } = await paired();
  const id = encodeId('stf', await people.staff(shop, { name: 'New', role: 'staff' }));
  const answer = await enter(till, id, '2580');
  expect([answer.statusCode, answer.json().code]).toEqual([409, 'pin_unset']);
});

test('[S4] 401 and 429: the fifth wrong PIN locks for a minute, the next for five', async () => {
  const { token: till } = await paired();
  const eva = await withPin('8520');
  for (const left of [4, 3, 2, 1]) {
    const wrong = await enter(till, eva, '1111');
    expect([wrong.statusCode, wrong.json().code]).toEqual([401, 'pin_wrong']);
    expect(wrong.json().details).toEqual({ left });
  }
  const fifth = await enter(till, eva, '1111');
  expect([fifth.statusCode, fifth.json().details]).toEqual([429, { seconds: 60 }]);
  expect((await enter(till, eva, '8520')).json().code).toBe('pin_locked');
  people.clock.time += MINUTE;
  const sixth = await enter(till, eva, '1111');
  expect(sixth.json()).toMatchObject({ code: 'pin_locked', details: { seconds: 300 } });
  people.clock.time += 5 * MINUTE;
  expect((await enter(till, eva, '8520')).statusCode).toBe(201);
  expect((await enter(till, eva, '1111')).json().details).toEqual({ left: 4 });
});

test('[S4] guesses made at the same time are all counted', async () => {
  const { token: till } = await paired();
  const eva = await withPin('3690');
  const guesses = ['1', '2', '3', '4', '5', '6', '7', '8'].map((digit) => `${digit}${digit}90`);
  const codes = await Promise.all(
    guesses.map(async (pin) => (await enter(till, eva, pin)).json().code),
  );
  expect(codes.filter((code) => code === 'pin_wrong')).toHaveLength(4);
  expect(codes.filter((code) => code === 'pin_locked')).toHaveLength(4);
});

test('[S4] a new PIN, the end of the shift and signing off each end a session', async () => {
  const { token: till } = await paired();
  const eva = await withPin('7410');
  const session = async () => (await enter(till, eva, '7410')).json().token as string;
  const present = async (pin: string) => {
    const { tillResolver } = await import('#features/till/index.ts');
    const headers = { authorization: `Till ${till}`, 'x-staff-session': pin };
    const found = await tillResolver(people.deps)({ headers });
    return found && 'kind' in found ? found.staffId !== null : null;
  };
  const off = await session();
  expect(await present(off)).toBe(true);
  await people.ask({ method: 'DELETE', url: '/v1/till-sessions' }, { till, pin: off });
  expect(await present(off)).toBe(false);
  const long = await session();
  people.clock.time += 12 * 60 * MINUTE;
  expect(await present(long)).toBe(false);
  const reset = await session();
  const url = `/v1/staff/${eva}/pin`;
  await people.ask({ method: 'PUT', url, payload: { pin: '7411' } }, as(owner));
  expect(await present(reset)).toBe(false);
});

test('[S4] a session counts only on its own till', async () => {
  const [one, two] = [await paired(), await paired()];
  const eva = await withPin('9630');
  const { token: pin } = (await enter(one.token, eva, '9630')).json();
  const { tillResolver } = await import('#features/till/index.ts');
  const headers = { authorization: `Till ${two.token}`, 'x-staff-session': pin };
  expect(await tillResolver(people.deps)({ headers })).toMatchObject({ staffId: null });
});

test('[S1] 401: a revoked till is out at once and says so, an unknown one is nobody', async () => {
  const {
    token: till,
    till: { id },
  } = await paired();
  const list = await people.ask({ url: '/v1/tills' }, as(owner));
  expect(list.json().data).toContainEqual(expect.objectContaining({ id, state: 'paired' }));
  const request = { method: 'POST', url: `/v1/tills/${id}/revocations` } as const;
  const revoked = await people.ask(request, as(owner));
  expect([revoked.statusCode, revoked.json().state]).toEqual([201, 'revoked']);
  const gone = await people.ask({ url: '/v1/till-staff' }, { till });
  expect([gone.statusCode, gone.json().code]).toEqual([401, 'till_revoked']);
  const unknown = await people.ask({ url: '/v1/till-staff' }, { till: 'x'.repeat(43) });
  expect([unknown.statusCode, unknown.json().code]).toEqual([401, 'unauthenticated']);
  expect((await people.ask(request, as(owner))).statusCode).toBe(404);
});

test('[S1] 200: a till is renamed; a location of another shop is not found', async () => {
  const {
    till: { id },
  } = await paired();
  const change = (payload: object) =>
    people.ask({ method: 'PATCH', url: `/v1/tills/${id}`, payload }, as(owner));
  expect((await change({ name: 'Window' })).json()).toMatchObject({ id, name: 'Window' });
  const other = await people.shop('Other');
  const moved = await change({ location_id: encodeId('loc', other.locationId) });
  expect([moved.statusCode, moved.json().code]).toEqual([404, 'not_found']);
});
