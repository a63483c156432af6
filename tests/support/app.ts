import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import type { MerchantCreate } from '#contract/merchant.ts';
import type { ProgramDocument } from '#core/program.ts';
import { type CreatedMerchant, createMerchant } from '#features/merchant/index.ts';
import { type Config, parseConfig } from '#platform/config/config.ts';
import type { Db } from '#platform/db/database.ts';
import { LIMITS } from '#platform/http/index.ts';
import { createApp } from '../../src/app.ts';
import { openTestDb, type TestClock, testClock } from './ledger.ts';

/** Where the test's links start. */
export const TEST_ORIGIN = 'https://club.example';

/** Everything an answer's body may hold; a test reads what its status promises. */
export type Body = {
  [field: string]: unknown;
  id: string;
  number: number;
  revision: number;
  slug: string;
  secret: string;
  code: string;
  title: string;
  detail: string;
  details: Record<string, string | number>;
  errors: { path: string; message: string }[];
  data: Body[];
  next_cursor: string | null;
  document: ProgramDocument;
  card: { id: string; code: string; short_code: string; url: string };
  accounts: { unit: string; balance: number; pending: number; spendable: number }[];
  branding: { color: string; logo_url: string | null };
  cost: { unit: string; amount: number };
  explanation: { code: string; text: string };
};

export type Reply = { status: number; headers: Record<string, unknown>; body: Body };

export type Client = (
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Reply>;

export type TestApp = {
  app: FastifyInstance;
  db: Db;
  clock: TestClock;
  config: Config;
  /** Founds a merchant through the real use case. */
  found(input?: Partial<MerchantCreate>): Promise<CreatedMerchant>;
  /** Asks with an API key; writes get an idempotency key unless the headers name one. */
  as(apiKey: string | null): Client;
  close(): Promise<void>;
};

/** The whole application on a database of its own; answers are compared with their schemas. */
export const startTestApp = async (start = '2026-03-05T09:00:00Z'): Promise<TestApp> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'stamgast-app-'));
  const parsed = parseConfig({ PUBLIC_URL: TEST_ORIGIN, STAMGAST_DATA: dataDir });
  if (!parsed.ok) throw new Error(parsed.faults.join('\n'));
  const { config } = parsed;
  const opened = await openTestDb();
  const { db } = opened;
  const clock = testClock(start);
  const log = pino({ level: 'silent' });
  const generous = Object.fromEntries(
    Object.entries(LIMITS).map(([name, limit]) => [name, { ...limit, burst: 100_000 }]),
  ) as unknown as typeof LIMITS;
  const app = await createApp({
    ...{ config, db, log, clock },
    limits: generous,
    checks: true,
    background: false,
  });
  const shop = { name: 'Café Lipa', template: 'cafe', currency: 'EUR', locale: 'en' } as const;
  return {
    ...{ app, db, clock, config },
    found: (input = {}) =>
      createMerchant({ db, clock, origin: () => TEST_ORIGIN }, { ...shop, ...input }),
    as: (apiKey) => clientOf(app, apiKey),
    close: async () => {
      await app.close();
      await opened.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
};

const clientOf =
  (app: FastifyInstance, apiKey: string | null): Client =>
  async (method, url, body, headers = {}) => {
    const answer = await app.inject({
      method,
      url,
      headers: {
        ...(apiKey === null ? {} : { authorization: `Bearer ${apiKey}` }),
        ...(method === 'GET' ? {} : { 'idempotency-key': randomUUID() }),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: body as object }),
    });
    const isJson = /[/+]json/.test(String(answer.headers['content-type'] ?? ''));
    const parsed: unknown = isJson ? answer.json() : answer.body;
    return { status: answer.statusCode, headers: answer.headers, body: parsed as Body };
  };
