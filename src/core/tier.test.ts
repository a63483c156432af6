import { expect, test } from 'vitest';
import {
  answer,
  balance,
  coffeeStamp,
  DAY,
  document,
  happen,
  line,
  MORNING,
  order,
  pointPer,
  publish,
  reward,
  type Story,
  snapshot,
  story,
} from '#support/core-scene.ts';
import type { ProgramDocument, Promotion } from './program.ts';
import type { TierTerms } from './tier.ts';

const names = { en: 'tier' };
const terms: TierTerms = {
  measure: 'spend',
  window: { kind: 'calendar_year' },
  down: 'one_step',
  notice_days: 30,
  grace_days: 14,
  tiers: [
    { id: 'bronze', names, from: 10_000 },
    { id: 'silver', names, from: 50_000, rates: { points: { units: 2 } } },
    { id: 'gold', names, from: 100_000, rates: { points: { units: 3, per_minor: 100 } } },
  ],
};

const program = (more: Partial<TierTerms> = {}, rest: Partial<ProgramDocument> = {}) =>
  document({ rules: [coffeeStamp, pointPer(100)], tiers: { ...terms, ...more }, ...rest });

const noon = (day: string): number => Date.parse(`${day}T11:00:00Z`);

const buy = (s: Story, id: string, euros: number, day: string) =>
  happen(s, order(id, snapshot([line('tea', euros * 100)], { occurred_at: noon(day) })), noon(day));

const cancel = (s: Story, id: string, day: string) => {
  const { snapshot: sold } = s.state.orders[id]!;
  happen(s, order(id, { ...sold, version: sold.version + 1, state: 'canceled' }), noon(day));
};

/** A night's review: the tier it leads to, or `stale`. */
const review = (s: Story, day: string): string => {
  const event = { type: 'tier_review', until: s.state.tier.until } as const;
  return happen(s, event, noon(day)) ? `${s.state.tier.tier}` : 'stale';
};

test('[E4] a tier is reached at once, and the purchase that reaches it earns at the old rate', () => {
  const s = story(program());
  const reached = buy(s, 'a', 500, '2026-03-02');
  expect(reached?.tier).toEqual({ tier: 'silver', since: '2026-03-02', until: '2026-12-31' });
  expect(reached?.outbox.at(-1)).toEqual({
    type: 'tier.changed',
    data: { from: null, to: 'silver' },
  });
  expect(balance(s, 'points')).toBe(500);
  buy(s, 'b', 10, '2026-03-03');
  expect(balance(s, 'points')).toBe(520);
});

test('[E4, E12] a refund takes back at the rate of the tier that the purchase had', () => {
  const s = story(program());
  buy(s, 'a', 500, '2026-03-02');
  buy(s, 'b', 600, '2026-03-03');
  expect(s.state.tier.tier).toBe('gold');
  expect(balance(s, 'points')).toBe(500 + 1200);
  cancel(s, 'b', '2026-03-04');
  expect(balance(s, 'points')).toBe(500);
});

test('[E4, E12] a tier dropped by a refund is lost only when its period ends', () => {
  const s = story(program());
  buy(s, 'a', 500, '2026-03-02');
  cancel(s, 'a', '2026-03-03');
  expect(s.state.tier.tier).toBe('silver');
  expect(review(s, '2026-11-30')).toBe('stale');
  expect(review(s, '2026-12-01')).toBe('silver');
  expect(s.decisions.at(-1)?.outbox).toEqual([
    { type: 'tier.ending', data: { tier: 'silver', until: '2026-12-31' } },
  ]);
  expect(review(s, '2026-12-03')).toBe('stale');
  expect(review(s, '2027-01-14')).toBe('stale');
  expect(review(s, '2027-01-15')).toBe('bronze');
  expect(s.state.tier.until).toBe('2027-12-31');
});

test('[E4] what is earned in the grace still keeps the tier', () => {
  const s = story(program());
  buy(s, 'a', 500, '2026-03-02');
  cancel(s, 'a', '2026-03-03');
  review(s, '2026-12-10');
  buy(s, 'b', 500, '2027-01-10');
  expect(review(s, '2027-01-11')).toBe('silver');
  expect(s.state.tier).toEqual({ tier: 'silver', since: '2027-01-11', until: '2027-12-31' });
});

test('[E4] a tier earned in its period is confirmed for the next', () => {
  const s = story(program());
  buy(s, 'a', 500, '2026-03-02');
  expect(review(s, '2026-12-15')).toBe('stale');
  expect(review(s, '2027-01-01')).toBe('silver');
  expect(s.state.tier.until).toBe('2027-12-31');
});

test('[E4] a member who was told late has the whole grace from then on', () => {
  const s = story(program({ down: 'earned' }));
  buy(s, 'a', 1000, '2026-03-02');
  cancel(s, 'a', '2026-03-03');
  expect(review(s, '2027-03-01')).toBe('gold');
  expect(review(s, '2027-03-15')).toBe('stale');
  expect(review(s, '2027-03-16')).toBe('null');
});

