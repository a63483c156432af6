import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ProgramDocument, Promotion } from '#core/program.ts';
import { type Client, startTestApp, type TestApp } from '#support/app.ts';

let app: TestApp;
let ask: Client;
let live: ProgramDocument;

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

/** Until a version is live for what happens after it. */
const SECOND = 1000;

const BASE = { on: 'purchase', stacks: false } as const;
const DOUBLE = { kind: 'multiplier', unit: 'points', numerator: 2, denominator: 1 } as const;
const PASTRY: Promotion = {
  ...{ ...BASE, id: 'pastry', give: DOUBLE },
  when: [{ kind: 'basket', match: { categories: ['pastry'] }, quantity: 1 }],
};

/** A café whose live program has these parts besides its own. */
const publish = async (parts: Partial<ProgramDocument>): Promise<void> => {
  ask = app.as((await app.found()).api_key);
  live = (await ask('GET', '/v1/program')).body.document;
  const draft = await ask('POST', '/v1/program/drafts', { document: { ...live, ...parts } });
  expect(draft.status, JSON.stringify(draft.body)).toBe(201);
  const published = await ask('POST', `/v1/program/drafts/${draft.body.id}/publications`, {});
  expect(published.status).toBe(201);
  app.clock.advance(SECOND);
};

const line = (id: string, total_minor: number, more: object = {}) => ({
  ...{ id, name: id, category: id, quantity: 1, total_minor },
  ...more,
});

const points = async (member: string): Promise<number> => {
  const { accounts } = (await ask('GET', `/v1/members/${member}`)).body;
  return accounts.find(({ unit }) => unit === 'points')?.balance ?? 0;
};

/** A member without the welcome gift's points counting. */
const joined = async (): Promise<{ member: string; before: number }> => {
  const answer = await ask('POST', '/v1/members', { name: 'Eva' });
  return { member: answer.body.id, before: await points(answer.body.id) };
};

const buy = (member: string, external_id: string, lines: { total_minor: number }[], more = {}) =>
  ask('POST', '/v1/orders', {
    ...{ source: 'pos', external_id, currency: 'EUR', member: { id: member }, lines },
    total_minor: lines.reduce((sum, { total_minor }) => sum + total_minor, 0),
    ...more,
  });

test('[E6, E12] double points with a pastry over HTTP; the pastry taken back takes the bonus', async () => {
  await publish({ promotions: [PASTRY] });
  const { member, before } = await joined();
  const bought = await buy(member, '1', [line('coffee', 300), line('pastry', 200)]);
  expect(bought.status).toBe(201);
  expect(await points(member)).toBe(before + 10);
  const entries = (bought.body.decision as { entries: { explanation: { text: string } }[] })
    .entries;
  expect(entries.map(({ explanation }) => explanation.text).join()).toContain(
    'With a pastry in the basket',
  );
  const refund = { external_id: 'r', lines: [{ id: 'pastry', quantity: 1 }] };
  const { id } = bought.body;
  expect((await ask('POST', `/v1/orders/${id}/refunds`, refund)).status).toBe(201);
  expect(await points(member)).toBe(before + 3);
});

test('[E6] a promotion looks at the tags of lines and at the location it names', async () => {
  await publish({});
  const [place] = (await ask('GET', '/v1/locations')).body.data;
  const other = (await ask('POST', '/v1/locations', { name: 'Rynok' })).body.id;
  const promotion: Promotion = {
    ...{ ...BASE, id: 'new', match: { tags: ['new'] } },
    when: [{ kind: 'locations', locations: [place?.id ?? ''] }],
    give: { kind: 'per_item', unit: 'points', units: 5 },
  };
  const document = { ...live, promotions: [promotion] };
  const { id } = (await ask('POST', '/v1/program/drafts', { document })).body;
  await ask('POST', `/v1/program/drafts/${id}/publications`, {});
  app.clock.advance(SECOND);
  const { member, before } = await joined();
  const lines = [line('beans', 100, { tags: ['new', 'bio'] }), line('tea', 100)];
  const { body } = await buy(member, '1', lines);
  expect(await points(member)).toBe(before + 2 + 5);
  expect((await ask('GET', `/v1/orders/${body.id}`)).body.lines).toMatchObject([
    { tags: ['new', 'bio'] },
    { id: 'tea' },
  ]);
  await buy(member, '2', lines, { location_id: other });
  expect(await points(member)).toBe(before + 2 + 5 + 2);
});

test('[E13] limits and caps of the document hold over HTTP', async () => {
  const gift: Promotion = {
    ...{ ...BASE, id: 'gift', when: [], stacks: true },
    give: { kind: 'fixed', unit: 'points', units: 20 },
    limits: [{ of: 'times', most: 1, per: 'day' }],
  };
  await publish({ promotions: [gift], caps: [{ unit: 'points', most: 25, per: 'day' }] });
  const { member, before } = await joined();
  await buy(member, '1', [line('tea', 200)]);
  expect(await points(member)).toBe(before + 22);
  await buy(member, '2', [line('tea', 200)]);
  expect(await points(member)).toBe(before + 24);
  await buy(member, '3', [line('tea', 900)]);
  expect(await points(member)).toBe(before + 25);
});
