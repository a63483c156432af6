import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db } from '#platform/db/database.ts';
import {
  CAFE,
  createTestMember,
  createTestMerchant,
  createTestReward,
  openTestDb,
  testClock,
  testContext,
} from '#support/ledger.ts';
import { adjustCommand, redeemCommand, redemptionStep } from '#support/ledger-commands.ts';
import { ledgerIsSound } from '#support/ledger-is-sound.ts';
import { compactLots, type LedgerContext, recordExpiry, runDecision } from './index.ts';

let db: Db;
let close: () => Promise<void>;
const DAY = 86_400_000;

beforeAll(async () => {
  ({ db, close } = await openTestDb());
});
afterAll(() => close());

type Rows = { open: number; left: number };
const lotsOf = async (memberId: string): Promise<Rows> => {
  const { rows } = await db.owner.query<Rows>(
    `select count(*) as open, coalesce(sum(remaining), 0)::int as left from stamgast.lot
     where member_id = $1 and remaining > 0`,
    [memberId],
  );
  return rows[0]!;
};

const give = async (ctx: LedgerContext, memberId: string, times: number): Promise<void> => {
  for (let i = 0; i < times; i++) await runDecision(ctx, adjustCommand(memberId, 'stamp', 1));
};

test('[P7] more old lots than one load brings become one; what they held can still be given back', async () => {
  const clock = testClock('2026-03-05T09:00:00Z');
  const { merchantId } = await createTestMerchant(db);
  const ctx = testContext(db, merchantId, clock);
  const [many, few] = [
    await createTestMember(db, merchantId),
    await createTestMember(db, merchantId),
  ];
  await give(ctx, many, 230);
  await give(ctx, few, 31);
  const reward = await createTestReward(db, merchantId, { unit: 'stamp', amount: 10 }, 1);
  const issued = await runDecision(ctx, redeemCommand(many, reward, 'issue'));
  if (issued.status !== 'committed') throw new Error(issued.status);
  clock.advance(700 * DAY);
  expect(await compactLots(db, clock)).toBe(0);
  clock.advance(40 * DAY);
  expect(await compactLots(db, clock)).toBe(1);
  expect(await lotsOf(many)).toEqual({ open: 1, left: 220 });
  expect(await lotsOf(few)).toEqual({ open: 31, left: 31 });
  expect(await compactLots(db, clock)).toBe(0);
  const canceled = redemptionStep(issued.decision.redemption!.id, 'cancel');
  expect((await runDecision(ctx, canceled)).status).toBe('committed');
  expect((await lotsOf(many)).left).toBe(230);
  await ledgerIsSound({ db });
});

test('[E10, P7] more lots than one load brings expire in several decisions that replay', async () => {
  const clock = testClock('2026-03-05T09:00:00Z');
  const { merchantId } = await createTestMerchant(db, {
    ...CAFE,
    units: CAFE.units.map((unit) => ({ ...unit, expiry: { kind: 'after_months', months: 1 } })),
  });
  const ctx = testContext(db, merchantId, clock);
  const memberId = await createTestMember(db, merchantId);
  await give(ctx, memberId, 230);
  clock.advance(40 * DAY);
  expect(await recordExpiry(db, clock)).toBe(1);
  await ledgerIsSound({ db });
  await recordExpiry(db, clock);
  expect(await lotsOf(memberId)).toEqual({ open: 0, left: 0 });
  await ledgerIsSound({ db });
});
