import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type LedgerContext, runDecision } from '#features/ledger/index.ts';
import type { Db } from '#platform/db/database.ts';
import { OUTBOX_CHANNEL } from '#platform/jobs/wake.ts';
import { startWorker } from '#platform/jobs/worker.ts';
import { createLiveHub, LIVE_CHANNEL } from '#platform/live/hub.ts';
import { startListener } from '#platform/live/listener.ts';
import {
  createTestMember,
  createTestMerchant,
  openTestPools,
  testContext,
} from '#support/ledger.ts';
import { visitCommand } from '#support/ledger-commands.ts';
import { createTestDatabase, type TestDatabase } from '#support/postgres.ts';
import { dispatchOutbox, startDispatcher } from './index.ts';

let database: TestDatabase;
let db: Db;
let ctx: LedgerContext;
let memberId: string;
let locationId: string;
const silent = { info: () => {}, warn: () => {}, error: () => {} };

beforeAll(async () => {
  database = await createTestDatabase();
  db = await openTestPools(database.url);
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

beforeEach(async () => {
  await db.owner.query('truncate stamgast.outbox');
  const merchant = await createTestMerchant(db);
  locationId = merchant.locationId;
  memberId = await createTestMember(db, merchant.merchantId);
  ctx = testContext(db, merchant.merchantId, { now: () => Date.now() });
});

const tap = () =>
  runDecision(ctx, visitCommand(memberId, Date.now(), locationId, [{ unit: 'stamp', amount: 1 }]));

const open = async () => {
  const { rows } = await db.owner.query('select from stamgast.outbox where handled_at is null');
  return rows.length;
};

test('[I7] an event is handed out once, also by several processes at once', async () => {
  for (let i = 0; i < 20; i++) await tap();
  expect(await open()).toBe(20);
  const handled = await Promise.all([1, 2, 3, 4].map(() => dispatchOutbox(db, {})));
  expect(handled.reduce((sum, n) => sum + n)).toBe(20);
  expect(await open()).toBe(0);
});

test('[I7] a job that follows an event is done with its data', async () => {
  const done: unknown[] = [];
  const job = {
    name: 'follow',
    run: async (payload: unknown) => {
      done.push(payload);
    },
  };
  const worker = await startWorker(database.url, [job], silent);
  try {
    await tap();
    await dispatchOutbox(db, { 'visit.recorded': ['follow'] });
    await vi.waitFor(() => expect(done).toHaveLength(1), 5_000);
    expect(done[0]).toMatchObject({
      merchant_id: ctx.merchantId,
      member_id: memberId,
      type: 'visit.recorded',
      data: { begins: true },
    });
  } finally {
    await worker.close();
  }
});

test('[M4] a stamp reaches the open card page well within a second, without a sweep', async () => {
  const listener = await startListener(db, [LIVE_CHANNEL, OUTBOX_CHANNEL], silent);
  const hub = createLiveHub(listener);
  const dispatcher = startDispatcher({
    db,
    listener,
    subscriptions: {},
    log: silent,
    sweepMs: 60_000,
  });
  try {
    const heard: (number | null)[] = [];
    hub.subscribe(ctx.merchantId, memberId, (sequence) => heard.push(sequence));
    await tap();
    await vi.waitFor(() => expect(heard).toEqual([1]), 1_000);
  } finally {
    await dispatcher.close();
    await listener.close();
  }
});

test('[I7] an event whose wake-up was lost is found by the sweep', async () => {
  const dispatcher = startDispatcher({
    db,
    listener: { on: () => {} },
    subscriptions: {},
    log: silent,
    sweepMs: 50,
  });
  try {
    await tap();
    await vi.waitFor(async () => expect(await open()).toBe(0), 2_000);
  } finally {
    await dispatcher.close();
  }
});

test('[M4] a listener whose connection breaks comes back and says so', async () => {
  const listener = await startListener(db, [LIVE_CHANNEL], silent);
  try {
    const heard: (string | null)[] = [];
    listener.on(LIVE_CHANNEL, (payload) => heard.push(payload));
    await db.owner.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and query like 'listen %'`,
    );
    await vi.waitFor(() => expect(heard).toEqual([null]), 5_000);
    await db.owner.query('select pg_notify($1, $2)', [LIVE_CHANNEL, 'a b 1']);
    await vi.waitFor(() => expect(heard).toEqual([null, 'a b 1']), 2_000);
  } finally {
    await listener.close();
  }
});
