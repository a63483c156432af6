import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db } from '#platform/db/database.ts';
import { openTestPools } from '#support/ledger.ts';
import { createTestDatabase, type TestDatabase } from '#support/postgres.ts';
import { openRace, type Race, removeGuard, SOCKETS } from './last-reward.ts';

/** The small form of last-reward.full.ts: fewer rounds, and a database that need not survive. */
const ROUNDS = 8;

let database: TestDatabase;
let db: Db;
let race: Race;

beforeAll(async () => {
  database = await createTestDatabase();
  db = await openTestPools(database.url, 4);
  race = await openRace(db, database.url);
}, 180_000);
afterAll(async () => {
  await race.close();
  await db.close();
  await database.drop();
}, 60_000);

test('[B8] the last copy of a reward has one winner, over sixteen sockets to two servers', async () => {
  for (const outcome of await race.play(ROUNDS)) {
    expect(outcome).toMatchObject({ winners: 1, soldOut: SOCKETS - 1, other: 0 });
    expect(outcome.overlapping).toBeGreaterThan(0);
  }
  expect(race.opened()).toBe(SOCKETS);
});

test('[B8] without the guard in the commit the same race has many winners', async () => {
  await removeGuard(db);
  const [outcome] = await race.play(1);
  expect(outcome?.winners).toBeGreaterThan(1);
});
