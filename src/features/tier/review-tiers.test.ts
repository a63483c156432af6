import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ProgramDocument } from '#core/program.ts';
import { runDecision } from '#features/ledger/index.ts';
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
import { coffee, orderCommand, snapshotOf } from '#support/ledger-commands.ts';
import { ledgerIsSound } from '#support/ledger-is-sound.ts';
import { giveOccasions } from '../occasion/give-occasions.ts';
import { reviewTiers } from './review-tiers.ts';

let db: Db;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ db, close } = await openTestDb());
});
afterAll(() => close());

const DAY = 86_400_000;
const names = { en: 'Gold' };
const CLUB: ProgramDocument = {
  ...CAFE,
  promotions: [
    {
      id: 'double',
      on: 'purchase',
      when: [{ kind: 'first_purchase' }, { kind: 'channel', channel: 'shop' }],
      give: { kind: 'multiplier', unit: 'point', numerator: 2, denominator: 1 },
      stacks: false,
    },
  ],
  caps: [{ unit: 'point', most: 150, per: 'day' }],
  tiers: {
    measure: 'spend',
    window: { kind: 'calendar_year' },
    down: 'earned',
    notice_days: 30,
    grace_days: 14,
    tiers: [{ id: 'gold', names, from: 10_000, rates: { euro: { units: 2 } } }],
  },
};

type Standing = { tier: { tier: string | null } | null; tier_until: string | null };

const standingOf = async (memberId: string): Promise<Standing> => {
  const { rows } = await db.owner.query<Standing>(
    'select tier, tier_until::text from stamgast.member_state where member_id = $1',
    [memberId],
  );
  return rows[0]!;
};

const balanceOf = async (memberId: string, unit: string): Promise<number> => {
  const { rows } = await db.owner.query<{ balance: number }>(
    'select balance::int from stamgast.account where member_id = $1 and unit = $2',
    [memberId, unit],
  );
  return rows[0]?.balance ?? 0;
};

test('[E4, E6, E13] tier, first purchase and daily cap are decided by what the database knows', async () => {
  const clock = testClock('2026-03-05T09:00:00Z');
  const { merchantId, locationId } = await createTestMerchant(db, CLUB);
  const ctx = testContext(db, merchantId, clock);
  const member = await createTestMember(db, merchantId);
  const buy = (id: string, minor: number) =>
    runDecision(
      ctx,
      orderCommand(member, id, snapshotOf(clock.now(), locationId, [coffee(1, minor)])),
    );
  await buy('a', 6000);
  expect(await balanceOf(member, 'point')).toBe(120);
  clock.advance(DAY / 8);
  await buy('b', 6000);
  expect(await balanceOf(member, 'point')).toBe(150);
  expect(await standingOf(member)).toMatchObject({
    tier: { tier: 'gold' },
    tier_until: '2026-12-31',
  });
  clock.advance(DAY);
  await buy('c', 1000);
  expect(await balanceOf(member, 'point')).toBe(170);
  await ledgerIsSound({ db });
});

test('[E4] the nightly review tells once, waits out the grace and takes the tier; twice is once', async () => {
  const clock = testClock('2026-03-05T09:00:00Z');
  const { merchantId, locationId } = await createTestMerchant(db, CLUB);
  const ctx = testContext(db, merchantId, clock);
  const member = await createTestMember(db, merchantId);
  const sold = snapshotOf(clock.now(), locationId, [coffee(1, 12_000)]);
  await runDecision(ctx, orderCommand(member, 'x', sold));
  await runDecision(ctx, orderCommand(member, 'x', { ...sold, version: 2, state: 'canceled' }));
  clock.set(Date.parse('2026-12-10T09:00:00Z'));
  await reviewTiers(db, clock);
  expect(await standingOf(member)).toMatchObject({ tier: { noticed: '2026-12-10' } });
  expect(await reviewTiers(db, clock)).toBe(0);
  clock.set(Date.parse('2027-01-20T09:00:00Z'));
  await reviewTiers(db, clock);
  expect(await reviewTiers(db, clock)).toBe(0);
  expect(await standingOf(member)).toMatchObject({ tier: { tier: null }, tier_until: null });
  await ledgerIsSound({ db });
});

test('[E3, E7] milestones and birthdays give vouchers; a job that was down for days catches up', async () => {
  const clock = testClock('2026-03-05T09:00:00Z');
  const plain = await createTestMerchant(db);
  const reward_id = await createTestReward(db, plain.merchantId, { unit: 'stamp', amount: 10 });
  const voucher = { kind: 'voucher', reward_id, valid_days: 7 } as const;
  const document: ProgramDocument = {
    ...CAFE,
    milestones: [
      {
        id: 'second',
        counts: 'visits',
        period: { kind: 'ever' },
        at: 2,
        repeats: false,
        give: voucher,
        surprise: true,
      },
    ],
    occasions: [{ id: 'birthday', on: 'birthday', before: 7, give: voucher }],
  };
  const { merchantId, locationId } = await createTestMerchant(db, document);
  const ctx = testContext(db, merchantId, clock);
  const [leap, other] = [
    await createTestMember(db, merchantId),
    await createTestMember(db, merchantId),
  ];
  await db.owner.query(`update stamgast.member set birthday = '1992-02-29' where id = $1`, [leap]);
  await db.owner.query(`update stamgast.member set birthday = '1992-09-29' where id = $1`, [other]);
  const vouchersOf = async (member: string) => {
    const { rows } = await db.owner.query<{ origin: string; state: string }>(
      'select origin, state from stamgast.voucher where member_id = $1 order by created_at, id',
      [member],
    );
    return rows;
  };
  expect(await giveOccasions({ db, clock })).toBe(1);
  expect(await giveOccasions({ db, clock })).toBe(0);
  expect(await vouchersOf(leap)).toEqual([
    { origin: 'occasion:birthday 2026-02-28', state: 'open' },
  ]);
  const visit = async (id: string) => {
    const sold = snapshotOf(clock.now(), locationId);
    const result = await runDecision(ctx, orderCommand(leap, id, sold));
    clock.advance(DAY);
    return result.status === 'committed' ? sold : null;
  };
  await visit('a');
  const second = await visit('b');
  expect(await vouchersOf(leap)).toMatchObject([{}, { origin: 'milestone:second ever' }]);
  await runDecision(ctx, orderCommand(leap, 'b', { ...second!, version: 2, state: 'canceled' }));
  expect(await vouchersOf(leap)).toMatchObject([{ state: 'open' }, { state: 'open' }]);
  await ledgerIsSound({ db });
});
