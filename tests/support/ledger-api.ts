import { randomBytes, randomUUID } from 'node:crypto';
import { pino } from 'pino';
import type { DecisionView } from '#contract/decision.ts';
import type { MemberBalance } from '#contract/member-balance.ts';
import {
  PERMISSIONS,
  type Permission,
  ROLE_PERMISSIONS,
  type Role,
} from '#contract/permissions.ts';
import { cardCode, shortCode } from '#core/code.ts';
import type { ProgramDocument } from '#core/program.ts';
import { adjustmentRoutes } from '#features/adjustment/index.ts';
import { orderRoutes } from '#features/order/index.ts';
import { previewRoutes } from '#features/preview/index.ts';
import { redemptionRoutes } from '#features/redemption/index.ts';
import { reversalRoutes } from '#features/reversal/index.ts';
import { visitRoutes } from '#features/visit/index.ts';
import type { Clock } from '#platform/clock/clock.ts';
import { parseConfig } from '#platform/config/config.ts';
import type { Db } from '#platform/db/database.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import {
  type ApiKeyPrincipal,
  createMetrics,
  createServer,
  LIMITS,
  type MerchantPrincipal,
  type TillPrincipal,
  tokenBuckets,
} from '#platform/http/index.ts';
import { encodeId, newId } from '#platform/ids/ids.ts';
import {
  createTestMerchant,
  openTestDb,
  type TestClock,
  type TestMerchant,
  testClock,
} from './ledger.ts';

/** Everything an answer of these routes may hold; a test reads what its status promises. */
export type Body = {
  id: string;
  state: string;
  version: number;
  net_minor: number | null;
  member_id: string | null;
  excluded: boolean;
  hold_expires_at: string | null;
  decision: DecisionView | null;
  member: MemberBalance | null;
  data: Body[];
  next_cursor: string | null;
  code: string;
  details: Record<string, string | number>;
  errors: { path: string; message: string }[];
};
export type Reply = { status: number; replayed: boolean; body: Body };

export type Caller = {
  post(path: string, body?: object, headers?: Record<string, string>): Promise<Reply>;
  get(path: string): Promise<Reply>;
};

export type LedgerApi = { as(principal: MerchantPrincipal): Caller; close(): Promise<void> };

const PRINCIPAL = 'x-test-principal';

/** The ledger's routes behind the real web server; the caller says who it is. */
export const startLedgerApi = async (db: Db, clock: Clock): Promise<LedgerApi> => {
  const parsed = parseConfig({});
  if (!parsed.ok) throw new Error(parsed.faults.join('\n'));
  const log = pino({ level: 'silent' });
  const deps = { db, clock };
  const app = await createServer({
    config: parsed.config,
    log,
    routes: [
      ...orderRoutes(deps),
      ...previewRoutes(deps),
      ...visitRoutes(deps),
      ...redemptionRoutes(deps),
      ...reversalRoutes(deps),
      ...adjustmentRoutes(deps),
    ],
    context: {
      origin: () => 'http://127.0.0.1',
      now: () => clock.now(),
      resolvers: [
        async (request) => {
          const header = request.headers[PRINCIPAL];
          return typeof header === 'string' ? (JSON.parse(header) as MerchantPrincipal) : null;
        },
      ],
      limits: { ...LIMITS, person: LIMITS.apiKey },
      buckets: tokenBuckets(),
      metrics: createMetrics(),
      checkAnswers: true,
    },
  });
  const ask = async (
    method: 'GET' | 'POST',
    principal: MerchantPrincipal,
    url: string,
    payload: object | undefined,
    headers: Record<string, string>,
  ): Promise<Reply> => {
    const answer = await app.inject({
      method,
      url,
      ...(payload && { payload }),
      headers: { [PRINCIPAL]: JSON.stringify(principal), ...headers },
    });
    return {
      status: answer.statusCode,
      replayed: answer.headers['idempotent-replayed'] === 'true',
      body: answer.json() as Body,
    };
  };
  return {
    as: (principal) => ({
      get: (path) => ask('GET', principal, path, undefined, {}),
      post: (path, body, headers = {}) =>
        ask('POST', principal, path, body, { 'idempotency-key': randomUUID(), ...headers }),
    }),
    close: () => app.close(),
  };
};

