import type { FastifyInstance } from 'fastify';
import Fastify from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { idSchema } from '#contract/ids.ts';
import { parseConfig } from '#platform/config/config.ts';
import { created, html, ok, refused } from './answer.ts';
import type { HttpContext } from './context.ts';
import { createMetrics } from './metrics.ts';
import { LIMITS } from './rate-limit.ts';
import { type Route, route } from './route.ts';
import { createServer } from './server.ts';
import { tokenBuckets } from './token-bucket.ts';

const ID = 'mem_01h45ytscbebyvny4gc8cr8ma2';
const KEY = {
  kind: 'api_key',
  merchantId: 'm',
  keyId: 'k',
  name: 'till software',
  permissions: ['members:read', 'members:write'],
} as const;

const noteBody = z.strictObject({ text: z.string().min(2), pieces: z.int().max(5).optional() });
const routes: Route[] = [
  route({
    method: 'GET',
    path: '/v1/members/:id',
    summary: 'Read',
    tag: 'member',
    access: { kind: 'permission', permission: 'members:read' },
    params: z.object({ id: idSchema('mem') }),
    responses: { 200: z.object({ id: z.string() }) },
    handle: async ({ params }) => (params.id === ID ? ok({ id: ID }) : ok({ id: 1 })),
  }),
  route({
    method: 'POST',
    path: '/v1/notes',
    summary: 'Write',
    tag: 'member',
    access: { kind: 'permission', permission: 'members:write' },
    body: noteBody,
    responses: { 201: noteBody },
    naturalKey: (body) => body.text === 'natural',
    handle: async ({ body }) => {
      if (body.text === 'throw') throw new Error('secret detail');
      return body.text === 'none'
        ? refused('insufficient_units', { needed: 2, spendable: 1 })
        : created(body);
    },
  }),
  route({
    method: 'POST',
    path: '/v1/keys',
    summary: 'Forbidden to keys without the scope',
    tag: 'api key',
    access: { kind: 'permission', permission: 'keys:write' },
    responses: { 201: z.object({}) },
    handle: async () => created({}),
  }),
  route({
    method: 'GET',
    path: '/c/:token',
    summary: 'Page',
    tag: 'card',
    access: { kind: 'public', limit: 'anonymous' },
    responses: { 200: 'text/html' },
    handle: async ({ styleNonce }) => html(`<style nonce="${styleNonce()}"></style>`),
  }),
];

let now = 0;
const log: string[] = [];
let app: FastifyInstance;

beforeAll(async () => {
  const context: HttpContext = {
    origin: () => 'https://club.example',
    now: () => now,
    resolvers: [
      async ({ headers }) => (headers.authorization === 'Bearer good' ? { ...KEY } : null),
      async ({ headers }) =>
        headers.cookie === 's=1'
          ? { ...KEY, kind: 'staff', staffId: 's', userId: 'u', role: 'owner', locationIds: null }
          : null,
    ],
    limits: { ...LIMITS, page: { name: 'page', perSecond: 1, burst: 3 } },
    buckets: tokenBuckets(),
    metrics: createMetrics(),
    checkAnswers: true,
  };
  const parsed = parseConfig({});
  if (!parsed.ok) throw new Error('no configuration');
  const logger = Fastify({ logger: { stream: { write: (line) => void log.push(line) } } }).log;
  app = await createServer({ config: parsed.config, log: logger, context, routes });
});
afterAll(() => app.close());

const auth = { authorization: 'Bearer good' };
const post = (payload: unknown, headers: Record<string, string> = {}) =>
  app.inject({
    method: 'POST',
    url: '/v1/notes',
    headers: { ...auth, 'idempotency-key': 'a', 'content-type': 'application/json', ...headers },
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
  });

