import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type Route, route } from '#platform/http/index.ts';
import { type Case, casesOf, nameOf } from './isolation/cases.ts';
import { type IsolationServer, rowsOf, startIsolationServer } from './isolation/server.ts';
import { buildWorld, PRINCIPALS, type PrincipalName, type World } from './isolation/world.ts';

let server: IsolationServer;
let own: World;
let other: World;

beforeAll(async () => {
  server = await startIsolationServer();
  own = await buildWorld(server, 'attacker');
  other = await buildWorld(server, 'victim');
});
afterAll(() => server.close());

async function send({ route: { method }, url, body }: Case, headers: Record<string, string>) {
  return server.app.inject({
    method,
    url,
    headers: { 'idempotency-key': crypto.randomUUID(), ...headers },
    ...(body ? { payload: body } : {}),
  });
}

const REFUSALS = [401, 403, 404];
/** Well over a thousand requests, on a machine that may have other work. */
const TIME_OUT_MS = 300_000;
/** A stream stays open for who may read it; what it tells is tested with the card. */
const isStream = (each: Route) => each.path.endsWith('/live');
/** The reference and the counters hold nobody's data, and a refused field is a refusal too. */
const mayBe422 = (each: Route) => each.path.startsWith('/v1/program/drafts');

test(
  '[P2] no principal of one merchant reads or changes anything of another, on any route',
  async () => {
    const before = await rowsOf(server.db, other.merchantId);
    const faults: string[] = [];
    const counts = { refused: 0, silent: 0, found404: 0 };
    const cases = server.app.routes
      .filter((each) => !isStream(each))
      .flatMap((each) => casesOf(each, own, other));
    for (const each of cases) {
      for (const principal of PRINCIPALS) {
        const answer = await send(each, own.as[principal]);
        const where = `${principal}: ${nameOf(each.route)} ${each.url} ${JSON.stringify(each.body)}`;
        const said = answer.body.replaceAll(each.url, '');
        const leaked = other.marks.filter(
          (mark) => said.includes(mark) && !each.url.includes(mark),
        );
        if (leaked.length > 0) faults.push(`${where} told ${leaked}`);
        if (answer.statusCode >= 500) faults.push(`${where} answered ${answer.body}`);
        const allowed = mayBe422(each.route) ? [...REFUSALS, 422] : REFUSALS;
        if (each.expect === 'refused' && !allowed.includes(answer.statusCode)) {
          faults.push(`${where} answered ${answer.statusCode} ${answer.body.slice(0, 200)}`);
        }
        counts[each.expect] += 1;
        if (answer.statusCode === 404) counts.found404 += 1;
      }
    }
    expect(faults).toEqual([]);
    expect(await rowsOf(server.db, other.merchantId)).toEqual(before);
    const { refused, silent } = counts;
    console.info(
      `isolation: ${server.app.routes.length} routes, ${cases.length} requests × ${PRINCIPALS.length} ` +
        `principals = ${refused + silent} combinations (${refused} must be refused, ` +
        `${silent} may answer without a word of the other; ${counts.found404} answered 404)`,
    );
    expect(counts.found404).toBeGreaterThan(100);
  },
  TIME_OUT_MS,
);

test('[P2] the same requests succeed for who owns the things: the refusals mean something', async () => {
  const reads = server.app.routes.filter(
    (each) => each.method === 'GET' && each.path.includes(':id') && each.path.startsWith('/v1/'),
  );
  for (const each of reads) {
    // As if the other asked for its own: the path's foreign thing is then theirs.
    const [mine] = casesOf(each, other, other);
    if (!mine) throw new Error(`${nameOf(each)} has no case`);
    const query = each.path.endsWith('/pdf') ? '?insist=true' : '';
    const answer = await send({ ...mine, url: mine.url + query }, other.as.owner);
    expect(answer.statusCode, nameOf(each)).toBe(200);
  }
  expect(reads.length).toBeGreaterThan(5);
});

test('[P2] a signed-in person reaches no other merchant by naming it in X-Merchant', async () => {
  let asked = 0;
  for (const each of server.app.routes) {
    if (!each.path.startsWith('/v1/') || each.path.includes(':') || each.method !== 'GET') continue;
    for (const principal of ['owner', 'manager', 'staff'] satisfies PrincipalName[]) {
      const headers = { ...own.as[principal], 'x-merchant': other.ids.mer };
      const answer = await send({ route: each, url: each.path, expect: 'refused' }, headers);
      expect(REFUSALS, `${principal} ${each.path}`).toContain(answer.statusCode);
      asked += 1;
    }
  }
  expect(asked).toBeGreaterThan(30);
});

test('[P2] actions that a till sends later reach no member, reward or decision of another', async () => {
  const before = await rowsOf(server.db, other.merchantId);
  const at = Date.now();
  const staff_id = own.ids.stf;
  const done = { device_at: at, staff_id };
  const stamps = [{ unit: 'stamps', amount: 1 }];
  const members = [{ id: other.ids.mem }, { card_code: other.cardCode }];
  const actions = [
    ...members.map((member) => ({ kind: 'visit', ...done, member, stamps })),
    ...members.map((member) => ({ kind: 'order', ...done, member, total_minor: 100 })),
    { kind: 'reversal', ...done, decision_id: other.ids.dec },
    { kind: 'visit', device_at: at, staff_id: other.ids.stf, member: { id: own.ids.mem }, stamps },
  ].map((action, index) => ({ ...action, sequence: index + 1 }));
  const answer = await server.app.inject({
    method: 'POST',
    url: '/v1/till/actions',
    headers: own.as['till without a PIN'],
    payload: { sent_at: at, actions },
  });
  expect(answer.statusCode).toBe(200);
  const results: { status: string; refusal: { code: string } }[] = answer.json().results;
  expect(results.map((each) => each.status)).toEqual(actions.map(() => 'refused'));
  expect(await rowsOf(server.db, other.merchantId)).toEqual(before);
});

test('[P2] a new route that this test can not fill makes it fail', () => {
  const base = { summary: 's', tag: 't', responses: {}, handle: async () => ({ status: 200 }) };
  const access = { kind: 'public', limit: 'none' } as const;
  const unknown = route({ ...base, method: 'GET', path: '/v1/things/:thing', access });
  expect(() => casesOf(unknown, own, other)).toThrow('PARAMS');
  const body = z.object({ member_id: z.string().meta({ pattern: '^mem_' }) });
  const write = route({ ...base, method: 'POST', path: '/v1/things', access, body });
  expect(() => casesOf(write, own, other)).toThrow('BODIES');
});
