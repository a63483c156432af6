import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db } from '#platform/db/database.ts';
import { openTestPools } from '#support/ledger.ts';
import { createTestDatabase, type TestDatabase } from '#support/postgres.ts';
import { judge, prepareMembers, prepareReward, redeemAll, removeGuard } from './last-reward.ts';

const CONNECTIONS = 16;
const ROUNDS = 8;

let database: TestDatabase;
let pools: [Db, Db];

beforeAll(async () => {
  database = await createTestDatabase();
  pools = [
    await openTestPools(database.url, CONNECTIONS),
    await openTestPools(database.url, CONNECTIONS),
  ];
});
afterAll(async () => {
  await Promise.all(pools.map((db) => db.close()));
  await database.drop();
});

/** The small form of last-reward.full.ts: two pools instead of two processes. */
async function play(rounds: number) {
  const { merchantId, memberIds } = await prepareMembers(pools[0], 2 * CONNECTIONS);
  const outcomes = [];
  for (let round = 0; round < rounds; round++) {
    const rewardId = await prepareReward(pools[0], merchantId);
    const attempts = await Promise.all(
      pools.map((db, i) =>
        redeemAll(db, {
          merchantId,
          rewardId,
          memberIds: memberIds.slice(i * CONNECTIONS, (i + 1) * CONNECTIONS),
        }),
      ),
    );
    outcomes.push(judge(attempts.flat()));
  }
  return outcomes;
}

test('[B8] the last copy of a reward has one winner, over two pools of sixteen connections', async () => {
  for (const outcome of await play(ROUNDS)) {
    expect(outcome).toMatchObject({ winners: 1, soldOut: 2 * CONNECTIONS - 1, other: 0 });
    expect(outcome.overlapping).toBeGreaterThan(0);
  }
});

test('[B8] without the guard in the commit the same race has many winners', async () => {
  await removeGuard(pools[0]);
  const [outcome] = await play(1);
  expect(outcome?.winners).toBeGreaterThan(1);
});
