import type { AddressInfo } from 'node:net';
import type { InjectOptions } from 'fastify';
import { pino } from 'pino';
import { apiKeyResolver } from '#features/api-key/index.ts';
import { cardRoutes } from '#features/card/index.ts';
import { type CreatedMerchant, createMerchant } from '#features/merchant/index.ts';
import { dispatchOutbox } from '#features/outbox/index.ts';
import { redemptionRoutes } from '#features/redemption/index.ts';
import { visitRoutes } from '#features/visit/index.ts';
import { parseConfig } from '#platform/config/config.ts';
import type { Db } from '#platform/db/database.ts';
import { serveAssets } from '#platform/http/assets.ts';
import { createMetrics, createServer, LIMITS, tokenBuckets } from '#platform/http/index.ts';
import { createLiveHub, LIVE_CHANNEL, type LiveLimits } from '#platform/live/hub.ts';
import { startListener } from '#platform/live/listener.ts';
import type { Mailer } from '#platform/mail/mailer.ts';
import { WEB_DIR } from '#platform/render/assets.ts';
import { openTestDb, testClock } from './ledger.ts';

const ORIGIN = 'http://localhost:4400';
const FORM = 'application/x-www-form-urlencoded';

type Options = { mail?: Mailer | null; liveLimits?: LiveLimits };
export type MemberPages = Awaited<ReturnType<typeof startMemberPages>>;

/** What a Slovak phone asks for. */
export const SK = { 'accept-language': 'sk-SK,sk;q=0.9' };

const quiet = { info: () => {}, warn: () => {}, error: () => {} };

/** The member's pages and the routes that staff award by, on a database of their own. */
export const startMemberPages = async ({ mail = null, liveLimits }: Options = {}) => {
  const opened = await openTestDb();
  const { db } = opened;
  const clock = testClock('2026-11-20T07:41:00Z');
  const listener = await startListener(db, [LIVE_CHANNEL], quiet);
  const live = createLiveHub(listener, liveLimits);
  const deps = { db, clock, live, mail, origin: () => ORIGIN, pseudoLocale: true };
  const parsed = parseConfig({});
  if (!parsed.ok) throw new Error(parsed.faults.join('\n'));
  const app = await createServer({
    config: parsed.config,
    log: pino({ level: 'error' }),
    routes: [...cardRoutes(deps), ...visitRoutes(deps), ...redemptionRoutes(deps)],
    context: {
      origin: deps.origin,
      now: () => clock.now(),
      resolvers: [apiKeyResolver(deps)],
      limits: { ...LIMITS, attempt: { name: 'attempt', perSecond: 1e6, burst: 1e6 } },
      buckets: tokenBuckets(),
      metrics: createMetrics(),
      checkAnswers: true,
    },
  });
  await serveAssets(app, WEB_DIR);
  const inject = (options: InjectOptions) => app.inject(options);
  const send = (
    url: string,
    fields: Record<string, string>,
    headers: Record<string, string> = {},
  ) =>
    inject({
      method: 'POST',
      url,
      payload: new URLSearchParams(fields).toString(),
      headers: { 'content-type': FORM, ...headers },
    });
  const award = (shop: CreatedMerchant, path: string, body: object) =>
    inject({
      method: 'POST',
      url: path,
      payload: body,
      headers: {
        authorization: `Bearer ${shop.api_key}`,
        'idempotency-key': crypto.randomUUID(),
      },
    });
  return {
    ...guests(db, send, award),
    db,
    clock,
    deps,
    live,
    get: (url: string, headers: Record<string, string> = {}) => inject({ url, headers }),
    from: (url: string, remoteAddress: string) => inject({ url, remoteAddress }),
    send,
    cafe: (name = 'Kaviareň Pri moste') => cafe(deps, name),
    award,
    /** What the workers do after a commit. */
    dispatch: () => dispatchOutbox(db, {}),
    listen: async () => {
      await app.listen({ port: 0, host: '127.0.0.1' });
      return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
    },
    close: async () => {
      await app.close();
      await listener.close();
      await opened.close();
    },
  };
};

type Reply = { statusCode: number; headers: Record<string, unknown> };
type Send = (
  url: string,
  fields: Record<string, string>,
  headers?: Record<string, string>,
) => Promise<Reply>;
type Award = (shop: CreatedMerchant, path: string, body: object) => Promise<Reply>;

/** What guests and staff do again and again. */
const guests = (db: Db, send: Send, award: Award) => {
  let number = 100_000;
  /** A phone number that nobody had before. */
  const phone = () => {
    number += 1;
    return `0903 ${String(number).slice(0, 3)} ${String(number).slice(3)}`;
  };
  /** The rows behind a card's address. */
  const memberOf = async (address: string) => {
    const { rows } = await db.owner.query(
      `select m.*, c.code, c.short_code from stamgast.card c
       join stamgast.member m on m.merchant_id = c.merchant_id and m.id = c.member_id
       where c.token = $1`,
      [address.split('/').at(-1)],
    );
    return rows[0];
  };
  return {
    phone,
    memberOf,
    /** Joins by the page's form and gives the address of the card. */
    join: async (
      shop: { slug: string },
      fields: Record<string, string> = {},
      path = `/j/${shop.slug}`,
    ): Promise<string> => {
      const answer = await send(path, { contact: phone(), ...fields }, SK);
      if (answer.statusCode !== 303) throw new Error(`joining answered ${answer.statusCode}`);
      return String(answer.headers.location);
    },
    tap: async (shop: CreatedMerchant, address: string, amount: number): Promise<void> => {
      const { code } = await memberOf(address);
      const stamps = [{ unit: 'stamps', amount }];
      const answer = await award(shop, '/v1/visits', { member: { card_code: code }, stamps });
      if (answer.statusCode !== 201) throw new Error(`a tap answered ${answer.statusCode}`);
    },
  };
};

type Deps = Parameters<typeof createMerchant>[0];

/** A café with the template's program: ten stamps a coffee, a point for a euro. */
const cafe = async (deps: Deps, name: string) => {
  const shop = await createMerchant(deps, {
    name,
    template: 'cafe',
    currency: 'EUR',
    locale: 'sk',
  });
  const found = await deps.db.kysely
    .selectFrom('control.merchant_slug')
    .select('slug')
    .where('merchant_id', '=', shop.merchantId)
    .executeTakeFirstOrThrow();
  return { ...shop, slug: found.slug };
};
