import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TodayView } from '#contract/figure.ts';
import { runDecision } from '#features/ledger/index.ts';
import type { Db } from '#platform/db/database.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import {
  createTestMember,
  createTestMerchant,
  createTestReward,
  openTestDb,
  testClock,
  testContext,
} from '#support/ledger.ts';
import {
  adjustCommand,
  orderCommand,
  redeemCommand,
  snapshotOf,
} from '#support/ledger-commands.ts';
import { readToday } from './read-today.ts';
import { weeksAt } from './week.ts';

let db: Db;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ db, close } = await openTestDb());
});
afterAll(() => close());

const calendar = { zone: 'Europe/Bratislava', day_starts_at: '04:00' };
const iso = (at: number) => new Date(at).toISOString();

test('[N1] the week begins on Monday when the business day does, also after midnight', () => {
  const tuesday = weeksAt(Date.parse('2026-03-03T10:00:00+01:00'), calendar);
  expect(iso(tuesday.from)).toBe('2026-03-02T03:00:00.000Z');
  // A bar's Sunday ends on Monday at four: until then it is still last week.
  const sundayNight = weeksAt(Date.parse('2026-03-02T02:30:00+01:00'), calendar);
  expect(iso(sundayNight.from)).toBe('2026-02-23T03:00:00.000Z');
});

test('[N1] the week before is the same stretch by the wall clock across a clock change', () => {
  const afterChange = weeksAt(Date.parse('2026-04-01T10:00:00+02:00'), calendar);
  expect(iso(afterChange.from)).toBe('2026-03-30T02:00:00.000Z');
  expect(iso(afterChange.previousFrom)).toBe('2026-03-23T03:00:00.000Z');
  expect(iso(afterChange.previousTo)).toBe('2026-03-25T09:00:00.000Z');
});

test('[N1] visits, revenue, new members and rewards of this week stand beside last week', async () => {
  const { merchantId, locationId } = await createTestMerchant(db);
  const member = await createTestMember(db, merchantId);
  const clock = testClock('2026-02-24T09:00:00Z');
  const ctx = testContext(db, merchantId, clock);
  const buy = (id: string, at: string, minor: number) => {
    clock.set(Date.parse(at));
    const line = { id: '0', name: 'Lunch', quantity: 1, total_minor: minor, earns: true };
    const snapshot = snapshotOf(Date.parse(at), locationId, [line]);
    const command = orderCommand(member, id, snapshot);
    const near = { at: clock.now(), location_id: locationId, minutes: 120 };
    return runDecision(ctx, { ...command, load: { ...command.load, near } });
  };
  await buy('last week', '2026-02-24T09:00:00Z', 700);
  await buy('last week, later in it', '2026-02-27T09:00:00Z', 900);
  await buy('this week', '2026-03-02T09:00:00Z', 500);
  await buy('this week, same visit', '2026-03-02T09:30:00Z', 100);
  await buy('this week again', '2026-03-03T09:00:00Z', 400);
  const reward = await createTestReward(db, merchantId, { unit: 'stamp', amount: 1 });
  await runDecision(ctx, adjustCommand(member, 'stamp', 1));
  await runDecision(ctx, redeemCommand(member, reward, 'issue'));
  const now = Date.parse('2026-03-03T12:00:00Z');
  const today = (await inMerchant(db, merchantId, (trx) =>
    readToday(merchantId, { now, places: null }, trx),
  )) as TodayView;
  expect(today.visits).toEqual({ value: 2, previous: 1 });
  expect(today.revenue).toEqual({ value: 1000, previous: 700 });
  expect(today.rewards).toEqual({ value: 1, previous: 0, cost_minor: 0, uncosted: 1 });
  expect(today.days).toHaveLength(28);
  expect(today.days.at(-1)).toEqual({ day: '2026-03-03', visits: 1 });
  expect(today.days.reduce((sum, { visits }) => sum + visits, 0)).toBe(4);
  expect(today.hours).toEqual([
    { weekday: 2, hour: 10, visits: 1 },
    { weekday: 5, hour: 10, visits: 1 },
  ]);
});

test('[N1] another location and another merchant see nothing of it', async () => {
  const { merchantId, locationId } = await createTestMerchant(db);
  const other = await createTestMerchant(db);
  const member = await createTestMember(db, merchantId);
  const clock = testClock('2026-03-03T09:00:00Z');
  const ctx = testContext(db, merchantId, clock);
  await runDecision(ctx, orderCommand(member, 'a', snapshotOf(clock.now(), locationId)));
  const visits = async (merchant: string, location: string | null) => {
    const asked = { now: clock.now(), places: location === null ? null : [location] };
    const today = await inMerchant(db, merchant, (trx) => readToday(merchant, asked, trx));
    return (today as TodayView).visits.value;
  };
  expect(await visits(merchantId, locationId)).toBe(1);
  expect(await visits(merchantId, other.locationId)).toBe(0);
  expect(await visits(other.merchantId, null)).toBe(0);
});
