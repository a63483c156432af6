import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import type { TillActionResult } from '#contract/till-action.ts';
import { createMerchant } from '#features/merchant/index.ts';
import { directoryRoutes, syncRoutes, tillResolver, tillRoutes } from '#features/till/index.ts';
import { secretHash } from '#platform/auth/secret.ts';
import type { Clock } from '#platform/clock/clock.ts';
import { parseConfig } from '#platform/config/config.ts';
import type { Db } from '#platform/db/database.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import { createMetrics, createServer, LIMITS, tokenBuckets } from '#platform/http/index.ts';
import { encodeId, newId } from '#platform/ids/ids.ts';
import { openTestDb, testClock } from '#support/ledger.ts';

export type SceneReply<Body> = { status: number; body: Body; etag: string | undefined };
type Ask = { method?: 'GET' | 'POST'; url: string; payload?: object; session?: string | null };

const HOUR = 3_600_000;

/** A row of the till and its secret, as pairing leaves them. */
const addTill = async (db: Db, merchantId: string, location_id: string) => {
  const uuid = newId();
  const token = randomBytes(32).toString('base64url');
  await inMerchant(db, merchantId, (trx) =>
    trx
      .insertInto('till')
      .values({ merchant_id: merchantId, id: uuid, location_id, name: 'Pult' })
      .execute(),
  );
  await db.kysely
    .insertInto('control.till_token')
    .values({ hash: secretHash(token), merchant_id: merchantId, till_id: uuid })
    .execute();
  return { uuid, token };
};

/** A person who has entered a PIN at the till. */
const addPerson = async (
  { db, clock }: { db: Db; clock: Clock },
  merchantId: string,
  till_id: string,
  { name, role }: { name: string; role: 'manager' | 'staff' },
) => {
  const uuid = newId();
  const session = randomBytes(32).toString('base64url');
  await inMerchant(db, merchantId, (trx) =>
    trx.insertInto('staff').values({ merchant_id: merchantId, id: uuid, name, role }).execute(),
  );
  await db.kysely
    .insertInto('control.till_session')
    .values({
      hash: secretHash(session),
      merchant_id: merchantId,
      till_id,
      staff_id: uuid,
      expires_at: new Date(clock.now() + 12 * HOUR),
    })
    .execute();
  return { uuid, id: encodeId('stf', uuid), session };
};

/** Asks as the till does; `nina` is at it unless told otherwise. */
const asker =
  (server: FastifyInstance, token: string, nina: string) =>
  async <Body>(
    { method = 'GET', url, payload, session = nina }: Ask,
    headers: Record<string, string> = {},
  ): Promise<SceneReply<Body>> => {
    const answer = await server.inject({
      method,
      url,
      ...(payload && { payload }),
      headers: {
        authorization: `Till ${token}`,
        ...(session ? { 'x-staff-session': session } : {}),
        ...headers,
      },
    });
    const body = answer.body === '' ? null : JSON.parse(answer.body);
    return { status: answer.statusCode, body: body as Body, etag: answer.headers.etag?.toString() };
  };

type Sent = { sequence: number; [field: string]: unknown };

/** Sends actions as the device does; `late` is how long they waited there. */
const sender =
  (ask: ReturnType<typeof asker>, clock: Clock) =>
  async (
    actions: Sent[],
    { late = 0, session }: { late?: number; session?: string | null } = {},
  ): Promise<TillActionResult[]> => {
    const sent_at = clock.now();
    const own = actions.map((it) => ({ device_at: sent_at - late, ...it }));
    const reply = await ask<{ results: TillActionResult[] }>({
      method: 'POST',
      url: '/v1/till/actions',
      payload: { sent_at, actions: own },
      ...(session === undefined ? {} : { session }),
    });
    if (reply.status !== 200) throw new Error(JSON.stringify(reply.body));
    return reply.body.results;
  };

/** A café with a till, Nina behind it and Viera who manages; its routes on a real server. */
export const openTillScene = async () => {
  const clock = testClock('2026-03-05T09:00:00Z');
  const { db, close } = await openTestDb();
  const deps = { db, clock, origin: () => 'http://127.0.0.1', log: pino({ level: 'error' }) };
  const merchant = await createMerchant(deps, {
    name: 'Pri moste',
    template: 'cafe',
    currency: 'EUR',
    locale: 'sk',
  });
  const { merchantId, locationId } = merchant;
  const server = await serve(deps);
  const counter = await addTill(db, merchantId, locationId);
  const person = (name: string, role: 'manager' | 'staff') =>
    addPerson(deps, merchantId, counter.uuid, { name, role });
  const people = { nina: await person('Nina', 'staff'), vera: await person('Viera', 'manager') };
  const ask = asker(server, counter.token, people.nina.session);
  return {
    db,
    clock,
    merchantId,
    people,
    ask,
    send: sender(ask, clock),
    close: async () => {
      await server.close();
      await close();
    },
  };
};

export type TillScene = Awaited<ReturnType<typeof openTillScene>>;

const serve = (deps: Parameters<typeof syncRoutes>[0]) => {
  const parsed = parseConfig({});
  if (!parsed.ok) throw new Error(parsed.faults.join('\n'));
  return createServer({
    config: parsed.config,
    log: pino({ level: 'silent' }),
    context: {
      origin: deps.origin,
      now: () => deps.clock.now(),
      resolvers: [tillResolver(deps)],
      limits: { ...LIMITS, person: LIMITS.apiKey },
      buckets: tokenBuckets(),
      metrics: createMetrics(),
      checkAnswers: true,
    },
    routes: [...tillRoutes(deps), ...directoryRoutes(deps), ...syncRoutes(deps)],
  });
};
