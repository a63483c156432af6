import { randomUUID } from 'node:crypto';
import type { FastifyInstance, InjectOptions } from 'fastify';
import type { IdPrefix } from '#contract/ids.ts';
import { PERMISSIONS } from '#contract/permissions.ts';
import { createMerchant } from '#features/merchant/index.ts';
import type { Clock } from '#platform/clock/clock.ts';
import type { Db } from '#platform/db/database.ts';
import { decodeId, encodeId } from '#platform/ids/ids.ts';
import { uploadOf } from '#support/upload.ts';

export const OWN_PAGE = { 'x-stamgast': '1', 'sec-fetch-site': 'same-origin' };
const PASSWORD = 'correct horse battery';

/** The smallest PNG there is: one pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=',
  'base64',
);

/** A merchant with one of everything, and every credential that acts for it. */
export type World = {
  merchantId: string;
  /** An id of each kind, as the API shows it. */
  ids: Record<IdPrefix, string>;
  slug: string;
  cardCode: string;
  cardToken: string;
  nonce: string;
  document: unknown;
  /** Texts that must never reach another merchant. */
  marks: string[];
  /** Headers of each principal. */
  as: Record<PrincipalName, Record<string, string>>;
};

export const PRINCIPALS = [
  'api key with every scope',
  'owner',
  'manager',
  'staff',
  'till without a PIN',
  'till with a manager',
  'card',
  'nobody',
] as const;
export type PrincipalName = (typeof PRINCIPALS)[number];

type Server = { app: FastifyInstance; db: Db; clock: Clock };
export type Ask = (method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) => Promise<Json>;
type Json = { id: string; [key: string]: unknown };
type Headers = Record<string, string>;

export async function buildWorld(server: Server, name: string): Promise<World> {
  const { app, db, clock } = server;
  const origin = () => 'http://localhost:4400';
  const made = await createMerchant(
    { db, clock, origin },
    { name, template: 'cafe', currency: 'EUR', locale: 'en' },
  );
  const bearer = { authorization: `Bearer ${made.api_key}` };
  const ask = asker(app, bearer);
  const owner = await claim(app, 'owner-links', made.owner_link, `owner@${name}.example`);
  const [manager, staff] = [
    await hire(app, ask, name, 'manager'),
    await hire(app, ask, name, 'staff'),
  ];
  const ids = await oneOfEach(server, ask, name, made.merchant_id);
  const till = await pairTill(app, ask, ids.stf);
  const card = await findCard(db, made.merchantId);
  const message = await db.owner.query<{ id: string }>(
    'select id from stamgast.message where merchant_id = $1 limit 1',
    [made.merchantId],
  );
  const imp = await uploadOrders(app, bearer, name);
  const audit = await ask('GET', '/v1/audit');
  const program = await ask('GET', '/v1/program');
  const shop = await ask('GET', '/v1/merchant');
  return {
    merchantId: made.merchantId,
    ids: {
      ...ids,
      til: till.id,
      crd: encodeId('crd', card.id),
      msg: encodeId('msg', message.rows[0]?.id ?? ''),
      aud: (audit.data as Json[])[0]?.id ?? '',
      imp,
    },
    slug: String(shop.slug),
    cardCode: card.code,
    cardToken: card.token,
    nonce: await findNonce(db, made.merchantId),
    document: program.document,
    marks: [
      name,
      made.merchant_id,
      card.code,
      card.token,
      card.short_code,
      imp,
      ...Object.values(ids),
    ],
    as: {
      'api key with every scope': bearer,
      owner: { cookie: owner, ...OWN_PAGE },
      manager: { cookie: manager, ...OWN_PAGE },
      staff: { cookie: staff, ...OWN_PAGE },
      'till without a PIN': { authorization: `Till ${till.token}` },
      'till with a manager': { authorization: `Till ${till.token}`, 'x-staff-session': till.pin },
      card: { authorization: `Card ${card.token}` },
      nobody: {},
    },
  };
}

export const asker =
  (app: FastifyInstance, headers: Record<string, string>): Ask =>
  async (method, url, payload) => {
    const answer = await app.inject({
      method,
      url,
      headers: { ...headers, 'idempotency-key': randomUUID() },
      ...(payload ? { payload } : {}),
    } satisfies InjectOptions);
    if (answer.statusCode >= 300) throw new Error(`${method} ${url}: ${answer.body}`);
    return answer.body === '' ? { id: '' } : answer.json();
  };

async function claim(app: FastifyInstance, kind: string, link: string, email: string) {
  const code = new URL(link).searchParams.get('code');
  const person = kind === 'owner-links' ? { name: 'Owner', email } : {};
  const answer = await app.inject({
    method: 'POST',
    url: `/v1/${kind}/claims`,
    payload: { code, password: PASSWORD, ...person },
  });
  if (answer.statusCode !== 201) throw new Error(answer.body);
  return String(answer.headers['set-cookie']).split(';')[0] ?? '';
}

