import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import type { TillActionResult } from '#contract/till-action.ts';
import { createMerchant } from '#features/merchant/index.ts';
import { directoryRoutes, syncRoutes, tillResolver, tillRoutes } from '#features/till/index.ts';
import { secretHash } from '#platform/auth/secret.ts';
import { parseConfig } from '#platform/config/config.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import { createMetrics, createServer, LIMITS, tokenBuckets } from '#platform/http/index.ts';
import { encodeId, newId } from '#platform/ids/ids.ts';
import { openTestDb, testClock } from '#support/ledger.ts';

export type SceneReply<Body> = { status: number; body: Body; etag: string | undefined };
type Ask = { method?: 'GET' | 'POST'; url: string; payload?: object; session?: string | null };

const HOUR = 3_600_000;

/** A café with a till, Nina and Marek behind it and a manager; the till's routes on a real server. */
export const openTillScene = async () => {
  const clock = testClock('2026-03-05T09:00:00Z');
  const { db, close } = await openTestDb();
  const origin = () => 'http://127.0.0.1';
  const deps = { db, clock, origin, log: pino({ level: 'error' }) };
  const merchant = await createMerchant(deps, {
    name: 'Pri moste',
    template: 'cafe',
    currency: 'EUR',
    locale: 'sk',
  });
  const { merchantId, locationId } = merchant;
  const server = await serve(deps);
  const person = async (name: string, role: 'manager' | 'staff') => {
    const id = newId();
    await inMerchant(db, merchantId, (trx) =>
      trx.insertInto('staff').values({ merchant_id: merchantId, id, name, role }).execute(),
    );
    return { uuid: id, id: encodeId('stf', id) };
  };
  const till = async () => {
    const id = newId();
    const token = randomBytes(32).toString('base64url');
    await inMerchant(db, merchantId, (trx) =>
      trx
        .insertInto('till')
        .values({ merchant_id: merchantId, id, location_id: locationId, name: 'Pult' })
        .execute(),
    );
    await db.kysely
      .insertInto('control.till_token')
      .values({ hash: secretHash(token), merchant_id: merchantId, till_id: id })
      .execute();
    return { uuid: id, token };
  };
  const session = async (tillId: string, staffId: string): Promise<string> => {
    const token = randomBytes(32).toString('base64url');
    await db.kysely
      .insertInto('control.till_session')
      .values({
        hash: secretHash(token),
        merchant_id: merchantId,
        till_id: tillId,
        staff_id: staffId,
        expires_at: new Date(clock.now() + 12 * HOUR),
      })
      .execute();
    return token;
  };
  const people = {
    nina: await person('Nina', 'staff'),
    marek: await person('Marek', 'staff'),
    vera: await person('Viera', 'manager'),
  };
  const counter = await till();
  const sessions = {
    nina: await session(counter.uuid, people.nina.uuid),
    vera: await session(counter.uuid, people.vera.uuid),
  };
  const ask = async <Body>(
    { method = 'GET', url, payload, session: by = sessions.nina }: Ask,
    headers: Record<string, string> = {},
  ): Promise<SceneReply<Body>> => {
    const answer = await server.inject({
      method,
      url,
      ...(payload && { payload }),
      headers: {
        authorization: `Till ${counter.token}`,
        ...(by ? { 'x-staff-session': by } : {}),
        ...headers,
      },
    });
    const body = answer.body === '' ? null : JSON.parse(answer.body);
    return { status: answer.statusCode, body: body as Body, etag: answer.headers.etag?.toString() };
  };
  /** Sends actions as the device does; `late` is how long they waited there. */
  const send = async (
    actions: { sequence: number; [field: string]: unknown }[],
    { late = 0, session: by = sessions.nina as string | null } = {},
  ): Promise<TillActionResult[]> => {
    const sent_at = clock.now();
    const payload = {
      sent_at,
      actions: actions.map((it) => ({ device_at: sent_at - late, ...it })),
    };
    const reply = await ask<{ results: TillActionResult[] }>({
      method: 'POST',
      url: '/v1/till/actions',
      payload,
      session: by,
    });
    if (reply.status !== 200) throw new Error(JSON.stringify(reply.body));
    return reply.body.results;
  };
  return {
    db,
    clock,
    merchant,
    merchantId,
    people,
    sessions,
    counter,
    ask,
    send,
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
