import { expect, test } from 'vitest';
import {
  balance,
  DAY,
  document,
  HOUR,
  happen,
  line,
  MORNING,
  order,
  pointPer,
  type Story,
  snapshot,
  story,
} from '#support/core-scene.ts';
import type { Condition } from './condition.ts';
import type { MemberFacts } from './decision.ts';
import type { EarningRule, Promotion, PromotionEffect } from './program.ts';

const double: PromotionEffect = {
  kind: 'multiplier',
  unit: 'points',
  numerator: 2,
  denominator: 1,
};
const extra = (units: number): PromotionEffect => ({ kind: 'fixed', unit: 'points', units });

const promotion = (
  id: string,
  when: Condition[],
  give: PromotionEffect = double,
  more: Partial<Promotion> = {},
): Promotion => ({ id, on: 'purchase', when, give, stacks: false, ...more });

const shop = (promotions: Promotion[], more = {}): Story =>
  story(document({ rules: [pointPer(100)], promotions, ...more }));

const withPastry = promotion('pastry', [
  { kind: 'basket', match: { categories: ['pastry'] }, quantity: 1 },
]);

const buy = (s: Story, id: string, euros: number, at = MORNING, facts: object = {}): void => {
  happen(s, order(id, snapshot([line('coffee', euros * 100)], { occurred_at: at })), at, facts);
};

test('[E6, E12] double points with a pastry go when the pastry goes', () => {
  const s = shop([withPastry]);
  const bought = snapshot([line('coffee', 300), line('pastry', 200)]);
  happen(s, order('o', bought));
  expect(balance(s, 'points')).toBe(10);
  const refunds = [{ external_id: 'r', lines: [{ id: 'pastry', quantity: 1 }] }];
  happen(s, order('o', { ...bought, refunds }));
  expect(balance(s, 'points')).toBe(3);
});

test('[E6] a promotion names itself, its factor and what it gave', () => {
  const s = shop([withPastry]);
  const decision = happen(s, order('o', snapshot([line('coffee', 300), line('pastry', 250)])));
  expect(decision?.entries.at(-1)).toMatchObject({
    amount: 5,
    cause: 'rule:pastry@1',
    explanation: {
      code: 'earn.promotion',
      params: { promotion: 'pastry', factor: 2, amount: 5 },
    },
  });
});

test('[E6] a multiplier adds to what the rules give for the lines it looks at, rounded down', () => {
  const half: PromotionEffect = { ...double, numerator: 3 } as PromotionEffect;
  const oneAndAHalf = { ...half, denominator: 2 } as PromotionEffect;
  const s = shop([promotion('p', [], oneAndAHalf, { match: { categories: ['tea'] } })]);
  happen(s, order('o', snapshot([line('coffee', 900), line('tea', 700)])));
  expect(balance(s, 'points')).toBe(16 + 3);
});

test('[E6, E13] a multiplier adds to what a rule really gives: within its limit and its conditions', () => {
  const limited: EarningRule = {
    ...pointPer(100),
    limits: [{ of: 'units', most: 4, per: 'day' }],
  };
  const large: EarningRule = {
    id: 'large',
    on: 'purchase',
    when: [{ kind: 'spend', minor: 5000 }],
    give: { kind: 'fixed', unit: 'points', units: 30 },
  };
  const s = story(document({ rules: [limited, large], promotions: [promotion('double', [])] }));
  buy(s, 'o', 9);
  expect(balance(s, 'points')).toBe(4 + 4);
  buy(s, 'p', 60, MORNING + DAY);
  expect(balance(s, 'points')).toBe(8 + (4 + 30) * 2);
});

test('[E6] of promotions that do not stack only the best counts, chosen anew for every net', () => {
  const s = shop([promotion('fixed', [], extra(5)), promotion('double', [])]);
  const bought = snapshot([line('coffee', 800), line('cake', 400)]);
  happen(s, order('o', bought));
  expect(balance(s, 'points')).toBe(24);
  const refunds = [{ external_id: 'r', lines: [{ id: 'coffee', quantity: 1 }] }];
  happen(s, order('o', { ...bought, refunds }));
  expect(balance(s, 'points')).toBe(4 + 5);
});

