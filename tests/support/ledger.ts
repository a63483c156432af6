import { sql } from 'kysely';
import type { ProgramDocument } from '#core/program.ts';
import type { LedgerContext } from '#features/ledger/index.ts';
import type { Clock } from '#platform/clock/clock.ts';
import { type Db, openDatabase } from '#platform/db/database.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import { newId } from '#platform/ids/ids.ts';
import { createTestDatabase } from './postgres.ts';

/** A clock that stands still until it is told to go on. */
export type TestClock = Clock & { advance(ms: number): void; set(at: number): void };

export function testClock(start: string): TestClock {
  let at = Date.parse(start);
  return {
    now: () => at,
    advance: (ms) => {
      at += ms;
    },
    set: (to) => {
      at = to;
    },
  };
}

export type OpenDb = () => Promise<{ db: Db; close(): Promise<void> }>;

/** Opens the test database of this file. */
export async function openTestDb(connections = 8): ReturnType<OpenDb> {
  const database = await createTestDatabase();
  const db = await openTestPools(database.url, connections);
  return {
    db,
    close: async () => {
      await db.close();
      await database.drop();
    },
  };
}

export const openTestPools = (url: string, connections = 8): Promise<Db> =>
  // Dropping the database breaks what is still closing; a break that matters fails its query.
  openDatabase({ url, connections, onBroken: () => {} });

/** A café: stamps per coffee, a point per euro, two stamps as a welcome. */
export const CAFE: ProgramDocument = {
  schema: 1,
  currency: 'EUR',
  zone: 'Europe/Bratislava',
  day_starts_at: '04:00',
  units: [
    {
      id: 'stamp',
      kind: 'stamps',
      names: { en: { one: 'stamp', other: 'stamps' } },
      activation_days: 0,
      expiry: { kind: 'none' },
    },
    {
      id: 'point',
      kind: 'points',
      names: { en: { one: 'point', other: 'points' } },
      activation_days: 0,
      expiry: { kind: 'after_months', months: 12 },
    },
  ],
  stamp_cards: [],
  rules: [
    {
      id: 'coffee',
      on: 'purchase',
      match: { categories: ['coffee'] },
      give: { kind: 'per_item', unit: 'stamp', units: 1 },
    },
    {
      id: 'euro',
      on: 'purchase',
      give: { kind: 'per_amount', unit: 'point', units: 1, per_minor: 100, remainder: 'keep' },
    },
    { id: 'welcome', on: 'enrollment', give: { kind: 'fixed', unit: 'stamp', units: 2 } },
  ],
  cool_down_minutes: 120,
  refund_policy: 'debt',
  base: { shipping: false, tips: false, fees: false },
};

export type TestMerchant = { merchantId: string; locationId: string };

/** A merchant with one location and its program as version 1. */
export async function createTestMerchant(
  db: Db,
  document: ProgramDocument = CAFE,
  publishedAt = '2026-01-01T00:00:00Z',
): Promise<TestMerchant> {
  const merchantId = newId();
  const locationId = newId();
  await inMerchant(db, merchantId, async (trx) => {
    await trx
      .insertInto('merchant')
      .values({
        merchant_id: merchantId,
        name: 'Café Lipa',
        trade: 'cafe',
        currency: document.currency,
        locale: 'en',
        zone: document.zone,
        slug: merchantId,
      })
      .execute();
    await trx
      .insertInto('location')
      .values({ merchant_id: merchantId, id: locationId, name: 'Main', is_default: true })
      .execute();
    await trx
      .insertInto('program_version')
      .values({
        merchant_id: merchantId,
        number: 1,
        document: JSON.stringify(document),
        published_at: publishedAt,
        published_by: 'test',
      })
      .execute();
  });
  return { merchantId, locationId };
}

export async function createTestMember(db: Db, merchantId: string): Promise<string> {
  const id = newId();
  await inMerchant(db, merchantId, (trx) =>
    trx
      .insertInto('member')
      .values({ merchant_id: merchantId, id, enrolled_at: sql`now()`, source: 'test' })
      .execute(),
  );
  return id;
}

/** A reward in its first revision; with `copies` it is limited to so many. */
export async function createTestReward(
  db: Db,
  merchantId: string,
  cost: { unit: string; amount: number },
  copies?: number,
): Promise<string> {
  const id = newId();
  await inMerchant(db, merchantId, async (trx) => {
    await trx
      .insertInto('reward')
      .values({ merchant_id: merchantId, id, revision: 1, limited: copies !== undefined })
      .execute();
    await trx
      .insertInto('reward_revision')
      .values({
        merchant_id: merchantId,
        reward_id: id,
        revision: 1,
        content: JSON.stringify({ name: { en: 'Coffee' }, kind: 'free_product', cost }),
        created_by: 'test',
      })
      .execute();
    if (copies === undefined) return;
    await trx
      .insertInto('claimable')
      .values({ merchant_id: merchantId, kind: 'reward_stock', id, remaining: copies })
      .execute();
  });
  return id;
}

export const testContext = (db: Db, merchantId: string, clock: Clock): LedgerContext => ({
  db,
  merchantId,
  clock,
  actor: 'test',
});
