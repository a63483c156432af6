import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Db } from '#platform/db/database.ts';
import {
  createTestMember,
  createTestMerchant,
  openTestDb,
  testClock,
  testContext,
} from '#support/ledger.ts';
import {
  coffee,
  orderCommand,
  snapshotOf,
  visitCommand,
  withKey,
} from '#support/ledger-commands.ts';
import type { Command, LedgerContext } from './index.ts';
import { runDecision, runTogether } from './index.ts';

let db: Db;
let close: () => Promise<void>;
let ctx: LedgerContext;
let memberId: string;
let locationId: string;
const clock = testClock('2026-03-05T09:00:00Z');

beforeAll(async () => {
  ({ db, close } = await openTestDb(16));
});
afterAll(() => close());

beforeEach(async () => {
  const merchant = await createTestMerchant(db);
  locationId = merchant.locationId;
  memberId = await createTestMember(db, merchant.merchantId);
  ctx = testContext(db, merchant.merchantId, clock);
});

const order = (external_id: string, member: string | undefined = memberId): Command =>
  orderCommand(member, external_id, snapshotOf(clock.now(), locationId, [coffee(1)]));

const statuses = async (commands: Command[]) =>
  (await Promise.all(commands.map((command) => runDecision(ctx, command)))).map(
    (result) => result.status,
  );

const count = async (what: string, where = 'merchant_id = $1') => {
  const { rows } = await db.owner.query(`select ${what} as n from stamgast.${where}`, [
    ctx.merchantId,
  ]);
  return rows[0].n;
};

test('[P7] sixteen awards at once to one member all land, each once, in one line of versions', async () => {
  const commands = Array.from({ length: 16 }, (_, i) => order(`o${i}`));
  expect(await statuses(commands)).toEqual(commands.map(() => 'committed'));
  expect(
    await count(
      "(sum(balance) filter (where unit = 'stamp'))::int",
      'account where merchant_id = $1',
    ),
  ).toBe(16);
  expect(
    await count('array_agg(version::int order by version)', 'decision where merchant_id = $1'),
  ).toEqual(Array.from({ length: 16 }, (_, i) => i + 1));
});

test('[I6] the same order sixteen times at once is one decision and fifteen replays', async () => {
  const results = await statuses(Array.from({ length: 16 }, () => order('same')));
  expect(results.filter((status) => status === 'committed')).toHaveLength(1);
  expect(results.filter((status) => status === 'replayed')).toHaveLength(15);
});

test('[I6] the same order of a guest sixteen times at once is written once', async () => {
  const results = await statuses(
    Array.from({ length: 16 }, () =>
      orderCommand(undefined, 'same', snapshotOf(clock.now(), locationId)),
    ),
  );
  expect(results.filter((status) => status === 'recorded')).toHaveLength(1);
  expect(results.filter((status) => status === 'replayed')).toHaveLength(15);
});

test('[I6] the same order for two members at once goes to one of them', async () => {
  const second = await createTestMember(db, ctx.merchantId);
  const both = [order('same'), order('same', second)];
  const results = await statuses([...both, ...both, ...both, ...both]);
  expect(results.filter((status) => status === 'committed')).toHaveLength(1);
  expect(await count('count(*)', '"order" where merchant_id = $1')).toBe(1);
  expect(
    await count('sum(balance)::int', "account where merchant_id = $1 and unit = 'stamp'"),
  ).toBe(1);
});

test('[I6] one idempotency key at once is one decision; the others replay it or wait', async () => {
  const tap = () =>
    withKey(visitCommand(memberId, clock.now(), locationId, [{ unit: 'stamp', amount: 1 }]), 'k1');
  const results = await statuses(Array.from({ length: 16 }, tap));
  expect(results.filter((status) => status === 'committed')).toHaveLength(1);
  expect(new Set(results).difference(new Set(['committed', 'replayed', 'in_flight'])).size).toBe(0);
  const again = await runDecision(ctx, tap());
  expect(again).toMatchObject({ status: 'replayed', by: 'idempotency', response: { status: 201 } });
  expect(await count('sum(balance)::int', 'account where merchant_id = $1')).toBe(1);
});

test('[I6] a key whose first write is still on its way answers in flight', async () => {
  const blocker = await db.owner.connect();
  try {
    await blocker.query('begin');
    await blocker.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `${ctx.merchantId}test k1`,
    ]);
    expect(await statuses([withKey(order('a1'), 'k1')])).toEqual(['in_flight']);
    await blocker.query('rollback');
    expect(await statuses([withKey(order('a1'), 'k1')])).toEqual(['committed']);
  } finally {
    blocker.release();
  }
});

test('[I6] a key used for another request is a mismatch', async () => {
  expect(await statuses([withKey(order('a1'), 'k1', 'hash of one')])).toEqual(['committed']);
  expect(await statuses([withKey(order('a2'), 'k1', 'hash of two')])).toEqual([
    'idempotency_mismatch',
  ]);
});

test('[S3] an action of a device arrives once, whatever it carries', async () => {
  const till_id = memberId;
  const action = (hash: string): Command => ({
    ...visitCommand(memberId, clock.now(), locationId, [{ unit: 'stamp', amount: 1 }]),
    device: { till_id, sequence: 7, hash, kind: 'visit', device_at: 1, sent_at: 2 },
  });
  const results = await statuses([action('a'), action('a'), action('a')]);
  expect(results.sort()).toEqual(['committed', 'replayed', 'replayed']);
  expect(await statuses([action('b')])).toEqual(['device_mismatch']);
});

test('[P7] a member who changes under every round is locked and decided all the same', async () => {
  let rounds = 0;
  const command = order('a1');
  const restless: Command = {
    ...command,
    plan: (loaded, now) => {
      rounds += 1;
      return command.plan(loaded, now);
    },
    idempotency: {
      principal: 'test',
      key: 'k1',
      hash: 'h',
      // Between deciding and committing somebody else awards the same member, as long as they can.
      respond: async () => {
        const other = db.owner.query(
          `select set_config('lock_timeout', '50ms', false);
           update stamgast.member_state set version = version + 1 where member_id = '${memberId}'`,
        );
        await other.catch(() => {});
        return { status: 201, body: {} };
      },
    },
  };
  await runDecision(ctx, order('first'));
  expect((await runDecision(ctx, restless)).status).toBe('committed');
  expect(rounds).toBe(4);
});

test('[M1] rows and their decision come together or not at all', async () => {
  const refused = await runTogether(ctx, async (trx) => {
    await trx
      .insertInto('member')
      .values({ merchant_id: ctx.merchantId, id: locationId, source: 'test' })
      .execute();
    return {
      ok: true,
      command: visitCommand(locationId, clock.now(), locationId, [{ unit: 'nothing', amount: 1 }]),
    };
  });
  expect(refused).toMatchObject({ status: 'refused', refusal: { code: 'unknown_unit' } });
  expect(await count('count(*)', 'member where merchant_id = $1')).toBe(1);
});
