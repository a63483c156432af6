import Fastify, { type FastifyInstance, type InjectOptions } from 'fastify';
import { auditRoutes } from '#features/audit/index.ts';
import { cardRecoveryRoutes } from '#features/card-recovery/index.ts';
import { invitationRoutes } from '#features/invitation/index.ts';
import { messageRoutes } from '#features/message/index.ts';
import { passwordResetRoutes } from '#features/password-reset/index.ts';
import { staffResolver, staffRoutes } from '#features/staff/index.ts';
import { tillResolver, tillRoutes } from '#features/till/index.ts';
import { signInRoutes } from '#platform/auth/routes.ts';
import { createSignIn, type SignIn } from '#platform/auth/sign-in.ts';
import { startSession, userFor } from '#platform/auth/users.ts';
import { parseConfig } from '#platform/config/config.ts';
import { type Db, openDatabase } from '#platform/db/database.ts';
import { createMetrics, createServer, LIMITS, tokenBuckets } from '#platform/http/index.ts';
import { newId } from '#platform/ids/ids.ts';
import type { Mailer } from '#platform/mail/mailer.ts';
import { createTestDatabase } from '#support/postgres.ts';

const ORIGIN = 'http://localhost:4400';
/** What a browser adds to a request of our own page. */
const OWN_PAGE = { 'x-stamgast': '1', 'sec-fetch-site': 'same-origin' };
export const PASSWORD = 'correct horse battery';

export type Shop = { merchantId: string; locationId: string; slug: string };
export type Person = { staffId: string; cookie: string; email: string };
export type People = Awaited<ReturnType<typeof startPeople>>;

/** The routes of sign-in, staff, tills, messages and recoveries on a database of their own. */
export async function startPeople(mail: Mailer | null = null) {
  const database = await createTestDatabase();
  const db = await openDatabase({ url: database.url, onBroken: () => {} });
  const clock = { time: Date.parse('2026-03-05T09:00:00Z'), now: () => clock.time };
  const signIn = createSignIn({ pool: db.app, secret: 's'.repeat(43), origin: ORIGIN });
  const deps = { db, clock, signIn, mail, origin: () => ORIGIN };
  const app = await serve(deps);
  return {
    url: database.url,
    app,
    deps,
    db,
    clock,
    shop: (name: string) => addShop(db, name),
    staff: (shop: Shop, person: NewPerson) => addStaff(db, shop, person),
    signedIn: (shop: Shop, role: Role) => addSignedIn(db, signIn, shop, role),
    ask: (options: InjectOptions, as: { cookie?: string; till?: string; pin?: string } = {}) =>
      app.inject({
        ...options,
        headers: {
          ...(as.cookie ? { cookie: as.cookie, ...OWN_PAGE } : {}),
          ...(as.till ? { authorization: `Till ${as.till}` } : {}),
          ...(as.pin ? { 'x-staff-session': as.pin } : {}),
          ...options.headers,
        },
      }),
    close: async () => {
      await app.close();
      await db.close();
      await database.drop();
    },
  };
}

type Role = 'owner' | 'manager' | 'staff';
type NewPerson = { name: string; role: Role; userId?: string; email?: string };
type ServedDeps = Parameters<typeof invitationRoutes>[0] & { db: Db };

function serve(deps: ServedDeps): Promise<FastifyInstance> {
  const parsed = parseConfig({});
  if (!parsed.ok) throw new Error('no configuration');
  return createServer({
    config: parsed.config,
    log: Fastify({ logger: { level: 'warn' } }).log,
    context: {
      origin: deps.origin,
      now: deps.clock.now,
      resolvers: [tillResolver(deps), staffResolver(deps)],
      limits: { ...LIMITS, attempt: { name: 'attempt', perSecond: 1e6, burst: 1e6 } },
      buckets: tokenBuckets(),
      metrics: createMetrics(),
      checkAnswers: true,
    },
    routes: [
      ...signInRoutes(deps.signIn, deps.origin),
      ...staffRoutes(deps),
      ...invitationRoutes(deps),
      ...passwordResetRoutes(deps),
      ...tillRoutes(deps),
      ...auditRoutes(deps),
      ...messageRoutes(deps),
      ...cardRecoveryRoutes(deps),
    ],
  });
}

async function addShop(db: Db, name: string): Promise<Shop> {
  const [merchantId, locationId] = [newId(), newId()];
  const slug = `${name.toLowerCase().replace(/[^a-z]+/g, '-')}-${merchantId.slice(-6)}`;
  await db.owner.query(
    `insert into stamgast.merchant (merchant_id, name, trade, currency, locale, zone, slug)
     values ($1, $2, 'cafe', 'EUR', 'sk', 'Europe/Bratislava', $3)`,
    [merchantId, name, slug],
  );
  await db.owner.query(
    `insert into stamgast.location (merchant_id, id, name, is_default) values ($1, $2, 'Main', true)`,
    [merchantId, locationId],
  );
  await db.owner.query('insert into control.merchant_slug (slug, merchant_id) values ($1, $2)', [
    slug,
    merchantId,
  ]);
  return { merchantId, locationId, slug };
}

async function addStaff(db: Db, shop: Shop, person: NewPerson): Promise<string> {
  const id = newId();
  const { merchantId } = shop;
  const { name, role, userId = null, email = null } = person;
  await db.owner.query(
    `insert into stamgast.staff (merchant_id, id, name, role, user_id, email)
     values ($1, $2, $3, $4, $5, $6)`,
    [merchantId, id, name, role, userId, email],
  );
  if (userId !== null) {
    await db.owner.query(
      'insert into control.staff_directory (user_id, merchant_id, staff_id) values ($1, $2, $3)',
      [userId, merchantId, id],
    );
  }
  return id;
}

async function addSignedIn(db: Db, signIn: SignIn, shop: Shop, role: Role): Promise<Person> {
  const email = `${role}-${newId().slice(-8)}@example.com`;
  const user = await userFor(signIn, { email, password: PASSWORD, name: role });
  if (!user) throw new Error('a new address has no user yet');
  const staffId = await addStaff(db, shop, { name: role, role, userId: user.userId, email });
  const cookies = await startSession(signIn, { email, password: PASSWORD });
  return { staffId, email, cookie: cookies.map((cookie) => cookie.split(';')[0]).join('; ') };
}
