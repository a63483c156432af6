import { expect, test } from 'vitest';
import {
  answer,
  balance,
  DAY,
  document,
  happen,
  line,
  MORNING,
  order,
  pointPer,
  reward,
  type Story,
  snapshot,
  story,
  unit,
} from '#support/core-scene.ts';
import { REFUND_HORIZON_MS } from './decide-compaction.ts';
import { activeUnits, spendable } from './lots.ts';

const compact = (now: number, least = 2) =>
  ({ type: 'compaction', earned_before: now - REFUND_HORIZON_MS, least }) as const;
/** Three years later: whatever was earned before is beyond the refund horizon. */
const LATER = MORNING + 3 * 366 * DAY;

const give = (s: Story, amount: number, at = MORNING) =>
  happen(s, { type: 'adjustment', unit: 'points', amount, reason: 'gift' }, at);
const openLots = (s: Story) => s.state.lots.filter(({ left }) => left > 0);

test('[P7] old lots of one expiry become one that holds what they held', () => {
  const s = story();
  for (const amount of [3, 4, 5]) give(s, amount);
  give(s, -2);
  const decision = happen(s, compact(LATER), LATER);
  expect(decision).toMatchObject({ entries: [], accounts: [], outbox: [] });
  expect(openLots(s)).toMatchObject([
    { origin: 'compaction', amount: 10, left: 10, earned_at: MORNING, expires_at: null },
  ]);
  expect(balance(s, 'points')).toBe(10);
  expect(spendable(s.state, 'points', LATER)).toBe(10);
});

test('[P7] younger lots, lots of another expiry and lone ones stay', () => {
  const years = { kind: 'after_months', months: 60 } as const;
  const s = story(document({ units: [unit('points', { expiry: years }), unit('stamps')] }));
  give(s, 1);
  give(s, 2);
  give(s, 4, MORNING + DAY);
  give(s, 8, LATER - REFUND_HORIZON_MS);
  give(s, 16, LATER - REFUND_HORIZON_MS);
  happen(s, compact(LATER), LATER);
  expect(openLots(s).map(({ left }) => left)).toEqual([4, 8, 16, 3]);
});

test('[P7] pending and expired lots are left alone', () => {
  const s = story(document({ units: [unit('points', { activation_days: 2_000 })] }));
  happen(s, order('o1', snapshot([line('tea', 500)])));
  happen(s, order('o2', snapshot([line('tea', 500)])));
  expect(answer(s, compact(LATER), LATER)).toBe('stale');
  const monthly = { kind: 'after_months', months: 1 } as const;
  const e = story(document({ units: [unit('points', { expiry: monthly })] }));
  give(e, 3);
  give(e, 4);
  expect(answer(e, compact(LATER), LATER)).toBe('stale');
});

test('[P7] a lot that was prolonged stays known as one', () => {
  const short = { kind: 'after_months', months: 36 } as const;
  const s = story(document({ units: [unit('points', { expiry: short }), unit('stamps')] }));
  const late = MORNING + 1_090 * DAY;
  for (const amount of [5, 5]) give(s, amount);
  const spent = { type: 'redemption', redemption_id: 'x' } as const;
  const points = reward(8, { cost: { unit: 'points', amount: 8 } });
  happen(s, { ...spent, step: 'issue' }, late, { reward: points });
  happen(s, { ...spent, step: 'cancel' }, late + DAY);
  const [, ...prolonged] = openLots(s);
  expect(prolonged).toHaveLength(2);
  expect(answer(s, compact(late + DAY), late + DAY)).toBe('stale');
});

test('[P7] it comes to rest: once merged there is nothing to merge, and few are not worth it', () => {
  const s = story();
  for (const amount of [3, 4, 5]) give(s, amount);
  expect(answer(s, compact(LATER, 4), LATER)).toBe('stale');
  happen(s, compact(LATER, 3), LATER);
  expect(answer(s, compact(LATER), LATER)).toBe('stale');
});

test('[E12] a refund takes from the merged lot what its order gave', () => {
  const s = story(document({ rules: [pointPer(100)] }));
  const sold = snapshot([line('tea', 700, { quantity: 7 })]);
  for (const id of ['o1', 'o2']) happen(s, order(id, sold));
  happen(s, compact(LATER), LATER);
  const refund = { external_id: 'r', lines: [{ id: 'tea', quantity: 3 }] };
  happen(s, order('o1', { ...sold, refunds: [refund] }), LATER);
  expect(balance(s, 'points')).toBe(11);
  expect(openLots(s)).toMatchObject([{ origin: 'compaction', left: 11 }]);
  expect(s.state.accounts.points?.debt).toBe(0);
});

test('[E12] a cancellation gives back to the lots it had taken from', () => {
  const s = story();
  for (const amount of [6, 6]) give(s, amount);
  const redeem = { type: 'redemption', redemption_id: 'x' } as const;
  const points = reward(8, { cost: { unit: 'points', amount: 5 } });
  happen(s, { ...redeem, step: 'issue' }, MORNING, { reward: points });
  happen(s, compact(LATER), LATER);
  happen(s, { ...redeem, step: 'cancel' }, LATER);
  expect(activeUnits(s.state, 'points', LATER)).toBe(12);
  expect(openLots(s).map(({ left }) => left)).toEqual([5, 7]);
});

test('[P7] a compaction itself cannot be taken back', () => {
  const s = story();
  for (const amount of [6, 6]) give(s, amount);
  const decision = happen(s, compact(LATER), LATER);
  const undo = { type: 'reversal', decision_id: decision?.id ?? '' } as const;
  expect(answer(s, undo, LATER)).toBe('not_reversible');
});