test('[E6] promotions that stack count all, whatever else counts', () => {
  const s = shop([
    promotion('fixed', [], extra(5), { stacks: true }),
    promotion('double', []),
    promotion('three', [], extra(3)),
  ]);
  buy(s, 'o', 8);
  expect(balance(s, 'points')).toBe(8 + 5 + 8);
});

test('[E6] a tie between promotions goes to the first in the document', () => {
  const s = shop([promotion('b', [], extra(5)), promotion('a', [], extra(5))]);
  buy(s, 'o', 1);
  expect(Object.keys(s.state.orders.o!.posted)).toEqual(['points', 'b']);
});

/** Whether a condition held for a purchase at a time, by the extra points it gave. */
const held = (condition: Condition, at: number, facts: object = {}): boolean => {
  const s = shop([promotion('p', [condition], extra(100))]);
  buy(s, 'o', 1, at, facts);
  return balance(s, 'points') > 100;
};

test('[E6] happy hour counts from its first minute to its last, on the clock of the shop', () => {
  const happy: Condition = { kind: 'hours', from: '15:00', to: '17:00' };
  const three = Date.UTC(2026, 6, 6, 13);
  expect(held(happy, three - 1)).toBe(false);
  expect(held(happy, three)).toBe(true);
  expect(held(happy, three + 2 * HOUR - 1)).toBe(true);
  expect(held(happy, three + 2 * HOUR)).toBe(false);
});

test('[E6] in a bar open until 02:00 the night belongs to the evening before', () => {
  const friday: Condition = { kind: 'weekdays', days: [5] };
  const night: Condition = { kind: 'hours', from: '22:00', to: '02:00' };
  const saturdayHalfPastOne = Date.UTC(2026, 2, 7, 0, 30);
  expect(held(friday, saturdayHalfPastOne)).toBe(true);
  expect(held(night, saturdayHalfPastOne)).toBe(true);
  expect(held(night, saturdayHalfPastOne + HOUR)).toBe(false);
  expect(held(friday, saturdayHalfPastOne + 6 * HOUR)).toBe(false);
});

test('[E6] a season counts on its first and its last business day', () => {
  const season: Condition = { kind: 'dates', from: '2026-03-02', to: '2026-03-03' };
  expect(held(season, MORNING - DAY)).toBe(false);
  expect(held(season, MORNING)).toBe(true);
  expect(held(season, MORNING + DAY)).toBe(true);
  expect(held(season, MORNING + 2 * DAY)).toBe(false);
  expect(held({ ...season, from: null } as Condition, MORNING - 400 * DAY)).toBe(true);
});

test('[E6] place and channel are where the purchase happened', () => {
  expect(held({ kind: 'locations', locations: ['shop'] }, MORNING)).toBe(true);
  expect(held({ kind: 'locations', locations: ['kiosk'] }, MORNING)).toBe(false);
  const online: Condition = { kind: 'channel', channel: 'online' };
  expect(held(online, MORNING, { channel: 'online' })).toBe(true);
  expect(held(online, MORNING, { channel: 'shop' })).toBe(false);
  expect(() => held(online, MORNING)).toThrow('facts lack the channel');
});

test('[E6] who joins nowhere in particular joins by no channel', () => {
  const online: Condition = { kind: 'channel', channel: 'online' };
  const welcome: EarningRule = {
    id: 'welcome',
    on: 'enrollment',
    when: [online],
    give: { kind: 'fixed', unit: 'points', units: 10 },
  };
  const s = story(document({ rules: [welcome] }));
  happen(s, { type: 'enrollment', occurred_at: MORNING });
  expect(balance(s, 'points')).toBe(0);
  const joined = { type: 'enrollment', occurred_at: MORNING, location_id: 'shop' } as const;
  happen(s, joined, MORNING, { channel: 'online' });
  expect(balance(s, 'points')).toBe(10);
});

const member = (more: Partial<MemberFacts>): { member: MemberFacts } => ({
  member: { enrolled_at: MORNING - 10 * DAY, birthday: null, tags: [], ...more },
});