/** Somebody with a sign-in of their own; `places` limits them to some locations. */
export async function hire(
  app: FastifyInstance,
  ask: Ask,
  name: string,
  role: string,
  places: string[] | null = null,
): Promise<string> {
  const email = `${role}${places ? '.limited' : ''}@${name}.example`;
  const invited = { email, name: role, role, location_ids: places };
  const made = await ask('POST', '/v1/invitations', invited);
  return claim(app, 'invitations', String(made.link), email);
}

async function oneOfEach({ db }: Server, ask: Ask, name: string, mer: string) {
  const loc = (await ask('POST', '/v1/locations', { name: `${name} Branch` })).id;
  const contact = { name: `${name} Member`, email: `member@${name}.example` };
  const mem = (await ask('POST', '/v1/members', contact)).id;
  const member = { id: mem };
  const give = { member, unit: 'stamps', amount: 40, reason: 'test' };
  const decision = (await ask('POST', '/v1/adjustments', give)).decision as Json;
  const ord = (
    await ask('POST', '/v1/orders', {
      source: 'pos',
      external_id: 'order-1',
      member,
      currency: 'EUR',
      total_minor: 500,
      lines: [{ name: 'Espresso', category: 'coffee', quantity: 2, total_minor: 500 }],
    })
  ).id;
  const vis = (await ask('POST', '/v1/visits', { member, stamps: [{ unit: 'stamps', amount: 1 }] }))
    .id;
  const rewards = (await ask('GET', '/v1/rewards')).data as (Json & { cost: { unit: string } })[];
  const rew = rewards.find((reward) => reward.cost.unit === 'stamps')?.id ?? '';
  const red = (await ask('POST', '/v1/redemptions', { member, reward_id: rew, hold: true })).id;
  const dft = (await ask('POST', '/v1/program/drafts', {})).id;
  const pos = (await ask('POST', '/v1/posters', { kind: 'poster' })).id;
  const scopes = [...PERMISSIONS];
  const key = (await ask('POST', '/v1/api-keys', { name: `${name} key`, scopes })).id;
  const stf = (await ask('POST', '/v1/staff', { name: `${name} Barista`, role: 'manager' })).id;
  await ask('PUT', `/v1/staff/${stf}/pin`, { pin: '2580' });
  const invited = { email: `open@${name}.example`, name: 'Open', role: 'staff' };
  const inv = (await ask('POST', '/v1/invitations', invited)).id;
  const fil = await addFile(db, decodeId('mer', mer) ?? '');
  return { mer, loc, mem, dec: decision.id, ord, vis, rew, red, dft, pos, key, stf, inv, fil };
}

async function uploadOrders(app: FastifyInstance, bearer: Headers, name: string): Promise<string> {
  const { payload, headers } = uploadOf(`date;item\n2026-01-02;${name}\n`, `${name}.csv`);
  const key = { 'idempotency-key': randomUUID() };
  const all = { ...bearer, ...headers, ...key };
  const answer = await app.inject({ method: 'POST', url: '/v1/imports', headers: all, payload });
  if (answer.statusCode !== 201) throw new Error(answer.body);
  return answer.json().id;
}

async function addFile(db: Db, merchantId: string): Promise<string> {
  const id = randomUUID();
  await db.owner.query(
    `insert into stamgast.file (merchant_id, id, content_type, bytes)
     values ($1, $2, 'image/png', $3)`,
    [merchantId, id, PIXEL],
  );
  return encodeId('fil', id);
}

async function pairTill(app: FastifyInstance, ask: Ask, staffId: string) {
  const { code } = await ask('POST', '/v1/tills/pairing-codes', { name: 'Counter' });
  const paired = await ask('POST', '/v1/tills/pairings', { code });
  const token = String(paired.token);
  const session = await app.inject({
    method: 'POST',
    url: '/v1/till-sessions',
    headers: { authorization: `Till ${token}` },
    payload: { staff_id: staffId, pin: '2580' },
  });
  if (session.statusCode !== 201) throw new Error(session.body);
  return { id: (paired.till as Json).id, token, pin: String(session.json().token) };
}

type Card = { id: string; code: string; short_code: string; token: string };

async function findCard(db: Db, merchantId: string): Promise<Card> {
  const found = await db.owner.query<Card>(
    `select id, code, short_code, token from stamgast.card
     where merchant_id = $1 and member_id is not null limit 1`,
    [merchantId],
  );
  const [card] = found.rows;
  if (!card) throw new Error('the member has no card');
  return card;
}

async function findNonce(db: Db, merchantId: string): Promise<string> {
  const found = await db.owner.query<{ nonce: string }>(
    'select nonce from stamgast.poster where merchant_id = $1 limit 1',
    [merchantId],
  );
  return found.rows[0]?.nonce ?? '';
}
