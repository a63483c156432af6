import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SimulationLine, SimulationView } from '#contract/simulation.ts';
import type { ProgramDocument } from '#core/program.ts';
import { encodeId, newId } from '#platform/ids/ids.ts';
import { type Client, startTestApp, type TestApp } from '#support/app.ts';

const DAY = 86_400_000;
let app: TestApp;
let api: Client;
let draftId: string;

/** The live program with twice the points for money. */
const doubled = (document: ProgramDocument): ProgramDocument => ({
  ...document,
  rules: document.rules.map((rule) =>
    rule.give.kind === 'per_amount'
      ? { ...rule, give: { ...rule.give, units: rule.give.units * 2 } }
      : rule,
  ),
});

const buy = (member: object | undefined, day: number, n: number) =>
  api('POST', '/v1/orders', {
    ...{ source: 'pos', external_id: `${day}-${n}`, currency: 'EUR', total_minor: 1_000, member },
    lines: [{ name: 'Espresso', category: 'coffee', quantity: 2, total_minor: 1_000 }],
    occurred_at: new Date(app.clock.now() - day * DAY).toISOString(),
  });

beforeAll(async () => {
  app = await startTestApp();
  const shop = await app.found();
  api = app.as(shop.api_key);
  const { document } = (await api('GET', '/v1/program')).body;
  const draft = { document: doubled(document) };
  draftId = (await api('POST', '/v1/program/drafts', draft)).body.id;
  const member = { id: (await api('POST', '/v1/members', { name: 'Zoe' })).body.id };
  for (const day of [100, 6, 5, 4]) expect((await buy(member, day, 0)).status).toBe(201);
  await buy(undefined, 3, 1);
}, 60_000);
afterAll(() => app.close());

const linesOf = (body: unknown): SimulationLine[] =>
  String(body)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as SimulationLine);

const resultOf = (body: unknown): SimulationView => {
  const last = linesOf(body).at(-1);
  if (!last || !('draft' in last)) throw new Error('the last line is no result');
  return last;
};

const points = ({ issued }: SimulationView['draft']) =>
  issued.find(({ rule }) => rule === 'points')?.units ?? 0;

test('[N6] a draft runs over the last orders beside the live program, and nothing is written', async () => {
  const before = (await api('GET', '/v1/orders?limit=100')).body;
  const reply = await api('POST', '/v1/simulations', { program: draftId });
  expect(reply.headers['content-type']).toBe('application/x-ndjson');
  const { draft, live, orders_without_customer, cut_off } = resultOf(reply.body);
  expect(draft).toMatchObject({ members: 1, orders: 3, visits: 3, revenue_minor: 3_000 });
  expect([points(draft), points(live)]).toEqual([60, 30]);
  expect({ orders_without_customer, cut_off }).toEqual({
    orders_without_customer: 1,
    cut_off: false,
  });
  expect((await api('GET', '/v1/orders?limit=100')).body).toEqual(before);
});

test('[N6] days, and whether members redeem, are the owner’s choice', async () => {
  const body = { program: draftId, days: 5, redeems: false };
  const { draft } = resultOf((await api('POST', '/v1/simulations', body)).body);
  expect(draft).toMatchObject({ orders: 2, redeemed: [] });
});

const upload = (content: string, query = `program=${draftId}`) =>
  api('POST', `/v1/simulations/files?${query}`, content, {
    'content-type': 'application/octet-stream',
  });

test('[N6] a file of orders can be tried as well, and tells how far it is', async () => {
  const rows = ['receipt;date;item;quantity;unit price;customer'];
  for (let n = 0; n < 1_200; n += 1) {
    rows.push(`R${n};2026-02-0${1 + (n % 9)} 09:00;Coffee;1;5,00;K${n % 40}`);
  }
  const lines = linesOf((await upload(rows.join('\n'))).body);
  expect(lines.slice(0, -1)).toEqual([
    { done: 500, of: 1_200 },
    { done: 1_000, of: 1_200 },
    { done: 1_200, of: 1_200 },
  ]);
  expect(lines.at(-1)).toMatchObject({ draft: { members: 40, orders: 1_200 } });
});

test('[N6] what can’t be simulated is refused', async () => {
  const missing = encodeId('dft', newId());
  expect(await api('POST', '/v1/simulations', { program: missing })).toMatchObject({ status: 404 });
  expect(await upload('x', `program=${missing}`)).toMatchObject({ status: 404 });
  expect(await upload('no table')).toMatchObject({ body: { code: 'import_unreadable' } });
  expect(await api('POST', `/v1/simulations/files?program=${draftId}`)).toMatchObject({
    body: { code: 'import_unreadable' },
  });
  expect(await api('POST', '/v1/simulations', { program: draftId, days: 91 })).toMatchObject({
    status: 422,
  });
});

test('[N6, P3] one simulation at a time, and only for who may see the figures', async () => {
  const ask = () => api('POST', '/v1/simulations', { program: draftId });
  const both = await Promise.all([ask(), ask()]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 429]);
  expect((await ask()).status).toBe(200);
  const scopes = ['program:write', 'program:read'];
  const key = (await api('POST', '/v1/api-keys', { name: 'Other', scopes })).body;
  const reply = await app.as(key.secret)('POST', '/v1/simulations', { program: draftId });
  expect(reply.status).toBe(403);
});
