import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decodeId } from '#platform/ids/ids.ts';
import { type IsolationServer, rowsOf, startIsolationServer } from './isolation/server.ts';
import { type Ask, asker, buildWorld, hire, OWN_PAGE, type World } from './isolation/world.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type Role = (typeof ROLES)[number];

const ROLES = ['manager', 'staff'] as const;
const TIME_OUT_MS = 120_000;

let server: IsolationServer;
/** Everything in it was done at the default location, of which the limited know nothing. */
let world: World;
let owner: Ask;
let cookies: Record<Role, string>;
let main: string;
let till: { authorization: string };

beforeAll(async () => {
  server = await startIsolationServer();
  world = await buildWorld(server, 'chain');
  owner = asker(server.app, world.as['api key with every scope']);
  const branch = [world.ids.loc];
  cookies = {
    manager: await hire(server.app, owner, 'chain', 'manager', branch),
    staff: await hire(server.app, owner, 'chain', 'staff', branch),
  };
  const locations = (await owner('GET', '/v1/locations')).data as { id: string }[];
  main = locations.find(({ id }) => id !== world.ids.loc)?.id ?? '';
  const asked = { name: 'Branch counter', location_id: world.ids.loc };
  const { code } = await owner('POST', '/v1/tills/pairing-codes', asked);
  const paired = await owner('POST', '/v1/tills/pairings', { code });
  till = { authorization: `Till ${paired.token}` };
}, TIME_OUT_MS);
afterAll(() => server.close());

const send = (headers: Record<string, string>, method: Method, url: string, payload?: object) =>
  server.app.inject({
    method,
    url,
    headers: { 'idempotency-key': randomUUID(), ...headers },
    ...(payload ? { payload } : {}),
  });

const as = (role: Role, method: Method, url: string, payload?: object) =>
  send({ cookie: cookies[role], ...OWN_PAGE }, method, url, payload);

const order = (extra: object = {}) => ({
  source: 'pos',
  external_id: `order-${randomUUID()}`,
  currency: 'EUR',
  total_minor: 500,
  member: { id: world.ids.mem },
  ...extra,
});

const bought = (extra: object) => ({ currency: 'EUR', total_minor: 500, ...extra });

/** Whatever names something of the default location, or the place itself. */
const elsewhere = (): [Method, string, object?][] => {
  const { ids } = world;
  const member = { id: ids.mem };
  const one = { member, stamps: [{ unit: 'stamps', amount: 1 }] };
  return [
    ['GET', `/v1/orders/${ids.ord}`],
    ['POST', `/v1/orders/${ids.ord}/refunds`, { external_id: 'r-1', amount_minor: 100 }],
    ['POST', `/v1/orders/${ids.ord}/inclusions`, {}],
    ['POST', '/v1/orders', order({ location_id: main })],
    // A newer snapshot of an order of another location, drawn to one's own.
    ['POST', '/v1/orders', order({ external_id: 'order-1', version: 9 })],
    ['POST', '/v1/orders', order({ visit_id: ids.vis })],
    ['POST', '/v1/visits', { ...one, location_id: main }],
    ['POST', '/v1/visits', { ...one, visit_id: ids.vis }],
    ['POST', '/v1/decisions/preview', { member, order: bought({ location_id: main }) }],
    ['POST', '/v1/decisions/preview', { member, order: bought({ visit_id: ids.vis }) }],
    ['GET', `/v1/decisions/${ids.dec}/missed`],
    ['POST', '/v1/members', { name: 'New', location_id: main }],
    ['POST', '/v1/redemptions', { member, reward_id: ids.rew, location_id: main }],
    ['GET', `/v1/redemptions/${ids.red}`],
    ...['captures', 'releases', 'fulfillments', 'cancellations'].map((step): [Method, string] => [
      'POST',
      `/v1/redemptions/${ids.red}/${step}`,
    ]),
    ['POST', '/v1/reversals', { decision_id: ids.dec }],
    ['PATCH', `/v1/tills/${ids.til}`, { name: 'Mine' }],
    ['POST', `/v1/tills/${ids.til}/revocations`],
    ['POST', '/v1/tills/pairing-codes', { name: 'New', location_id: main }],
    ['GET', `/v1/posters/${ids.pos}/pdf?insist=true`],
    ['POST', '/v1/posters', { kind: 'poster', location_id: main }],
    ['GET', `/v1/figures/today?location_id=${main}`],
  ];
};

/** What concerns the business as a whole. */
const businessWide = (): [Method, string, object?][] => [
  ['GET', '/v1/staff'],
  ['GET', '/v1/audit'],
  ['GET', '/v1/messages'],
  ['POST', `/v1/messages/${world.ids.msg}/retries`],
  ['PATCH', '/v1/merchant', { name: 'Mine' }],
  ['PATCH', `/v1/locations/${world.ids.loc}`, { name: 'Mine' }],
  ['POST', '/v1/rewards', {}],
  ['POST', '/v1/program/drafts', {}],
  ['POST', '/v1/simulations', { program: world.ids.dft }],
];