test('[E6] tags and the time since joining are those of the member', () => {
  const vip: Condition = { kind: 'member_tags', tags: ['vip', 'staff'] };
  expect(held(vip, MORNING, member({ tags: ['vip'] }))).toBe(true);
  expect(held(vip, MORNING, member({ tags: ['other'] }))).toBe(false);
  const fresh = (days: number): Condition => ({ kind: 'new_member', days });
  expect(held(fresh(10), MORNING, member({}))).toBe(true);
  expect(held(fresh(9), MORNING, member({}))).toBe(false);
  expect(held(fresh(9), MORNING, member({ enrolled_at: null }))).toBe(false);
});

test('[E6, E7] days around a birthday count, and a leap day has one every year', () => {
  const around: Condition = { kind: 'birthday', before: 1, after: 2 };
  const on = (day: string, birthday: string | null): boolean =>
    held(around, Date.parse(`${day}T10:00:00Z`), member({ birthday }));
  expect(on('2026-02-27', '1992-02-29')).toBe(true);
  expect(on('2026-02-26', '1992-02-29')).toBe(false);
  expect(on('2026-03-02', '1992-02-29')).toBe(true);
  expect(on('2026-03-03', '1992-02-29')).toBe(false);
  expect(on('2028-03-02', '1992-02-29')).toBe(true);
  expect(on('2027-01-01', '1990-12-31')).toBe(true);
  expect(on('2026-12-31', '1990-01-01')).toBe(true);
  expect(on('2026-06-01', null)).toBe(false);
});

test('[E6] the first purchase is the first that stands', () => {
  const s = shop([promotion('first', [{ kind: 'first_purchase' }], extra(100))]);
  buy(s, 'a', 1);
  buy(s, 'b', 1, MORNING + DAY);
  expect(balance(s, 'points')).toBe(102);
  happen(s, order('a', { ...s.state.orders.a!.snapshot, version: 2, state: 'canceled' }));
  happen(s, order('b', { ...s.state.orders.b!.snapshot, version: 2, state: 'canceled' }));
  expect(balance(s, 'points')).toBe(0);
  buy(s, 'c', 1, MORNING + 2 * DAY);
  expect(balance(s, 'points')).toBe(101);
});

test('[E6] a least spend is measured on what is left of the purchase', () => {
  const s = shop([promotion('big', [{ kind: 'spend', minor: 1000 }], extra(50))]);
  const bought = snapshot([line('coffee', 600), line('cake', 500)]);
  happen(s, order('o', bought));
  expect(balance(s, 'points')).toBe(61);
  const refunds = [{ external_id: 'r', lines: [], amount_minor: 101 }];
  happen(s, order('o', { ...bought, refunds }));
  expect(balance(s, 'points')).toBe(9);
});

test('[E6] what members, place and time were at the first decision stays true for the order', () => {
  const vip: Condition = { kind: 'member_tags', tags: ['vip'] };
  const s = shop([promotion('vip', [vip])]);
  const bought = snapshot([line('coffee', 500)]);
  happen(s, order('o', bought), MORNING, member({ tags: ['vip'] }));
  expect(balance(s, 'points')).toBe(10);
  happen(s, order('o', { ...bought, version: 2 }), MORNING + DAY, member({ tags: [] }));
  expect(balance(s, 'points')).toBe(10);
});

test('[E2, E6] double stamps count for taps at the till too', () => {
  const stamps: PromotionEffect = {
    kind: 'multiplier',
    unit: 'stamps',
    numerator: 2,
    denominator: 1,
  };
  const s = story(document({ promotions: [promotion('double', [], stamps)] }));
  const tap = (id: string) =>
    happen(s, {
      type: 'visit',
      visit_id: id,
      occurred_at: MORNING,
      location_id: 'shop',
      stamps: [{ unit: 'stamps', amount: 3 }],
    });
  expect(tap('v')?.entries.map(({ explanation }) => explanation.code)).toEqual([
    'earn.tap',
    'earn.promotion_tap',
  ]);
  expect(balance(s, 'stamps')).toBe(6);
  happen(s, order('o', snapshot([line('coffee', 900, { quantity: 3 })]), { visit_id: 'v' }));
  expect(balance(s, 'stamps')).toBe(6);
  happen(s, { type: 'reversal', decision_id: 'd1' });
  expect(balance(s, 'stamps')).toBe(0);
});