test('[I6] 200: an answer carries the security headers and what is left of the limit', async () => {
  const answer = await app.inject({ url: `/v1/members/${ID}`, headers: auth });
  expect(answer.statusCode).toBe(200);
  expect(answer.headers).toMatchObject({
    'ratelimit-policy': '"default";q=2000;w=2',
    ratelimit: '"default";r=1999;t=1',
    'cache-control': 'no-store',
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
  });
  expect(answer.headers['content-security-policy']).toContain("script-src 'self'");
  expect(answer.headers['content-security-policy']).not.toContain('unsafe-inline');
});

test('[I6] 500: in tests an answer that differs from its schema is found', async () => {
  const other = 'mem_01h45ytscbebyvny4gc8cr8ma3';
  const answer = await app.inject({ url: `/v1/members/${other}`, headers: auth });
  expect(answer.statusCode).toBe(500);
});

test('[I6] 400: malformed JSON and a missing idempotency key say what to do', async () => {
  const malformed = await post('{"text":');
  expect([malformed.statusCode, malformed.json().code]).toEqual([400, 'malformed_json']);
  const polluted = await post('{"__proto__":{"a":1},"text":"ab"}');
  expect([polluted.statusCode, polluted.json().code]).toEqual([400, 'malformed_json']);
  const keyless = await post({ text: 'ab' }, { 'idempotency-key': '' });
  expect([keyless.statusCode, keyless.json().code]).toEqual([400, 'idempotency_key_missing']);
  const long = await post({ text: 'ab' }, { 'idempotency-key': 'x'.repeat(256) });
  expect(long.json().code).toBe('idempotency_key_missing');
});

test('[I6] 201: a natural key in the body stands in for the idempotency key', async () => {
  const answer = await app.inject({
    method: 'POST',
    url: '/v1/notes',
    headers: auth,
    payload: { text: 'natural' },
  });
  expect(answer.statusCode).toBe(201);
});

test('[I6] 401 and 403: no credential, an unknown one, one without the permission', async () => {
  const none = await app.inject({ url: `/v1/members/${ID}` });
  expect([none.statusCode, none.json().code]).toEqual([401, 'unauthenticated']);
  const wrong = await app.inject({
    url: `/v1/members/${ID}`,
    headers: { authorization: 'Bearer bad' },
  });
  expect([wrong.statusCode, wrong.headers['www-authenticate']]).toEqual([401, 'Bearer']);
  const narrow = await app.inject({ method: 'POST', url: '/v1/keys', headers: auth });
  expect([narrow.statusCode, narrow.json().code]).toEqual([403, 'forbidden']);
});

test.each([
  ['no header of ours', {}],
  ['another site', { 'x-stamgast': '1', 'sec-fetch-site': 'cross-site' }],
  ['another origin', { 'x-stamgast': '1', origin: 'https://evil.example' }],
  ['no origin', { 'x-stamgast': '1' }],
])('[I6] 403: a write that rides on a cookie is refused: %s', async (_name, headers) => {
  const answer = await app.inject({
    method: 'POST',
    url: '/v1/notes',
    headers: { cookie: 's=1', ...headers },
    payload: { text: 'ab' },
  });
  expect([answer.statusCode, answer.json().code]).toEqual([403, 'cross_site']);
});

test("[I6] 201: our own page's write with a cookie passes, without an idempotency key", async () => {
  const headers = {
    cookie: 's=1',
    'x-stamgast': '1',
    origin: 'http://localhost:80',
    host: 'localhost:80',
  };
  const answer = await app.inject({
    method: 'POST',
    url: '/v1/notes',
    headers,
    payload: { text: 'ab' },
  });
  expect(answer.statusCode).toBe(201);
});

test('[I6] 404: unknown addresses and ids of a shape we never make', async () => {
  for (const url of ['/v1/nothing', '/v1/members/x', `/v1/members/${ID.replace('mem', 'ord')}`]) {
    const answer = await app.inject({ url, headers: auth });
    expect([url, answer.statusCode, answer.json().code]).toEqual([url, 404, 'not_found']);
  }
});

test('[I6] 405: another method names the allowed ones', async () => {
  const answer = await app.inject({ method: 'DELETE', url: `/v1/members/${ID}`, headers: auth });
  expect([answer.statusCode, answer.headers.allow]).toEqual([405, 'GET']);
  expect(answer.json().detail).toBe('Use one of: GET.');
});

