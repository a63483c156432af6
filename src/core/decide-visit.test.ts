import { expect, test } from 'vitest';
import {
  answer,
  balance,
  coffeeStamp,
  document,
  HOUR,
  happen,
  line,
  MINUTE,
  MORNING,
  order,
  snapshot,
  story,
  unit,
} from '#support/core-scene.ts';
import type { VisitEvent } from './event.ts';
import type { EarningRule } from './program.ts';

const tap = (visit_id: string, amount: number, more: Partial<VisitEvent> = {}): VisitEvent => ({
  type: 'visit',
  visit_id,
  occurred_at: MORNING,
  location_id: 'shop',
  stamps: amount > 0 ? [{ unit: 'stamps', amount }] : [],
  ...more,
});

const visitRule: EarningRule = {
  id: 'visit',
  on: 'visit',
  give: { kind: 'fixed', unit: 'points', units: 5 },
};

test('[S2] a tap of three gives three items of the first item rule', () => {
  const double: EarningRule = {
    ...coffeeStamp,
    give: { kind: 'per_item', unit: 'stamps', units: 2 },
  };
  const s = story(document({ rules: [double, coffeeStamp] }));
  const decision = happen(s, tap('v', 3));
  expect(decision?.entries[0]).toMatchObject({
    amount: 6,
    cause: 'rule:coffee@1',
    explanation: { code: 'earn.tap', params: { quantity: 3, units: 2, amount: 6 } },
  });
});

test('[S2] a tap of a unit without item rule gives what was tapped', () => {
  const s = story(document({ rules: [] }));
  expect(happen(s, tap('v', 2))?.entries[0]).toMatchObject({ amount: 2, cause: 'tap' });
});

test('[S2] only stamps of the program can be tapped', () => {
  const s = story();
  expect(answer(s, tap('v', 0, { stamps: [{ unit: 'points', amount: 1 }] }))).toBe(
    'unit_not_stamps',
  );
  expect(answer(s, tap('v', 0, { stamps: [{ unit: 'gone', amount: 1 }] }))).toBe('unknown_unit');
});

test('[E13] the cool-down joins visits and never drops a tap', () => {
  const s = story(document({ rules: [visitRule] }));
  happen(s, tap('v1', 1));
  const joined = happen(s, tap('v2', 2, { occurred_at: MORNING + 2 * HOUR - 1 }));
  expect(joined?.visits).toMatchObject([{ id: 'v1', tapped: { stamps: 3 } }]);
  expect([balance(s, 'stamps'), balance(s, 'points')]).toEqual([3, 5]);
  happen(s, tap('v3', 1, { occurred_at: MORNING + 2 * HOUR }));
  expect([balance(s, 'stamps'), balance(s, 'points')]).toEqual([4, 10]);
});

test('[E13] the cool-down counts per location and in both directions', () => {
  const s = story(document({ rules: [visitRule] }));
  happen(s, tap('v1', 1));
  happen(s, tap('v2', 1, { location_id: 'other', occurred_at: MORNING + MINUTE }));
  happen(s, tap('v3', 1, { occurred_at: MORNING - HOUR }));
  expect(balance(s, 'points')).toBe(10);
});

test('[E13] naming a visit joins it whatever the time', () => {
  const s = story(document({ rules: [visitRule] }));
  happen(s, tap('v1', 1));
  happen(s, tap('v1', 1, { occurred_at: MORNING + 5 * HOUR }));
  expect([balance(s, 'points'), s.state.visits.length]).toEqual([5, 1]);
});

test('[S4] undoing the only tap of a visit takes the visit back, so the next begins anew', () => {
  const s = story(document({ rules: [visitRule] }));
  const first = happen(s, tap('v1', 1))!;
  happen(s, { type: 'reversal', decision_id: first.id });
  expect([balance(s, 'stamps'), balance(s, 'points')]).toEqual([0, 0]);
  expect(s.state.visits).toMatchObject([{ id: 'v1', begun_by: null, tapped: {} }]);
  happen(s, tap('v2', 1, { occurred_at: MORNING + MINUTE }));
  expect([balance(s, 'stamps'), balance(s, 'points')]).toEqual([1, 5]);
});

test('[S4] undoing one of two taps keeps the visit', () => {
  const s = story(document({ rules: [visitRule] }));
  happen(s, tap('v1', 1));
  const second = happen(s, tap('v1', 2))!;
  happen(s, { type: 'reversal', decision_id: second.id });
  expect([balance(s, 'stamps'), balance(s, 'points')]).toEqual([1, 5]);
  expect(s.state.visits[0]?.tapped).toEqual({ stamps: 1 });
});

test('[S4] an undone order that began a visit lets the next one begin it', () => {
  const s = story(document({ rules: [visitRule] }));
  const first = happen(s, order('o1', snapshot([line('tea', 300)])))!;
  happen(s, { type: 'reversal', decision_id: first.id });
  happen(s, order('o2', snapshot([line('tea', 300)])));
  expect(balance(s, 'points')).toBe(5);
});

test('[S4] undoing a later decision of an order takes back the visit it began', () => {
  const s = story(document({ rules: [visitRule] }));
  happen(s, order('o1', snapshot([line('tea', 300)])));
  happen(s, order('o1', snapshot([line('tea', 500)], { version: 2 })));
  happen(s, { type: 'reversal', decision_id: 'd2' });
  expect(s.state.visits).toMatchObject([{ begun_by: null }]);
});

test('[E12] an order that moves to another member takes its visit along', () => {
  const s = story(document({ rules: [visitRule] }));
  const content = snapshot([line('tea', 300)]);
  happen(s, order('o1', content));
  happen(s, order('o1', content, { detached: true }));
  expect(s.state.visits).toMatchObject([{ begun_by: null }]);
  happen(s, tap('v2', 1));
  expect(balance(s, 'points')).toBe(5);
});

test('[S2] taps that an undone order answered for are open for the next order', () => {
  const s = story();
  happen(s, tap('v1', 2));
  const bought = snapshot([line('coffee', 500, { quantity: 2 })]);
  const first = happen(s, order('o1', bought, { visit_id: 'v1' }))!;
  happen(s, { type: 'reversal', decision_id: first.id });
  happen(s, order('o2', bought, { visit_id: 'v1' }));
  expect(balance(s, 'stamps')).toBe(2);
});

test('[E2] first stamps are given on enrollment', () => {
  const give = { kind: 'fixed', unit: 'stamps', units: 2 } as const;
  const s = story(document({ rules: [{ id: 'welcome', on: 'enrollment', give }] }));
  const decision = happen(s, { type: 'enrollment', occurred_at: MORNING });
  expect(decision?.entries).toMatchObject([{ amount: 2, explanation: { code: 'earn.welcome' } }]);
  expect(decision?.outbox).toMatchObject([{ type: 'member.enrolled' }]);
});

test('[E11] tapped units follow the activation of their unit', () => {
  const stamps = unit('stamps', { activation_days: 2 });
  const s = story(document({ units: [stamps], rules: [] }));
  const decision = happen(s, tap('v', 1));
  expect(decision?.lots[0]?.active_from).toBe(MORNING + 48 * HOUR);
});
