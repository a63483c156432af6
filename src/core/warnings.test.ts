import { expect, test } from 'vitest';
import type { EarningRule } from './program.ts';
import { type Economics, warningsFor } from './warnings.ts';

const points = {
  id: 'points',
  kind: 'points',
  names: {},
  activation_days: 0,
  expiry: { kind: 'none' },
} as const;

const perEuro: EarningRule = {
  id: 'points',
  on: 'purchase',
  give: { kind: 'per_amount', unit: 'points', units: 1, per_minor: 100, remainder: 'keep' },
};

const gift = (units: number): EarningRule => ({
  id: 'gift',
  on: 'enrollment',
  give: { kind: 'fixed', unit: 'points', units },
});

const reward = (amount: number, goods: number | undefined) => ({
  cost: { unit: 'points', amount },
  cost_of_goods_minor: goods,
});

/** Ten euros a visit, rewards from 20 points, 5 % given back. */
const good: Economics = {
  document: { units: [points], rules: [perEuro, gift(5)] },
  rewards: [reward(20, 100), reward(60, 300), reward(100, 500)],
  typical: { basket_minor: 1000, items: {} },
};

const codes = (change: Partial<Economics>) =>
  warningsFor({ ...good, ...change }).map((w) => w.code);

test('[P6] a sound program has no warning', () => {
  expect(codes({})).toEqual([]);
});

test('[P6] nothing to be had by the second visit is pointed out', () => {
  const rewards = [reward(21, 105), reward(60, 300), reward(100, 500)];
  const document = { units: [points], rules: [perEuro] };
  expect(codes({ document, rewards })).toEqual(['nothing_by_second_visit']);
  expect(codes({ document, rewards: good.rewards })).toEqual([]);
  expect(codes({ rewards })).toEqual([]);
});

test('[P6, B9] a give-back outside 3 to 10 % is pointed out', () => {
  const at = (perPoint: number) =>
    codes({ rewards: [20, 60, 100].map((n) => reward(n, n * perPoint)) });
  expect(at(2.9)).toEqual(['give_back_low']);
  expect(at(3)).toEqual([]);
  expect(at(10)).toEqual([]);
  expect(at(10.1)).toEqual(['give_back_high']);
});

test('[P6] unknown costs are no reason to warn', () => {
  expect(codes({ rewards: [20, 60, 100].map((n) => reward(n, undefined)) })).toEqual([]);
});

test('[P6] fewer than 3 and more than 5 rewards are pointed out', () => {
  const of = (n: number) => Array.from({ length: n }, () => reward(20, 100));
  expect([2, 3, 5, 6].map((n) => codes({ rewards: of(n) }))).toEqual([
    ['too_few_rewards'],
    [],
    [],
    ['too_many_rewards'],
  ]);
});

test('[P6] a welcome gift that pays a reward is pointed out', () => {
  const document = { units: [points], rules: [perEuro, gift(20)] };
  expect(codes({ document })).toEqual(['welcome_pays_reward']);
});

test('[P6] a unit without any reward is pointed out', () => {
  const document = { units: [points, { ...points, id: 'stars' }], rules: [perEuro, gift(5)] };
  expect(codes({ document })).toEqual(['unit_buys_nothing']);
});