test('[I6] 413 and 415: too much, and of another type', async () => {
  const large = await post(JSON.stringify({ text: 'x'.repeat(1024 * 1024) }));
  expect([large.statusCode, large.json().code]).toEqual([413, 'payload_too_large']);
  const xml = await post('<a/>', { 'content-type': 'application/xml' });
  expect([xml.statusCode, xml.json().code]).toEqual([415, 'unsupported_media_type']);
  const form = await post('text=abc', { 'content-type': 'application/x-www-form-urlencoded' });
  expect([form.statusCode, form.json().code]).toEqual([415, 'unsupported_media_type']);
});

test("[I6] [P4] 422: one entry a field says what to do in the reader's language", async () => {
  const english = await post({ pieces: 1.5, other: true });
  expect(english.statusCode).toBe(422);
  expect(english.headers['content-type']).toContain('application/problem+json');
  expect(english.json()).toMatchObject({
    type: 'https://club.example/docs/problems#invalid_request',
    code: 'invalid_request',
    errors: [
      { path: 'text', message: 'Give this field.' },
      { path: 'pieces', message: 'Give a whole number, without decimals.' },
      { path: 'body', message: 'Leave out what is not known here: other.' },
    ],
  });
  const slovak = await post({ text: 'a', pieces: 6 }, { 'accept-language': 'fr, sk-SK;q=0.9' });
  expect(slovak.headers['content-language']).toBe('sk');
  expect(slovak.json().errors).toEqual([
    { path: 'text', message: 'Zadajte aspoň 2 znaky.' },
    { path: 'pieces', message: 'Zadajte najviac 5.' },
  ]);
});

test('[I6] 409: a refusal is a problem with its figures', async () => {
  const answer = await post({ text: 'none' });
  expect(answer.statusCode).toBe(409);
  expect(answer.json()).toMatchObject({
    code: 'insufficient_units',
    details: { needed: 2, spendable: 1 },
    detail: '2 are needed, 1 can be spent now.',
  });
});

test('[I6] 500: an impossible state shows a request id and nothing else', async () => {
  const answer = await post({ text: 'throw' }, { 'x-request-id': 'from-the-proxy' });
  expect([answer.statusCode, answer.json().code]).toEqual([500, 'internal']);
  expect(answer.body).not.toContain('secret detail');
  expect(answer.json().request_id).toBe('from-the-proxy');
  expect(log.join('')).toContain('secret detail');
});

test('[I6] 429: a stranger is told when to come back, and the bucket fills again', async () => {
  now += 10_000;
  const ask = () => app.inject({ url: '/c/very-secret-token', headers: { accept: 'text/html' } });
  for (let n = 0; n < 3; n += 1) expect((await ask()).statusCode).toBe(200);
  const answer = await ask();
  expect([answer.statusCode, answer.headers['retry-after']]).toEqual([429, '1']);
  expect(answer.headers['content-type']).toContain('text/html');
  expect(answer.body).toContain('Wait 1 second');
  now += 1000;
  expect((await ask()).statusCode).toBe(200);
});

test("[M2] a page's own style block passes by a nonce that is new each time", async () => {
  now += 10_000;
  const first = await app.inject({ url: '/c/very-secret-token' });
  const second = await app.inject({ url: '/c/very-secret-token' });
  const nonce = /nonce="([^"]+)"/.exec(first.body)?.[1];
  expect(first.headers['content-security-policy']).toContain(`'nonce-${nonce}'`);
  expect(second.body).not.toContain(nonce);
});

test('[I6] the log holds no token, query, credential or name', async () => {
  await app.inject({ url: '/v1/members?query=Novak', headers: { ...auth, cookie: 'sid=abc' } });
  const text = log.join('');
  expect(text).toContain('/c/…');
  for (const secret of ['very-secret-token', 'Novak', 'Bearer', 'sid=abc']) {
    expect(text).not.toContain(secret);
  }
});
