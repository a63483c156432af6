import { expect, test } from 'vitest';
import { reachableRewards, rewardProgress, stampProgress, visitsTo } from './card-view.ts';

test('[E2] the twelfth stamp on a card of ten is kept', () => {
  expect(stampProgress(12, 10)).toEqual({ ready: 1, filled: 2, missing: 8 });
});

test.each([
  [0, { ready: 0, filled: 0, missing: 10 }],
  [9, { ready: 0, filled: 9, missing: 1 }],
  [10, { ready: 1, filled: 0, missing: 10 }],
  [20, { ready: 2, filled: 0, missing: 10 }],
  [-3, { ready: 0, filled: 0, missing: 13 }],
])('[M2] a balance of %i shows the right progress on a card of ten', (balance, progress) => {
  expect(stampProgress(balance, 10)).toEqual(progress);
});

test('[M2] progress is told in whole visits', () => {
  expect([visitsTo(22, 5), visitsTo(20, 5), visitsTo(0, 5), visitsTo(-4, 0)]).toEqual([5, 4, 0, 0]);
  expect(visitsTo(1, 0)).toBeNull();
});

const rewards = [
  { id: 'beans', cost: { unit: 'points', amount: 300 } },
  { id: 'treat', cost: { unit: 'points', amount: 20 } },
  { id: 'cake', cost: { unit: 'points', amount: 60 } },
  { id: 'coffee', cost: { unit: 'stamps', amount: 10 } },
];

test('[M2] rewards come in the order in which they are reached', () => {
  const progress = rewardProgress(rewards, { points: 50, stamps: 8 }, { points: 5 });
  expect(progress.map(({ reward, missing, visits }) => [reward.id, missing, visits])).toEqual([
    ['treat', 0, 0],
    ['cake', 10, 2],
    ['beans', 250, 50],
    ['coffee', 2, null],
  ]);
});

test('[S2] only what can be paid is offered, the dearest first', () => {
  const ids = (points: number) => reachableRewards(rewards, { points }).map(({ id }) => id);
  expect([ids(19), ids(20), ids(60)]).toEqual([[], ['treat'], ['cake', 'treat']]);
});