test.each(ROLES)(
  '[P2] %s limited to a location reach nothing of another one',
  async (role) => {
    const before = await rowsOf(server.db, world.merchantId);
    const faults: string[] = [];
    for (const [method, url, body] of [...elsewhere(), ...businessWide()]) {
      const answer = await as(role, method, url, body);
      if (![403, 404].includes(answer.statusCode)) {
        faults.push(
          `${method} ${url} ${JSON.stringify(body)}: ${answer.statusCode} ${answer.body}`,
        );
      }
    }
    expect(faults).toEqual([]);
    expect(await rowsOf(server.db, world.merchantId)).toEqual(before);
  },
  TIME_OUT_MS,
);

test('[P2] the same requests are open to a manager of all locations: the refusals mean something', async () => {
  const reached: number[] = [];
  for (const [method, url, body] of elsewhere()) {
    const answer = await send(world.as.manager, method, url, body);
    reached.push(answer.statusCode);
    // A redemption ends once, and the till that was revoked is gone: conflicts are no refusals.
    expect([200, 201, 409, 422], `${method} ${url} ${answer.body}`).toContain(answer.statusCode);
  }
  expect(reached.filter((status) => status < 300).length).toBeGreaterThan(12);
});

test('[P2] lists and figures of a limited manager hold what their location did, and all of that', async () => {
  const done = await as('manager', 'POST', '/v1/orders', order());
  expect(done.statusCode, done.body).toBe(201);
  const own: string = done.json().id;
  const ids = async (url: string) =>
    (await as('manager', 'GET', url)).json().data.map(({ id }: { id: string }) => id);
  expect(await ids('/v1/orders')).toEqual([own]);
  expect(await ids('/v1/redemptions')).toEqual([]);
  expect(await ids('/v1/locations')).toEqual([world.ids.loc]);
  expect(await ids('/v1/posters')).toEqual([]);
  expect((await as('manager', 'GET', `/v1/orders/${own}`)).json().location_id).toBe(world.ids.loc);
  const tills = (await as('manager', 'GET', '/v1/tills')).json().data;
  expect(tills.map((each: { name: string }) => each.name)).toEqual(['Branch counter']);
  const today = (await as('manager', 'GET', '/v1/figures/today')).json();
  expect([today.visits.value, today.revenue.value]).toEqual([1, 500]);
});

test('[P2] a till knows only who works at its location, and nobody else gets in with a PIN', async () => {
  const person = async (name: string, location_ids: string[] | null) => {
    const { id } = await owner('POST', '/v1/staff', { name, location_ids });
    await owner('PUT', `/v1/staff/${id}/pin`, { pin: '4826' });
    return id;
  };
  const [here, there] = [await person('Here', [world.ids.loc]), await person('There', [main])];
  const listed = (await send(till, 'GET', '/v1/till-staff')).json().data;
  const names = listed.map((each: { name: string }) => each.name);
  expect(names).toContain('Here');
  expect(names).not.toContain('There');
  const enter = (staff_id: string) =>
    send(till, 'POST', '/v1/till-sessions', { staff_id, pin: '4826' });
  expect((await enter(there)).json().code).toBe('not_found');
  const session = (await enter(here)).json().token;
  const present = { ...till, 'x-staff-session': session };
  const visit = { member: { id: world.ids.mem }, stamps: [{ unit: 'stamps', amount: 1 }] };
  expect((await send(present, 'POST', '/v1/visits', visit)).statusCode).toBe(201);
  const other = await send(present, 'POST', '/v1/visits', { ...visit, location_id: main });
  expect(other.json().code).toBe('not_found');
  // Moved to another location, the person is no longer there, whatever session is still open.
  await server.db.owner.query(
    'update stamgast.staff set location_ids = $1 where merchant_id = $2 and name = $3',
    [[decodeId('loc', main)], world.merchantId, 'Here'],
  );
  expect((await send(present, 'POST', '/v1/visits', visit)).statusCode).toBe(403);
});

test('[P3] only real locations can be named, an owner has all, and who becomes one is free', async () => {
  const limited = { name: 'Ema', location_ids: [world.ids.loc] };
  const { id } = await owner('POST', '/v1/staff', limited);
  const change = (payload: object) => send(world.as.owner, 'PATCH', `/v1/staff/${id}`, payload);
  const none = await change({ location_ids: [] });
  expect(none.statusCode).toBe(422);
  const mixed = await change({ role: 'owner', location_ids: [world.ids.loc] });
  expect(mixed.json().errors).toMatchObject([{ path: 'location_ids' }]);
  expect((await change({ name: 'Eva' })).json().location_ids).toEqual([world.ids.loc]);
  expect((await change({ role: 'owner' })).json()).toMatchObject({ location_ids: null });
});
