import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, startTestApp, type TestApp } from '#support/app.ts';

let app: TestApp;
let ask: Client;

beforeAll(async () => {
  app = await startTestApp();
  ask = app.as((await app.found()).api_key);
});
afterAll(() => app.close());

const create = (scopes = ['members:read']) =>
  ask('POST', '/v1/api-keys', { name: 'Web shop', scopes });

test('[I6] 201: a key is shown once, works within its scopes and no further', async () => {
  const made = await create();
  expect(made.status).toBe(201);
  expect(made.body.secret).toMatch(/^sk_[\w-]{43}$/);
  const shop = app.as(made.body.secret);
  expect((await shop('GET', '/v1/members')).status).toBe(200);
  const forbidden = await shop('POST', '/v1/members', {});
  expect([forbidden.status, forbidden.body.code]).toEqual([403, 'forbidden']);
  const list = await ask('GET', '/v1/api-keys');
  expect(list.body.data[0]).toMatchObject({
    id: made.body.id,
    last_four: made.body.secret.slice(-4),
    last_used_at: '2026-03-05T09:00:00.000Z',
    revoked_at: null,
  });
  expect(JSON.stringify(list.body)).not.toContain(made.body.secret);
});

test('[I6] 401: a revoked key ends, within five seconds also where it was just used', async () => {
  const made = await create();
  const shop = app.as(made.body.secret);
  expect((await shop('GET', '/v1/members')).status).toBe(200);
  const revoked = await ask('POST', `/v1/api-keys/${made.body.id}/revocations`);
  expect([revoked.status, revoked.body.revoked_at]).toEqual([201, '2026-03-05T09:00:00.000Z']);
  app.clock.advance(5_001);
  const answer = await shop('GET', '/v1/members');
  expect([answer.status, answer.body.code]).toEqual([401, 'unauthenticated']);
});

test('[I6] 409 api_key_revoked: a rotated key has a new secret; a revoked one is not rotated', async () => {
  const made = await create();
  const rotated = await ask('POST', `/v1/api-keys/${made.body.id}/rotations`);
  expect(rotated.body).toMatchObject({ name: 'Web shop', scopes: ['members:read'] });
  expect(rotated.body.secret).not.toBe(made.body.secret);
  expect((await app.as(made.body.secret)('GET', '/v1/members')).status).toBe(401);
  expect((await app.as(rotated.body.secret)('GET', '/v1/members')).status).toBe(200);
  const again = await ask('POST', `/v1/api-keys/${made.body.id}/rotations`);
  expect([again.status, again.body.code]).toEqual([409, 'api_key_revoked']);
});

test('[P3] 403: nobody hands out a permission they do not have', async () => {
  const made = await create(['keys:write', 'members:read']);
  const narrow = app.as(made.body.secret);
  const wider = { name: 'More', scopes: ['staff:write'] };
  const answer = await narrow('POST', '/v1/api-keys', wider);
  expect([answer.status, answer.body.code]).toEqual([403, 'forbidden']);
  const wide = await create(['staff:write']);
  const rotated = await narrow('POST', `/v1/api-keys/${wide.body.id}/rotations`);
  expect([rotated.status, rotated.body.code]).toEqual([403, 'forbidden']);
});

test("[I6] 404 and 422: another merchant's key, an unknown scope", async () => {
  const other = app.as((await app.found()).api_key);
  const made = await create();
  for (const action of ['rotations', 'revocations']) {
    const answer = await other('POST', `/v1/api-keys/${made.body.id}/${action}`);
    expect(answer.status).toBe(404);
  }
  expect((await create(['everything'])).status).toBe(422);
  expect((await app.as(made.body.secret)('GET', '/v1/members')).status).toBe(200);
});

test('[I6] 401: made-up keys, other schemes, nothing', async () => {
  for (const authorization of ['Bearer sk_0123456789abcdef', 'Bearer x', 'Basic eDp5']) {
    const answer = await app.as(null)('GET', '/v1/members', undefined, { authorization });
    expect([authorization, answer.status]).toEqual([authorization, 401]);
  }
  expect((await app.as(null)('GET', '/v1/members')).status).toBe(401);
});

test('[P8] the health of the process is open to all and tells nothing else', async () => {
  const nobody = app.as(null);
  expect((await nobody('GET', '/livez')).body).toEqual({ ok: true });
  expect((await nobody('GET', '/readyz')).body).toEqual({ ok: true });
  const metrics = await app.app.inject({ url: '/metrics' });
  expect(metrics.body).toContain('stamgast_http_answers_total{method="GET",route="/livez"');
});
