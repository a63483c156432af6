import { expect, test } from 'vitest';
import {
  answer,
  balance,
  coffeeStamp,
  DAY,
  document,
  HOUR,
  happen,
  line,
  MORNING,
  order,
  pointPer,
  publish,
  type Story,
  snapshot,
  story,
} from '#support/core-scene.ts';
import type { VisitEvent } from './event.ts';
import type { EarningRule } from './program.ts';

const include = (order_id: string) =>
  ({ type: 'inclusion', order_id, new_visit_id: 'visit-of-inclusion' }) as const;
const undo = (decision_id: string) => ({ type: 'reversal', decision_id }) as const;
const presence: EarningRule = {
  id: 'presence',
  on: 'visit',
  give: { kind: 'fixed', unit: 'points', units: 7 },
};
const withVisits = () => story(document({ rules: [coffeeStamp, pointPer(100), presence] }));
const coffee = (more = {}) => snapshot([line('coffee', 550)], more);
const tap = (visit_id: string, amount: number): VisitEvent => ({
  type: 'visit',
  visit_id,
  occurred_at: MORNING,
  location_id: 'shop',
  stamps: [{ unit: 'stamps', amount }],
});
const held = (s: Story) => [balance(s, 'stamps'), balance(s, 'points')];

test('[E12] an order included again gives what it gave, and what was refunded meanwhile not', () => {
  const s = story();
  const content = snapshot([line('coffee', 600, { quantity: 3 })]);
  happen(s, order('o1', content));
  happen(s, undo('d1'));
  const refund = { external_id: 'r', lines: [{ id: 'coffee', quantity: 1 }] };
  happen(s, order('o1', { ...content, refunds: [refund] }));
  const decision = happen(s, include('o1'));
  expect(decision).toMatchObject({ reverses: null, order: { excluded: false } });
  expect(decision?.entries.map(({ cause }) => cause)).toEqual(['rule:coffee@1', 'rule:points@1']);
  expect(held(s)).toEqual([2, 4]);
});

test('[E12] the terms are those once frozen, whatever the program is by now', () => {
  const s = story();
  happen(s, order('o1', coffee()));
  happen(s, undo('d1'));
  publish(s, document({ rules: [pointPer(50)] }));
  happen(s, include('o1'), MORNING + DAY);
  expect(held(s)).toEqual([1, 5]);
  expect(s.state.remainders).toEqual({ 'points/100': 50 });
});

test('[E12] units that the policy let go when it was taken back are not given twice', () => {
  const s = story(document({ refund_policy: 'forgive' }));
  happen(s, order('o1', coffee()));
  happen(s, { type: 'adjustment', unit: 'points', amount: -3, reason: 'spent' });
  happen(s, undo('d1'));
  expect(balance(s, 'points')).toBe(0);
  happen(s, include('o1'));
  expect(balance(s, 'points')).toBe(2);
});

test('[E12] later snapshots and refunds count again, and it can be taken back again', () => {
  const s = story();
  happen(s, order('o1', coffee()));
  happen(s, undo('d1'));
  const included = happen(s, include('o1'));
  happen(s, order('o1', snapshot([line('coffee', 1_200)], { version: 2 })));
  expect(balance(s, 'points')).toBe(12);
  happen(s, undo(included?.id ?? ''));
  expect(held(s)).toEqual([0, 0]);
  expect(answer(s, include('o1'))).toBe('ok');
});

test('[E12] an order taken back before it was paid freezes its terms when it is included', () => {
  const s = story();
  happen(s, order('o1', coffee({ state: 'pending' })));
  happen(s, undo('d1'));
  happen(s, order('o1', coffee({ version: 2 })));
  expect(held(s)).toEqual([0, 0]);
  publish(s, document({ rules: [pointPer(50)] }));
  const decision = happen(s, include('o1'));
  expect(decision?.order?.basis).toMatchObject({ version: 2, frozen_by: decision?.id });
  expect(balance(s, 'points')).toBe(11);
});

test('[E12] an order that earns, an unknown one and one of another member are not included', () => {
  const s = story();
  happen(s, order('o1', coffee()));
  expect(answer(s, include('o1'))).toBe('order_not_excluded');
  expect(answer(s, include('o2'))).toBe('order_not_excluded');
  happen(s, undo('d1'));
  happen(s, order('o1', coffee(), { detached: true }));
  expect(answer(s, include('o1'))).toBe('order_not_excluded');
});

test('[E13] the visit of an order included again stands again with what a visit gives', () => {
  const s = withVisits();
  happen(s, order('o1', coffee()));
  expect(balance(s, 'points')).toBe(12);
  happen(s, undo('d1'));
  expect(s.state.visits).toMatchObject([{ begun_by: null }]);
  happen(s, include('o1'));
  expect(balance(s, 'points')).toBe(12);
  expect(s.state.visits).toMatchObject([{ id: 'visit-of-o1', begun_by: 'd1' }]);
  happen(s, undo('d3'));
  expect(s.state.visits).toMatchObject([{ begun_by: null }]);
});

test('[E13] the visit is not counted twice when another has begun within the cool-down', () => {
  const s = withVisits();
  happen(s, order('o1', coffee()));
  happen(s, undo('d1'));
  happen(s, order('o2', coffee({ occurred_at: MORNING + HOUR })));
  expect(balance(s, 'points')).toBe(12);
  const decision = happen(s, include('o1'));
  expect(decision?.order).toMatchObject({
    visit_id: 'visit-of-o2',
    basis: { rules: ['coffee', 'points'] },
  });
  expect(balance(s, 'points')).toBe(18);
  expect(s.state.visits.filter(({ begun_by }) => begun_by !== null)).toHaveLength(1);
});

test('[E13] taps that another order answers for by now are not answered for twice', () => {
  const s = story();
  happen(s, tap('v', 3));
  const named = { visit_id: 'v' };
  const coffees = (quantity: number) => snapshot([line('coffee', 900, { quantity })]);
  happen(s, order('o1', coffees(2), named));
  expect(balance(s, 'stamps')).toBe(3);
  happen(s, undo('d2'));
  happen(s, order('o2', coffees(2), named));
  expect(balance(s, 'stamps')).toBe(3);
  const decision = happen(s, include('o1'));
  expect(decision?.order?.basis?.covered).toEqual({ stamps: 1 });
  expect(balance(s, 'stamps')).toBe(4);
  expect(s.state.visits).toMatchObject([{ covered: { stamps: 3 } }]);
});
