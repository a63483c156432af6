import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, startTestApp, type TestApp } from '#support/app.ts';

let app: TestApp;
let ask: Client;
let first: string;

beforeAll(async () => {
  app = await startTestApp();
  ask = app.as((await app.found()).api_key);
  first = (await ask('GET', '/v1/locations')).body.data[0]?.id ?? '';
});
afterAll(() => app.close());

const create = (name: string, kind = 'shop') => ask('POST', '/v1/locations', { name, kind });

test('[P2] 201 and 200: locations are added, renamed and listed, the oldest first', async () => {
  const made = await create('Station');
  expect(made.body).toMatchObject({ name: 'Station', kind: 'shop', is_default: false });
  const renamed = await ask('PATCH', `/v1/locations/${made.body.id}`, { name: 'Old station' });
  expect(renamed.body.name).toBe('Old station');
  const page = await ask('GET', '/v1/locations?limit=1');
  expect(page.body.data.map(({ id }) => id)).toEqual([first]);
  const rest = await ask('GET', `/v1/locations?limit=1&cursor=${page.body.next_cursor}`);
  expect(rest.body).toMatchObject({ data: [{ name: 'Old station' }], next_cursor: null });
});

test('[P2] exactly one location is the default', async () => {
  const made = await create('Market');
  const path = `/v1/locations/${made.body.id}`;
  expect((await ask('PATCH', path, { is_default: true })).body.is_default).toBe(true);
  const all = await ask('GET', '/v1/locations');
  const defaults = all.body.data.filter(({ is_default }) => is_default);
  expect(defaults.map(({ id }) => id)).toEqual([made.body.id]);
  await ask('PATCH', `/v1/locations/${first}`, { is_default: true });
});

test('[P2] 409 location_default and location_archived: the default stays, an archived one rests', async () => {
  const kept = await ask('POST', `/v1/locations/${first}/archivals`);
  expect([kept.status, kept.body.code]).toEqual([409, 'location_default']);
  const made = await create('Stall', 'online');
  const path = `/v1/locations/${made.body.id}`;
  const archived = await ask('POST', `${path}/archivals`);
  expect([archived.status, archived.body.archived]).toEqual([201, true]);
  const open = await ask('GET', '/v1/locations');
  expect(open.body.data.map(({ id }) => id)).not.toContain(made.body.id);
  const all = await ask('GET', '/v1/locations?archived=true');
  expect(all.body.data.map(({ id }) => id)).toContain(made.body.id);
  const change = await ask('PATCH', path, { is_default: true });
  expect([change.status, change.body.code]).toEqual([409, 'location_archived']);
});

test("[I6] 404 and 422: another merchant's location, no name", async () => {
  const other = app.as((await app.found()).api_key);
  expect((await other('PATCH', `/v1/locations/${first}`, { name: 'Mine' })).status).toBe(404);
  expect((await other('POST', `/v1/locations/${first}/archivals`)).status).toBe(404);
  expect((await create('')).status).toBe(422);
});
