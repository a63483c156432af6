import { expect, test } from 'vitest';
import {
  balance,
  coffeeStamp,
  DAY,
  document,
  happen,
  line,
  MORNING,
  order,
  pointPer,
  type Story,
  snapshot,
  story,
} from '#support/core-scene.ts';
import type { Cap, EarningRule, Limit, Promotion } from './program.ts';

const cap = (most: number, per: Cap['per'] = 'day'): Cap => ({ unit: 'points', most, per });

const shop = (caps: Cap[], more: object = {}): Story =>
  story(document({ rules: [pointPer(100)], caps, ...more }));

const bought = (euros: number, at = MORNING) =>
  snapshot([line('coffee', euros * 100)], { occurred_at: at });

const buy = (s: Story, id: string, euros: number, at = MORNING) =>
  happen(s, order(id, bought(euros, at)), at);

const giveBack = (s: Story, id: string, euros: number, at = MORNING) => {
  const { snapshot: sold } = s.state.orders[id]!;
  const refund = { external_id: `r${sold.refunds.length}`, lines: [], amount_minor: euros * 100 };
  happen(s, order(id, { ...sold, refunds: [...sold.refunds, refund] }), at);
};

test('[E13, E12] a daily cap of 100 with 150 earned and half returned leaves 75', () => {
  const s = shop([cap(100)]);
  buy(s, 'o', 150);
  expect(balance(s, 'points')).toBe(100);
  giveBack(s, 'o', 75);
  expect(balance(s, 'points')).toBe(75);
});

test('[E13] a refund frees room for later orders of that day, never for earlier ones', () => {
  const s = shop([cap(100)]);
  buy(s, 'a', 80);
  buy(s, 'b', 80);
  expect(balance(s, 'points')).toBe(100);
  giveBack(s, 'a', 80, MORNING + DAY);
  expect(balance(s, 'points')).toBe(20);
  buy(s, 'c', 90);
  expect(balance(s, 'points')).toBe(100);
  buy(s, 'd', 90, MORNING + DAY);
  expect(balance(s, 'points')).toBe(190);
});

test('[E13] a cap cuts bonuses before what the rules give', () => {
  const double: Promotion = {
    id: 'double',
    on: 'purchase',
    when: [],
    give: { kind: 'multiplier', unit: 'points', numerator: 2, denominator: 1 },
    stacks: false,
  };
  const s = shop([cap(100)], { promotions: [double] });
  buy(s, 'o', 70);
  expect(s.state.orders.o?.posted).toMatchObject({
    points: { numerator: 7000 },
    double: { units: 30 },
  });
});

test('[E13, E16] kept remainders never lift an order over its cap', () => {
  const s = shop([cap(3)]);
  for (const [n, cents] of [190, 190, 190].entries()) {
    happen(s, order(`o${n}`, snapshot([line('coffee', cents)])));
  }
  expect(balance(s, 'points')).toBe(3);
});

test('[E13] a rule that is called like a cap keeps a room of its own', () => {
  const rule = { ...pointPer(100), id: 'cap', limits: [{ of: 'units', most: 9, per: 'day' }] };
  const s = shop([cap(100)], { rules: [rule] });
  buy(s, 'o', 50);
  expect(balance(s, 'points')).toBe(9);
});

test('[E13] weeks begin on Monday, months on their first day, years in January', () => {
  const left = (per: Cap['per'], earned: string, later: string): number => {
    const s = shop([cap(10, per)]);
    buy(s, 'a', 10, Date.parse(`${earned}T10:00:00Z`));
    buy(s, 'b', 10, Date.parse(`${later}T10:00:00Z`));
    return balance(s, 'points') - 10;
  };
  expect(left('week', '2026-03-02', '2026-03-08')).toBe(0);
  expect(left('week', '2026-03-01', '2026-03-02')).toBe(10);
  expect(left('month', '2026-03-31', '2026-04-01')).toBe(10);
  expect(left('month', '2026-03-01', '2026-03-31')).toBe(0);
  expect(left('year', '2026-01-01', '2026-12-31')).toBe(0);
  expect(left('year', '2026-12-31', '2027-01-01')).toBe(10);
  expect(left('ever', '2026-12-31', '2027-01-01')).toBe(0);
});

const limited = (limit: Limit): EarningRule => ({ ...coffeeStamp, limits: [limit] });

test('[E13] a rule that is limited in times gives so often, whatever it gives', () => {
  const s = shop([], { rules: [limited({ of: 'times', most: 2, per: 'day' })] });
  for (const id of ['a', 'b', 'c']) {
    happen(s, order(id, snapshot([line('coffee', 900, { quantity: 3 })])));
  }
  expect(balance(s, 'stamps')).toBe(6);
  giveBack(s, 'a', 9);
  buy(s, 'd', 3);
  expect(balance(s, 'stamps')).toBe(4);
});

test('[E13] a rule that is limited in units gives what is left of them', () => {
  const s = shop([], { rules: [limited({ of: 'units', most: 4, per: 'day' })] });
  for (const id of ['a', 'b']) {
    happen(s, order(id, snapshot([line('coffee', 900, { quantity: 3 })])));
  }
  expect(balance(s, 'stamps')).toBe(4);
});

test('[E13] taps at the till keep to the limits of their rule', () => {
  const s = shop([], { rules: [limited({ of: 'units', most: 4, per: 'day' })] });
  const tap = (id: string, at: number) =>
    happen(
      s,
      {
        type: 'visit',
        visit_id: id,
        occurred_at: at,
        location_id: 'shop',
        stamps: [{ unit: 'stamps', amount: 3 }],
      },
      at,
    );
  tap('a', MORNING);
  tap('b', MORNING);
  expect(balance(s, 'stamps')).toBe(4);
  happen(s, { type: 'reversal', decision_id: 'd1' });
  tap('c', MORNING);
  expect(balance(s, 'stamps')).toBe(4);
});

test('[E13, E6] a tap gives nothing where its rule is used up or not in force', () => {
  const monday: EarningRule = {
    ...limited({ of: 'times', most: 1, per: 'day' }),
    when: [{ kind: 'weekdays', days: [1] }],
  };
  const s = shop([], { rules: [monday] });
  for (const [id, at] of [
    ['a', MORNING],
    ['b', MORNING],
    ['c', MORNING + DAY],
  ] as const) {
    const stamps = [{ unit: 'stamps', amount: 2 }];
    happen(s, { type: 'visit', visit_id: id, occurred_at: at, location_id: 'shop', stamps }, at);
  }
  expect(balance(s, 'stamps')).toBe(2);
});

test('[E13] a purchase that names its visit keeps to the room its taps left', () => {
  const s = shop([], { rules: [limited({ of: 'units', most: 4, per: 'day' })] });
  happen(s, order('a', snapshot([line('coffee', 900, { quantity: 3 })])));
  happen(s, order('a', { ...s.state.orders.a!.snapshot, version: 2, state: 'canceled' }));
  expect(balance(s, 'stamps')).toBe(0);
  happen(s, order('b', snapshot([line('coffee', 2700, { quantity: 9 })])));
  expect(balance(s, 'stamps')).toBe(4);
});