test('[E4] a rolling tier lasts its months from the day it was reached or confirmed', () => {
  const s = story(program({ window: { kind: 'rolling', months: 3 }, grace_days: 0 }));
  buy(s, 'a', 300, '2026-01-31');
  buy(s, 'b', 200, '2026-03-15');
  expect(s.state.tier).toEqual({ tier: 'silver', since: '2026-03-15', until: '2026-06-15' });
  buy(s, 'c', 100, '2026-05-01');
  expect(review(s, '2026-06-10')).toBe('silver');
  expect(s.state.tier.noticed).toBe('2026-06-10');
  expect(review(s, '2026-06-16')).toBe('bronze');
});

test('[E5] groups by total spend have rates of their own and are kept', () => {
  const s = story(program({ window: { kind: 'lifetime' } }));
  buy(s, 'a', 300, '2024-03-02');
  buy(s, 'b', 200, '2026-03-02');
  expect(s.state.tier).toEqual({ tier: 'silver', since: '2026-03-02', until: null });
  cancel(s, 'a', '2026-03-03');
  expect(review(s, '2030-01-01')).toBe('stale');
});

test('[E4] points that count are those of rules, not of corrections', () => {
  const s = story(program({ measure: { points: 'points' } }));
  const points = { type: 'adjustment', unit: 'points', amount: 90_000, reason: 'gift' } as const;
  happen(s, points, noon('2026-03-02'));
  expect(s.state.tier.tier).toBe(null);
  buy(s, 'a', 10_000, '2026-03-02');
  expect(s.state.tier.tier).toBe('bronze');
});

test('[E4] visits can be the measure', () => {
  const tiers = [{ id: 'regular', names, from: 2 }];
  const s = story(program({ measure: 'visits', tiers }));
  buy(s, 'a', 3, '2026-03-02');
  expect(s.state.tier.tier).toBe(null);
  buy(s, 'b', 3, '2026-03-03');
  expect(s.state.tier.tier).toBe('regular');
});

test('[E4] a tier given by hand stands to its day, then what is earned counts', () => {
  const s = story(program());
  const give = { type: 'tier_assignment', tier: 'gold', reason: 'guest of honor' } as const;
  happen(s, { ...give, until: '2026-06-30' }, noon('2026-03-02'));
  buy(s, 'a', 500, '2026-04-01');
  expect(s.state.tier.tier).toBe('gold');
  expect(balance(s, 'points')).toBe(1500);
  expect(review(s, '2026-06-30')).toBe('stale');
  expect(review(s, '2026-07-01')).toBe('silver');
  expect(answer(s, { ...give, tier: 'platinum', until: null })).toBe('tier_unknown');
  happen(s, { ...give, tier: null, until: null }, noon('2026-07-02'));
  expect(s.state.tier.tier).toBe('silver');
});

test('[E4] a late purchase counts on its own day, under the tiers of today', () => {
  const s = story(document({ rules: [pointPer(100)] }));
  const first = s.live;
  publish(s, program());
  s.live = first;
  const late = snapshot([line('tea', 50_000)], { occurred_at: noon('2026-03-01') });
  happen(s, order('late', late), noon('2026-03-20'), { current: 2 });
  expect(s.state.tier.tier).toBe('silver');
  expect(balance(s, 'points')).toBe(500);
});

test('[E4] a tier has its own price of a reward', () => {
  const prices = { 'free-coffee': 8 };
  const s = story(program({ tiers: [{ id: 'silver', names, from: 10_000, prices }] }));
  happen(s, { type: 'adjustment', unit: 'stamps', amount: 8, reason: 'gift' });
  const redeem = { type: 'redemption', redemption_id: 'x', step: 'issue' } as const;
  expect(answer(s, redeem, MORNING, { reward: reward(10) })).toBe('insufficient_units');
  buy(s, 'a', 100, '2026-03-02');
  const issued = happen(s, redeem, MORNING + DAY, { reward: reward(10) });
  expect(issued?.redemption?.reward.cost.amount).toBe(8);
  expect(balance(s, 'stamps')).toBe(0);
});

test('[E4] a tier that the program gave up becomes what is earned', () => {
  const s = story(program());
  buy(s, 'a', 500, '2026-03-02');
  publish(s, program({ tiers: [{ id: 'friend', names, from: 100 }] }));
  expect(review(s, '2026-03-03')).toBe('friend');
});

test('[E6, E4] a promotion can be for members of a tier', () => {
  const promotion: Promotion = {
    id: 'p',
    on: 'purchase',
    when: [{ kind: 'tiers', tiers: ['silver', 'gold'] }],
    give: { kind: 'fixed', unit: 'stamps', units: 5 },
    stacks: false,
  };
  const s = story(program({}, { promotions: [promotion] }));
  buy(s, 'a', 500, '2026-03-02');
  expect(balance(s, 'stamps')).toBe(0);
  buy(s, 'b', 1, '2026-03-03');
  expect(balance(s, 'stamps')).toBe(5);
});