export const apiKeyOf = (
  merchantId: string,
  permissions: readonly Permission[] = PERMISSIONS,
): ApiKeyPrincipal => ({ kind: 'api_key', merchantId, keyId: newId(), name: 'test', permissions });

/** A till with a person signed in; without a role nobody is. */
export const tillOf = (
  { merchantId, locationId }: { merchantId: string; locationId: string },
  role: Role | null,
  staffId: string | null = role && newId(),
): TillPrincipal => ({
  kind: 'till',
  merchantId,
  locationId,
  tillId: newId(),
  staffId,
  role,
  permissions: role ? ROLE_PERMISSIONS[role] : [],
  locationIds: null,
});

export type TestPerson = { id: string; uuid: string; code: string; shortCode: string };

/** A member with a card and whatever else identifies them. */
export const createTestPerson = async (
  db: Db,
  merchantId: string,
  known: { phone?: string; email?: string; externalId?: { source: string; id: string } } = {},
): Promise<TestPerson> => {
  const uuid = newId();
  const code = cardCode(randomBytes(16));
  const short = shortCode(randomBytes(16));
  await inMerchant(db, merchantId, async (trx) => {
    await trx
      .insertInto('member')
      .values({
        merchant_id: merchantId,
        id: uuid,
        enrolled_at: new Date('2026-01-01T00:00:00Z').toISOString(),
        source: 'test',
        phone: known.phone ?? null,
        email: known.email ?? null,
      })
      .execute();
    await trx
      .insertInto('card')
      .values({ merchant_id: merchantId, id: newId(), member_id: uuid, code, short_code: short })
      .execute();
    if (!known.externalId) return;
    const { source, id: external_id } = known.externalId;
    await trx
      .insertInto('member_external_id')
      .values({ merchant_id: merchantId, source, external_id, member_id: uuid })
      .execute();
  });
  return { id: encodeId('mem', uuid), uuid, code, shortCode: short };
};

export type LedgerScene = {
  db: Db;
  clock: TestClock;
  api: LedgerApi;
  merchant: TestMerchant;
  /** Calls with an API key that may do everything. */
  key: Caller;
  person(known?: Parameters<typeof createTestPerson>[2]): Promise<TestPerson>;
  close(): Promise<void>;
};

/** A database with one merchant and the ledger's routes, at nine in the morning. */
export const openLedgerScene = async (document?: ProgramDocument): Promise<LedgerScene> => {
  const clock = testClock('2026-03-05T09:00:00Z');
  const { db, close } = await openTestDb();
  const api = await startLedgerApi(db, clock);
  const merchant = await createTestMerchant(db, document);
  return {
    db,
    clock,
    api,
    merchant,
    key: api.as(apiKeyOf(merchant.merchantId)),
    person: (known) => createTestPerson(db, merchant.merchantId, known),
    close: async () => {
      await api.close();
      await close();
    },
  };
};

let orders = 0;

/** So many coffees at 2.80. */
export const coffees = (quantity = 1, total_minor = quantity * 280) => ({
  name: 'Espresso',
  category: 'coffee',
  quantity,
  total_minor,
});

/** A new order with its total; `fields` go over it. */
export const orderBody = (fields: object = {}) => {
  orders += 1;
  const body = { source: 'pos', external_id: `o-${orders}`, currency: 'EUR', ...fields };
  const lines = 'lines' in body ? (body.lines as { total_minor: number }[]) : [];
  const total_minor = lines.reduce((sum, line) => sum + line.total_minor, 0);
  return { total_minor, ...body };
};

/** The balance of a unit in an answer. */
export const balance = (reply: Reply, unit: string): number | undefined =>
  reply.body.member?.accounts.find((account) => account.unit === unit)?.balance;
