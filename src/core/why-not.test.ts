import { expect, test } from 'vitest';
import {
  coffeeStamp,
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
import { termsVersion } from './basis.ts';
import type { Condition } from './condition.ts';
import type { Facts } from './decision.ts';
import type { MemberEvent } from './event.ts';
import type { EarningRule, ProgramDocument, Promotion, PromotionEffect } from './program.ts';
import { type WhyNot, whyNot } from './why-not.ts';
import type { Reason } from './why-nothing.ts';

const double: PromotionEffect = {
  kind: 'multiplier',
  unit: 'points',
  numerator: 2,
  denominator: 1,
};
const extra = (units: number): PromotionEffect => ({ kind: 'fixed', unit: 'points', units });

const promotion = (id: string, more: Partial<Promotion> = {}): Promotion => ({
  id,
  on: 'purchase',
  when: [],
  give: double,
  stacks: false,
  ...more,
});

/** Lets an event happen and asks why what gave nothing gave nothing. */
const missed = (s: Story, event: MemberEvent, at = MORNING, facts: Partial<Facts> = {}) => {
  const before = s.state;
  const terms = termsVersion(before, event);
  const basis = terms === null ? undefined : s.versions.get(terms);
  const programs = { live: s.live, basis };
  const decision = happen(s, event, at, facts);
  if (!decision) throw new Error('nothing was decided');
  return whyNot(programs, before, decision);
};

const of = (all: readonly WhyNot[]): Record<string, Reason> =>
  Object.fromEntries(all.map(({ rule, reason }) => [rule, reason]));

const buying = (s: Story, lines = [line('coffee', 500)], at = MORNING, facts = {}) =>
  of(missed(s, order(`o${at}`, snapshot(lines, { occurred_at: at })), at, facts));

const shop = (rules: EarningRule[], promotions: Promotion[] = [], more = {}): Story =>
  story(document({ rules, promotions, ...more }));

const visit = (stamps: { unit: string; amount: number }[], at = MORNING): MemberEvent => ({
  type: 'visit',
  visit_id: `v${at}`,
  occurred_at: at,
  location_id: 'shop',
  stamps,
});

const member = { enrolled_at: MORNING - 40 * DAY, birthday: null, tags: ['staff'] };

test.each<[string, Condition, Partial<Facts>]>([
  ['the weekday', { kind: 'weekdays', days: [2, 3] }, {}],
  ['the hour', { kind: 'hours', from: '14:00', to: '16:00' }, {}],
  ['the date', { kind: 'dates', from: '2026-04-01', to: null }, {}],
  ['the place', { kind: 'locations', locations: ['elsewhere'] }, {}],
  ['the channel', { kind: 'channel', channel: 'online' }, { channel: 'shop' }],
  ['a tag', { kind: 'member_tags', tags: ['vip'] }, { member }],
  ['how long ago the member joined', { kind: 'new_member', days: 30 }, { member }],
  ['a birthday', { kind: 'birthday', before: 3, after: 3 }, { member }],
  ['a tier', { kind: 'tiers', tiers: ['gold'] }, {}],
])('[E14] %s that does not fit is named with its arguments', (_name, condition, facts) => {
  const s = shop([pointPer(100)], [promotion('p', { when: [condition] })]);
  expect(buying(s, [line('coffee', 500)], MORNING, facts)).toEqual({
    p: { code: 'condition', condition },
  });
});

test('[E14] a first purchase that is not the first is named', () => {
  const s = shop([pointPer(100)], [promotion('first', { when: [{ kind: 'first_purchase' }] })]);
  expect(buying(s)).toEqual({});
  expect(buying(s, undefined, MORNING + DAY)).toEqual({
    first: { code: 'condition', condition: { kind: 'first_purchase' } },
  });
});

test('[E14] of several conditions the first that fails is named', () => {
  const when: Condition[] = [
    { kind: 'weekdays', days: [1] },
    { kind: 'hours', from: '14:00', to: '16:00' },
    { kind: 'spend', minor: 10_000 },
  ];
  const s = shop([pointPer(100)], [promotion('p', { when })]);
  expect(buying(s).p).toEqual({ code: 'condition', condition: when[1] });
});

test.each<[string, Condition, number]>([
  ['pieces', { kind: 'basket', match: { categories: ['coffee'] }, quantity: 3 }, 2],
  ['money', { kind: 'spend', minor: 1_000 }, 500],
])('[E14] a purchase with too little says how much it has: %s', (_name, condition, had) => {
  const s = shop([pointPer(100)], [promotion('p', { when: [condition] })]);
  expect(buying(s, [line('coffee', 500, { quantity: 2 })])).toEqual({
    p: { code: 'condition', condition, had },
  });
});

test('[E13, E14] a limit that is used up is named, and no limit on the next day', () => {
  const limit = { of: 'times', most: 1, per: 'day' } as const;
  const s = shop([pointPer(100)], [promotion('once', { limits: [limit] })]);
  expect(buying(s)).toEqual({});
  expect(buying(s, undefined, MORNING + HOUR)).toEqual({ once: { code: 'limit', limit } });
  expect(buying(s, undefined, MORNING + DAY)).toEqual({});
});

test('[E13, E14] a cap that left nothing is named for bonuses before rules', () => {
  const cap = { unit: 'points', most: 5, per: 'day' } as const;
  const s = shop([pointPer(100)], [promotion('double')], { caps: [cap] });
  expect(buying(s)).toEqual({ double: { code: 'cap', cap } });
  expect(buying(s, undefined, MORNING + HOUR)).toEqual({
    points: { code: 'cap', cap },
    double: { code: 'cap', cap },
  });
});

test('[E6, E14] a promotion that gave less says which gave more', () => {
  const s = shop([pointPer(100)], [promotion('two', { give: extra(2) }), promotion('double')]);
  expect(buying(s)).toEqual({ two: { code: 'beaten', by: 'double' } });
});

test('[E6, E14] a promotion that stacks is beaten by none', () => {
  const stacking = promotion('two', { give: extra(2), stacks: true });
  expect(buying(shop([pointPer(100)], [stacking, promotion('double')]))).toEqual({});
});

test.each<[string, EarningRule, Reason]>([
  ['no piece of it', coffeeStamp, { code: 'no_match', match: { categories: ['coffee'] } }],
  [
    'money below the first unit',
    { ...pointPer(1_000), give: { ...pointPer(1_000).give, remainder: 'drop' } as never },
    { code: 'too_little', missing_minor: 700 },
  ],
  ['a kept rest', pointPer(1_000), { code: 'too_little', missing_minor: 700 }],
  [
    'a purchase without what it looks at',
    { id: 'r', on: 'purchase', match: { skus: ['x'] }, give: extra(1) as never },
    { code: 'no_match', match: { skus: ['x'] } },
  ],
])('[E14] a rule says what it lacked: %s', (_name, rule, reason) => {
  expect(buying(shop([rule]), [line('tea', 300)])).toEqual({ [rule.id]: reason });
});

test('[E14, E16] what was kept before counts towards what is missing', () => {
  const s = shop([pointPer(1_000)]);
  expect(buying(s).points).toEqual({ code: 'too_little', missing_minor: 500 });
  expect(buying(s, [line('tea', 300)], MORNING + HOUR).points).toEqual({
    code: 'too_little',
    missing_minor: 200,
  });
});

test('[E14] a free coffee is there, but nothing was paid for it', () => {
  const lines = [line('coffee', 0), line('tea', 300)];
  expect(buying(shop([coffeeStamp]), lines)).toEqual({ coffee: { code: 'nothing_paid' } });
});

test('[E14] an unknown amount is no small amount', () => {
  const s = shop([pointPer(100)]);
  const event = order('o', snapshot([line('coffee', 0)], { total_minor: null }));
  expect(of(missed(s, event))).toEqual({ points: { code: 'amount_unknown' } });
});

const perVisit: EarningRule = {
  id: 'visit',
  on: 'visit',
  give: { kind: 'fixed', unit: 'points', units: 1 },
};

test('[E13, E14] within the cool-down the visit has already counted', () => {
  const s = shop([perVisit]);
  expect(buying(s)).toEqual({});
  const reason = { code: 'same_visit', minutes: 120 };
  expect(buying(s, undefined, MORNING + HOUR)).toEqual({ visit: reason });
  expect(of(missed(s, visit([], MORNING + HOUR + 1)))).toEqual({ visit: reason });
  expect(buying(s, undefined, MORNING + 3 * HOUR)).toEqual({});
});

test('[E14] a purchase that names its visit does not give tapped stamps again', () => {
  const s = shop([coffeeStamp]);
  happen(s, visit([{ unit: 'stamps', amount: 1 }]));
  const event = order('o', snapshot([line('coffee', 300)]), { visit_id: `v${MORNING}` });
  expect(of(missed(s, event))).toEqual({ coffee: { code: 'tapped' } });
});

test('[E14] a tap at the till says what waits for a purchase and what another day', () => {
  const when: Condition[] = [{ kind: 'weekdays', days: [7] }];
  const sunday = promotion('sunday', { when, give: { ...double, unit: 'stamps' } });
  const s = shop([coffeeStamp, pointPer(100)], [sunday, promotion('fixed', { give: extra(1) })]);
  expect(of(missed(s, visit([{ unit: 'stamps', amount: 1 }])))).toEqual({
    points: { code: 'no_purchase' },
    sunday: { code: 'condition', condition: when[0] },
    fixed: { code: 'no_purchase' },
  });
});

test('[E14] a visit names the promotion that gave more and the one that has nothing to add to', () => {
  const stamp = (id: string, units: number): Promotion =>
    promotion(id, { give: { kind: 'per_item', unit: 'stamps', units } });
  const s = shop([coffeeStamp], [stamp('one', 1), stamp('two', 2), promotion('double')]);
  expect(of(missed(s, visit([{ unit: 'stamps', amount: 1 }])))).toEqual({
    one: { code: 'beaten', by: 'two' },
    double: { code: 'nothing_to_add_to' },
  });
});

test('[E14] an unpaid purchase has no terms yet', () => {
  const s = shop([pointPer(100), perVisit]);
  const event = order('o', snapshot([line('coffee', 300)], { state: 'pending' }));
  const reason = { code: 'not_paid' };
  expect(of(missed(s, event))).toEqual({ points: reason, visit: reason });
});

test('[E12, E14] after a refund nothing is left, and what was not in force stays out', () => {
  const when: Condition[] = [{ kind: 'weekdays', days: [7] }];
  const s = shop([pointPer(100)], [promotion('sunday', { when })]);
  const bought = snapshot([line('coffee', 500)]);
  happen(s, order('o', bought));
  const refunds = [{ external_id: 'r', lines: [{ id: 'coffee', quantity: 1 }] }];
  expect(of(missed(s, order('o', { ...bought, refunds })))).toEqual({
    points: { code: 'nothing_paid' },
    sunday: { code: 'frozen' },
  });
  const canceled = order('o', { ...bought, refunds, version: 2, state: 'canceled' });
  expect(of(missed(s, canceled)).points).toEqual({ code: 'nothing_left' });
});

test('[E14] a welcome gift that was held back names its condition', () => {
  const condition: Condition = { kind: 'dates', from: '2026-04-01', to: null };
  const gift: EarningRule = {
    id: 'gift',
    on: 'enrollment',
    when: [condition],
    give: { kind: 'fixed', unit: 'points', units: 5 },
  };
  const event = { type: 'enrollment', occurred_at: MORNING } as const;
  expect(of(missed(shop([gift]), event))).toEqual({ gift: { code: 'condition', condition } });
  expect(buying(shop([gift]))).toEqual({});
});

test('[E14] reasons come in the order of the document, and what gave is not among them', () => {
  const sunday = promotion('sunday', { when: [{ kind: 'weekdays', days: [7] }] });
  const more: Partial<ProgramDocument> = { rules: [coffeeStamp, pointPer(100), perVisit] };
  const s = story(document({ ...more, promotions: [sunday] }));
  const reasons = missed(s, order('o', snapshot([line('tea', 50)])));
  expect(reasons.map(({ rule }) => rule)).toEqual(['coffee', 'points', 'sunday']);
});
