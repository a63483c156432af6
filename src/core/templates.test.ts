import { expect, test } from 'vitest';
import { unitWord } from './plural.ts';
import { LOCALES } from './program.ts';
import { GOALS, type Goal } from './template-goals.ts';
import { documentFrom, moneyScale, TRADES, type Trade, templateFor } from './templates.ts';
import { giveBackPerMille, visitsToFirstReward, warningsFor } from './warnings.ts';

const CURRENCIES = ['EUR', 'CZK', 'PLN', 'HUF', 'USD', 'GBP', 'CHF', 'JPY', 'RON', 'SEK', 'KWD'];
const economics = (trade: Trade, currency: string, goal?: Goal) => {
  const { document, rewards, typical } = templateFor(trade, currency, goal);
  return { document, rewards, typical };
};

const CHOICES = TRADES.flatMap((trade) => GOALS.map((goal) => [trade, goal] as const));

test.each(CHOICES)(
  '[P6] the %s template for %s triggers no warning in any currency',
  (trade, goal) => {
    for (const currency of CURRENCIES) {
      const program = economics(trade, currency, goal);
      expect(warningsFor(program), currency).toEqual([]);
      const giveBack = giveBackPerMille(program);
      expect(giveBack).toBeGreaterThanOrEqual(30);
      expect(giveBack).toBeLessThanOrEqual(100);
      expect(visitsToFirstReward(program)).toBeLessThanOrEqual(2);
    }
  },
);

test('[P6] the goal turns the template: bigger baskets, cards shown, a gift at the first visit', () => {
  const gives = (goal: Goal) =>
    templateFor('restaurant', 'EUR', goal).document.rules.map(({ on, give }) => [on, give]);
  const points = { unit: 'points' };
  expect(gives('visits')).toMatchObject([
    ['purchase', { ...points, units: 1, per_minor: 100, remainder: 'keep' }],
    ['enrollment', { ...points, units: 10 }],
  ]);
  expect(gives('baskets')[0]?.[1]).toMatchObject({ units: 5, per_minor: 500, remainder: 'drop' });
  expect(gives('know_guests')[2]).toMatchObject(['visit', { ...points, units: 3 }]);
  for (const trade of TRADES) {
    expect(visitsToFirstReward(economics(trade, 'EUR', 'new_guests')), trade).toBe(1);
  }
});

test('[E1] one point costs about a euro in what people count in', () => {
  const scales = ['EUR', 'CZK', 'HUF', 'PLN', 'USD', 'JPY'].map(moneyScale);
  expect(scales).toEqual([100, 2500, 40_000, 500, 100, 100]);
});

test.each(TRADES)('[E2] the welcome gift of %s stays below its cheapest reward', (trade) => {
  const { document, rewards } = templateFor(trade, 'EUR', 'new_guests');
  const gifts = document.rules.filter(({ on }) => on === 'enrollment');
  expect(gifts.length).toBeGreaterThan(0);
  for (const { give } of gifts) {
    const costs = rewards.filter((r) => r.cost.unit === give.unit).map((r) => r.cost.amount);
    expect(give.kind === 'fixed' && give.units).toBeLessThan(Math.min(...costs));
  }
});

test.each(TRADES)('[P4] every unit and reward of %s has words in six languages', (trade) => {
  const { document, rewards } = templateFor(trade, 'CZK');
  for (const locale of LOCALES) {
    for (const unit of document.units) {
      const forms = unit.names[locale]!;
      for (const n of [1, 2, 5, 22, 1.5]) expect(unitWord(forms, n, locale)).not.toBe('');
      const needsAll = locale === 'sk' || locale === 'cs' || locale === 'pl';
      if (needsAll) expect(Object.keys(forms)).toEqual(['one', 'few', 'many', 'other']);
    }
    for (const reward of rewards) expect(reward.name[locale].length).toBeGreaterThan(3);
  }
});

test('[P6] the café stamps coffees on a card of ten and gives a point per euro', () => {
  const { document, rewards } = templateFor('cafe', 'EUR');
  expect(document.stamp_cards).toEqual([{ unit: 'stamps', size: 10, reward_id: 'coffee' }]);
  expect(document.rules.map(({ id, give }) => [id, give.kind, give.unit])).toEqual([
    ['stamps', 'per_item', 'stamps'],
    ['points', 'per_amount', 'points'],
    ['welcome-stamps', 'fixed', 'stamps'],
    ['welcome-points', 'fixed', 'points'],
  ]);
  expect(rewards[0]).toMatchObject({ key: 'coffee', cost: { unit: 'stamps', amount: 10 } });
});

test.each(TRADES)('[P6] a stamp card of %s names one of its rewards at its price', (trade) => {
  const template = templateFor(trade, 'PLN');
  for (const card of template.document.stamp_cards) {
    const reward = template.rewards.find(({ key }) => key === card.reward_id);
    expect(reward?.cost).toEqual({ unit: card.unit, amount: card.size });
  }
});

test('[P6] a template becomes a document with the ids of its rewards', () => {
  const template = templateFor('cafe', 'CZK');
  const merchant = { currency: 'CZK', zone: 'Europe/Prague' };
  const document = documentFrom(template, merchant, { coffee: 'rew_1' });
  expect(document).toMatchObject({ ...merchant, stamp_cards: [{ reward_id: 'rew_1' }] });
  expect(() => documentFrom(template, merchant, {})).toThrow('coffee');
});
