import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ProgramDocument } from '#core/program.ts';
import { type Client, startTestApp, type TestApp } from '#support/app.ts';

let app: TestApp;
let ask: Client;
let live: ProgramDocument;

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  ask = app.as((await app.found()).api_key);
  live = (await ask('GET', '/v1/program')).body.document;
});

const draft = (document?: unknown) => ask('POST', '/v1/program/drafts', { document });
const publish = (id: string, body = {}) =>
  ask('POST', `/v1/program/drafts/${id}/publications`, body);
const changed = (changes: Partial<ProgramDocument>) => ({ ...live, ...changes });
const longer = () => changed({ stamp_cards: live.stamp_cards.map((c) => ({ ...c, size: 12 })) });

test('[E1] [E15] 201: a draft becomes version 2, version 1 stays as it was', async () => {
  const made = await draft(changed({ cool_down_minutes: 60 }));
  expect([made.status, made.body.based_on]).toEqual([201, 1]);
  app.clock.advance(1000);
  const published = await publish(made.body.id, { note: 'Shorter visits' });
  expect(published.status).toBe(201);
  expect(published.body).toMatchObject({ number: 2, live: true, note: 'Shorter visits' });
  const now = await ask('GET', '/v1/program');
  expect(now.body.document.cool_down_minutes).toBe(60);
  const first = await ask('GET', '/v1/program/versions/1');
  expect(first.body).toMatchObject({ live: false, document: live });
  const list = await ask('GET', '/v1/program/versions?limit=1');
  expect(list.body.data.map(({ number }) => number)).toEqual([2]);
  const older = await ask('GET', `/v1/program/versions?limit=1&cursor=${list.body.next_cursor}`);
  expect(older.body).toMatchObject({ data: [{ number: 1 }], next_cursor: null });
  const gone = await ask('GET', `/v1/program/drafts/${made.body.id}`);
  expect(gone.status).toBe(404);
});

test('[E1] the next order earns by the version just published', async () => {
  const member = await ask('POST', '/v1/members', {});
  const rules = live.rules.map((rule) =>
    rule.give.kind === 'per_item' ? { ...rule, give: { ...rule.give, units: 3 } } : rule,
  );
  await publish((await draft(changed({ rules }))).body.id);
  app.clock.advance(1000);
  await ask('POST', '/v1/orders', {
    source: 'pos',
    external_id: 'after',
    member: { id: member.body.id },
    currency: 'EUR',
    total_minor: 200,
    lines: [{ name: 'Espresso', category: 'coffee', quantity: 1, total_minor: 200 }],
  });
  const after = await ask('GET', `/v1/members/${member.body.id}`);
  expect(after.body.accounts.find(({ unit }) => unit === 'stamps')?.balance).toBe(2 + 3);
});

test('[E2] [B6] the price of the reward follows the size of its stamp card, as a new revision', async () => {
  const [card] = live.stamp_cards;
  const before = await ask('GET', `/v1/rewards/${card?.reward_id}`);
  expect(before.body).toMatchObject({ revision: 1, cost: { unit: 'stamps', amount: 10 } });
  await publish((await draft(longer())).body.id);
  const after = await ask('GET', `/v1/rewards/${card?.reward_id}`);
  expect(after.body).toMatchObject({ revision: 2, cost: { unit: 'stamps', amount: 12 } });
});

test('[E15] 409 program_draft_stale: a draft of an older version undoes nothing', async () => {
  const [one, two] = [await draft(), await draft(longer())];
  expect((await publish(one.body.id)).status).toBe(201);
  const stale = await publish(two.body.id);
  expect([stale.status, stale.body.code]).toEqual([409, 'program_draft_stale']);
  expect(stale.body.details).toEqual({ based_on: 1, live: 2 });
});

test('[E15] two publishers at once: one version, one refusal', async () => {
  const drafts = [await draft(), await draft(), await draft()];
  const answers = await Promise.all(drafts.map(({ body }) => publish(body.id)));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  const versions = await ask('GET', '/v1/program/versions');
  expect(versions.body.data.map(({ number }) => number)).toEqual([2, 1]);
});

test('[E15] 200: a draft is replaced, listed and discarded', async () => {
  const made = await draft();
  const path = `/v1/program/drafts/${made.body.id}`;
  const saved = await ask('PUT', path, { document: longer() });
  expect(saved.body.document.stamp_cards[0]?.size).toBe(12);
  const list = await ask('GET', '/v1/program/drafts');
  expect(list.body.data.map(({ id }) => id)).toEqual([made.body.id]);
  const key = { 'idempotency-key': 'discard' };
  expect((await ask('DELETE', path, undefined, key)).status).toBe(204);
  const again = await ask('DELETE', path, undefined, key);
  expect([again.status, again.headers['idempotent-replayed']]).toEqual([204, 'true']);
  expect((await ask('DELETE', path)).status).toBe(404);
});

test('[E15] 409 draft_limit: drafts do not pile up', async () => {
  for (let n = 0; n < 20; n += 1) expect((await draft()).status).toBe(201);
  const answer = await draft();
  expect([answer.status, answer.body.code]).toEqual([409, 'draft_limit']);
});

test('[E15] 422 program_invalid: what became wrong since the draft is named at publishing', async () => {
  const extra = await ask('POST', '/v1/rewards', {
    name: 'Cake',
    kind: 'free_product',
    cost: { unit: 'stamps', amount: 10 },
  });
  const stamp_cards = live.stamp_cards.map((card) => ({ ...card, reward_id: extra.body.id }));
  const made = await draft(changed({ stamp_cards }));
  await ask('POST', `/v1/rewards/${extra.body.id}/archivals`);
  const answer = await publish(made.body.id);
  expect([answer.status, answer.body.code]).toEqual([422, 'program_invalid']);
  expect(answer.body.errors).toMatchObject([{ path: 'document.stamp_cards.0.reward_id' }]);
});

test("[E15] 422 and 404: another merchant's reward and draft", async () => {
  const other = app.as((await app.found()).api_key);
  const theirs = (await other('GET', '/v1/program')).body.document;
  const answer = await draft(changed({ stamp_cards: theirs.stamp_cards }));
  expect(answer.body.errors).toMatchObject([{ path: 'document.stamp_cards.0.reward_id' }]);
  const made = await draft();
  const path = `/v1/program/drafts/${made.body.id}`;
  expect((await other('GET', path)).status).toBe(404);
  expect((await other('PUT', path, { document: theirs })).status).toBe(404);
  expect((await other('POST', `${path}/publications`, {})).status).toBe(404);
  expect((await ask('GET', '/v1/program/versions/99')).status).toBe(404);
});
