import { expect, test } from 'vitest';
import {
  answer,
  balance,
  document,
  happen,
  reward,
  type Story,
  story,
  unit,
} from '#support/core-scene.ts';
import type { Occasion } from './occasion.ts';

const birthday: Occasion = {
  id: 'birthday',
  on: 'birthday',
  before: 7,
  give: { kind: 'voucher', reward_id: 'free-coffee', valid_days: 7 },
};

const shop = (more: Partial<Occasion> = {}): Story =>
  story(
    document({ units: [unit('points'), unit('stamps')], occasions: [{ ...birthday, ...more }] }),
  );

const noon = (day: string): number => Date.parse(`${day}T11:00:00Z`);

const near = (s: Story, day: string, on: string, facts: object = {}): string => {
  const event = { type: 'occasion', occasion: 'birthday', day } as const;
  const outcome = answer(s, event, noon(on), facts);
  if (outcome === 'ok') happen(s, event, noon(on), facts);
  return outcome;
};

test('[E7] a birthday reward is given seven days before and valid to the end of the seventh after', () => {
  const s = shop();
  expect(near(s, '2026-03-10', '2026-03-02')).toBe('stale');
  expect(near(s, '2026-03-10', '2026-03-03')).toBe('ok');
  const [voucher] = Object.values(s.state.vouchers);
  expect(voucher).toMatchObject({ state: 'open', valid_from: noon('2026-03-03') });
  expect(new Date(voucher!.valid_to).toISOString()).toBe('2026-03-17T23:00:00.000Z');
  const issue = { type: 'redemption', redemption_id: 'x', step: 'issue' } as const;
  const facts = { reward: reward(10) };
  const paid = { ...issue, voucher_id: voucher!.id };
  expect(answer(s, paid, noon('2026-03-17'), facts)).toBe('ok');
  expect(answer(s, paid, noon('2026-03-18'), facts)).toBe('voucher_invalid');
});

test('[E7] once a year, also when the date is edited and edited back', () => {
  const s = shop();
  expect(near(s, '2026-03-10', '2026-03-05')).toBe('ok');
  expect(near(s, '2026-03-10', '2026-03-06')).toBe('stale');
  expect(near(s, '2026-04-01', '2026-03-28')).toBe('stale');
  expect(near(s, '2026-12-30', '2026-12-28')).toBe('stale');
  expect(near(s, '2027-03-10', '2027-03-05')).toBe('ok');
  expect(Object.keys(s.state.vouchers)).toHaveLength(2);
});

test('[E7, E10] across the clock change of spring the last day still ends at local midnight', () => {
  const s = shop();
  near(s, '2026-03-28', '2026-03-25');
  const [voucher] = Object.values(s.state.vouchers);
  expect(new Date(voucher!.valid_to).toISOString()).toBe('2026-04-04T22:00:00.000Z');
});

test('[E7] units can be the gift, with the occasion as their reason', () => {
  const s = shop({ give: { kind: 'fixed', unit: 'points', units: 50 }, before: 0 });
  expect(near(s, '2026-03-10', '2026-03-09')).toBe('stale');
  expect(near(s, '2026-03-10', '2026-03-10')).toBe('ok');
  expect(balance(s, 'points')).toBe(50);
  expect(s.decisions.at(-1)?.entries[0]).toMatchObject({
    cause: 'occasion:birthday@1',
    explanation: { code: 'earn.occasion', params: { on: 'birthday', amount: 50 } },
  });
});

test('[E7] conditions about the member decide when it is given', () => {
  const s = shop({ when: [{ kind: 'member_tags', tags: ['vip'] }] });
  const member = (tags: string[]) => ({ member: { enrolled_at: 0, birthday: null, tags } });
  expect(near(s, '2026-03-10', '2026-03-05', member([]))).toBe('stale');
  expect(near(s, '2026-03-10', '2026-03-06', member(['vip']))).toBe('ok');
});

test('[E7] an occasion that the live program does not have gives nothing', () => {
  const s = story(document());
  expect(near(s, '2026-03-10', '2026-03-05')).toBe('stale');
});
