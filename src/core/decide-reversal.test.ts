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
  snapshot,
  story,
  unit,
} from '#support/core-scene.ts';

const adjust = (amount: number) =>
  ({ type: 'adjustment', unit: 'points', amount, reason: 'goodwill' }) as const;
const undo = (decision_id: string) => ({ type: 'reversal', decision_id }) as const;

test('[S4] a reversed order is excluded: later snapshots give nothing', () => {
  const s = story();
  happen(s, order('o1', snapshot([line('coffee', 500)])));
  const decision = happen(s, undo('d1'));
  expect(decision).toMatchObject({ reverses: 'd1', order: { excluded: true, posted: {} } });
  expect(decision?.entries.map((e) => e.cause)).toEqual(['rule:coffee@1', 'rule:points@1']);
  happen(s, order('o1', snapshot([line('coffee', 900)], { version: 2 })));
  expect([balance(s, 'stamps'), balance(s, 'points')]).toEqual([0, 0]);
  expect(answer(s, order('o1', snapshot([line('coffee', 900)], { version: 2 })))).toBe('stale');
});

test('[S4] any decision of an order takes the whole order back, once', () => {
  const s = story();
  happen(s, order('o1', snapshot([line('coffee', 500)])));
  happen(s, order('o1', snapshot([line('coffee', 900)], { version: 2 })));
  happen(s, undo('d2'));
  expect(balance(s, 'points')).toBe(0);
  expect(answer(s, undo('d2'))).toBe('already_reversed');
  expect(answer(s, undo('d1'))).toBe('already_reversed');
});

test('[E12] the decision of an order that has moved to another member is not reversible here', () => {
  const s = story();
  const content = snapshot([line('coffee', 500)]);
  happen(s, order('o1', content));
  happen(s, order('o1', content, { detached: true }));
  expect(answer(s, undo('d1'))).toBe('not_reversible');
});

test('[P7] adjustments move the balance both ways and never below 0', () => {
  const s = story();
  expect(answer(s, adjust(0))).toBe('adjustment_zero');
  expect(answer(s, adjust(-1))).toBe('adjustment_below_zero');
  expect(answer(s, { ...adjust(1), unit: 'gone' })).toBe('unknown_unit');
  happen(s, adjust(10));
  happen(s, adjust(-10));
  expect(balance(s, 'points')).toBe(0);
  expect(s.decisions.map((d) => d.entries[0]?.counter)).toEqual(['adjusted', 'adjusted']);
});

test('[P7] a reversed adjustment goes back where it came from', () => {
  const s = story();
  happen(s, adjust(10));
  const before = s.state.lots;
  happen(s, adjust(-4));
  happen(s, undo('d2'));
  expect(s.state.lots).toEqual(before);
  happen(s, undo('d1'));
  expect(s.state.accounts.points).toEqual({ balance: 0, debt: 0 });
  expect(s.decisions[3]?.allocations).toEqual([{ lot: 'd1:0', amount: 10 }]);
});

test('[E12] an undo takes its own lots first, then others, then leaves debt', () => {
  const s = story();
  happen(s, adjust(10));
  happen(s, adjust(5), MORNING + 1);
  happen(s, { ...adjust(-12) }, MORNING + 2);
  happen(s, undo('d2'), MORNING + 3);
  expect(s.state.accounts.points).toEqual({ balance: -2, debt: 2 });
});

test('[E12] an undone welcome gift is taken back', () => {
  const give = { kind: 'fixed', unit: 'points', units: 7 } as const;
  const s = story(document({ rules: [{ id: 'w', on: 'enrollment', give }] }));
  happen(s, { type: 'enrollment', occurred_at: MORNING });
  happen(s, undo('d1'));
  expect(balance(s, 'points')).toBe(0);
});

test('[S4] what cannot be taken back says so', () => {
  const s = story();
  expect(answer(s, undo('nothing'))).toBe('not_reversible');
  happen(s, adjust(10));
  happen(s, undo('d1'));
  expect(answer(s, undo('d2'))).toBe('not_reversible');
  happen(s, { type: 'adjustment', unit: 'stamps', amount: 5, reason: 'x' });
  const hold = { type: 'redemption', redemption_id: 'x', step: 'hold' } as const;
  happen(s, hold, MORNING, { reward: reward(5) });
  expect(answer(s, undo('d4'))).toBe('not_reversible');
});

const expiring = () => {
  const points = unit('points', { expiry: { kind: 'after_months', months: 1 } });
  return story(document({ units: [points], rules: [pointPer(100)] }));
};

test('[E10] expiry records what has stopped counting, and nothing twice', () => {
  const s = expiring();
  happen(s, order('o1', snapshot([line('tea', 500)])));
  expect(answer(s, { type: 'expiry' }, MORNING + 20 * DAY)).toBe('stale');
  const decision = happen(s, { type: 'expiry' }, MORNING + 40 * DAY);
  expect(decision?.entries).toMatchObject([
    { amount: -5, debt: 0, counter: 'expired', cause: 'expiry' },
  ]);
  expect(answer(s, { type: 'expiry' }, MORNING + 40 * DAY)).toBe('stale');
});

test('[E10, E12] a lot that expires repays debt first', () => {
  const pending = unit('points', {
    activation_days: 5,
    expiry: { kind: 'after_months', months: 1 },
  });
  const s = story(document({ units: [pending], rules: [pointPer(100)] }));
  happen(s, adjust(5));
  happen(s, order('o1', snapshot([line('tea', 300)])));
  happen(s, order('o2', snapshot([line('tea', 800)])));
  happen(s, adjust(-5), MORNING);
  happen(s, { type: 'reversal', decision_id: 'd1' }, MORNING);
  expect(s.state.accounts.points).toEqual({ balance: 6, debt: 5 });
  const decision = happen(s, { type: 'expiry' }, MORNING + 40 * DAY);
  expect(decision?.entries).toMatchObject([
    { amount: -6, debt: -5, explanation: { params: { amount: 6, repaid: 5 } } },
  ]);
  expect(s.state.accounts.points).toEqual({ balance: 0, debt: 0 });
});
