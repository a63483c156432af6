import { expect, test } from 'vitest';
import type { RewardView } from '#contract/reward.ts';
import { minorOf } from '../parts/money.ts';
import { createOf, draftOf, emptyDraft, giveBackOf, updateOf } from './reward-draft.ts';

const REWARD: RewardView = {
  id: 'rew_01jq0000000000000000000000',
  revision: 1,
  name: 'Káva',
  names: { sk: 'Káva', en: 'Coffee' },
  description: null,
  kind: 'free_product',
  cost: { unit: 'point', amount: 100 },
  amount_minor: null,
  percent: null,
  product: 'coffee',
  cost_of_goods_minor: 60,
  icon: 'coffee',
  currency: 'EUR',
  stock: null,
  active: true,
  used: 0,
  created_at: '2026-03-05T09:00:00Z',
};

test('[B1] money is read with comma or point, in the digits of its currency', () => {
  expect(minorOf('2,50', 'EUR')).toBe(250);
  expect(minorOf('1 200', 'JPY')).toBe(1200);
  expect(minorOf('', 'EUR')).toBeNull();
  expect(minorOf('much', 'EUR')).toBeNull();
});

test('[B1] only what the kind needs is sent', () => {
  const draft = {
    ...emptyDraft('point'),
    name: ' Zľava ',
    kind: 'percent_off',
    percent: '10',
  } as const;
  expect(createOf({ ...draft, amount: '5', product: 'tea' }, 'EUR')).toMatchObject({
    name: 'Zľava',
    percent: 10,
    amount_minor: null,
    product: null,
    stock: null,
  });
});

test('[B1] an unchanged price and name are left out, other languages keep theirs', () => {
  const draft = draftOf(REWARD, 'sk');
  expect(draft.goods).toBe('0,60');
  expect(updateOf(draft, REWARD, 'sk')).not.toHaveProperty('cost');
  expect(updateOf(draft, REWARD, 'sk')).not.toHaveProperty('name');
  expect(updateOf({ ...draft, name: 'Espresso' }, REWARD, 'sk').name).toEqual({
    sk: 'Espresso',
    en: 'Coffee',
  });
});

test('[B1] give-back is the cost of goods over the spend that pays the reward', () => {
  const give = {
    kind: 'per_amount',
    unit: 'point',
    units: 1,
    per_minor: 100,
    remainder: 'keep',
  } as const;
  expect(giveBackOf(REWARD, { rules: [{ id: 'spend', on: 'purchase', give }] })).toBe(6);
  expect(giveBackOf(REWARD, { rules: [] })).toBeNull();
});
