import { expect, test } from 'vitest';
import type { ReaderLocale } from '#contract/messages/translate.ts';
import { LOCALES } from '#core/program.ts';
import { CARD_STATES, member, NOW } from '#support/card-states.ts';
import type { CardSource } from './card-source.ts';
import { cardLinks, cardView, groupedCode } from './card-view-model.ts';

const DAY = 86_400_000;
const links = cardLinks('TOKEN', 'pri-moste', undefined);
const viewOf = (source: CardSource) => cardView(source, links);
const state = (name: string, reader: ReaderLocale = 'en') => {
  const change = CARD_STATES[name];
  if (!change) throw new Error(`no state ${name}`);
  return viewOf(change(member(reader)));
};
const withStamps = (spendable: number, reader: ReaderLocale) => {
  const source = member(reader);
  const stamps = { balance: spendable, spendable, debt: 0 };
  return viewOf({ ...source, balances: { ...source.balances, stamps } });
};

test.each<[ReaderLocale, string, string, string]>([
  [
    'en',
    '1 more coffee to the reward',
    '2 more coffees to the reward',
    '5 more coffees to the reward',
  ],
  ['sk', 'Ešte 1 káva do odmeny', 'Ešte 2 kávy do odmeny', 'Ešte 5 káv do odmeny'],
  ['cs', 'Ještě 1 káva do odměny', 'Ještě 2 kávy do odměny', 'Ještě 5 káv do odměny'],
  ['pl', 'Jeszcze 1 kawa do nagrody', 'Jeszcze 2 kawy do nagrody', 'Jeszcze 5 kaw do nagrody'],
  ['hu', 'Még 1 kávé a jutalomig', 'Még 2 kávé a jutalomig', 'Még 5 kávé a jutalomig'],
  [
    'de',
    'Noch 1 Kaffee bis zur Prämie',
    'Noch 2 Kaffees bis zur Prämie',
    'Noch 5 Kaffees bis zur Prämie',
  ],
])('[M2] in %s the card counts what is bought, with the right word', (reader, one, two, five) => {
  expect(withStamps(9, reader).hero.title).toBe(one);
  expect(withStamps(8, reader).hero.title).toBe(two);
  expect(withStamps(5, reader).hero.title).toBe(five);
});

test('[E2] stamps beyond a full card carry on: the card is full, two cards are two rewards', () => {
  expect(state('ready').hero).toMatchObject({
    title: 'This coffee is on us',
    ready: true,
    progress: { size: 10, inked: 10 },
  });
  expect(state('readyTwice').hero.title).toBe('2 rewards are ready');
});

test('[E16] a ready reward tells the day from which the stamps are too few', () => {
  expect(state('ready').hero.sub).toContain('Valid until December 20, 2026.');
  const { lots, ...source } = member('en');
  const stamps = { balance: 12, spendable: 12, debt: 0 };
  const lot = { unit: 'stamps', active_from: NOW - DAY };
  const view = viewOf({
    ...source,
    balances: { stamps },
    lots: [
      { ...lot, left: 2, expires_at: NOW + 10 * DAY },
      { ...lot, left: 1, expires_at: NOW + 20 * DAY },
      { ...lot, left: 9, expires_at: null },
    ],
  });
  expect(lots).toEqual([]);
  expect(view.hero.sub).toContain('Valid until December 10, 2026.');
});

test('[M2] rewards are counted in the member’s own visits', () => {
  const rewards = Object.fromEntries(state('progress').rewards.map((it) => [it.id, it.distance]));
  // 46 points, 40 of them by 8 visits: 5 a visit.
  expect(rewards).toEqual({ treat: null, cake: '3 more visits', beans: '41 more visits' });
});

test('[B6] what can be had now can be picked, once it is out of reach the pick is not shown', () => {
  const picks = (name: string) => state(name).rewards.map(({ id, choice }) => [id, choice?.chosen]);
  expect(picks('chosen')).toEqual([
    ['treat', true],
    ['cake', false],
    ['beans', undefined],
  ]);
  const source = CARD_STATES.chosen?.(member('en'));
  if (!source) throw new Error('no state');
  const points = { balance: 5, spendable: 5, debt: 0 };
  const poor = viewOf({ ...source, balances: { ...source.balances, points } });
  expect(poor.rewards.map(({ choice }) => choice)).toEqual([null, null, null]);
  expect(state('ready').hero.choice).toMatchObject({ chosen: false });
  expect(state('progress').hero.choice).toBeNull();
});

test('[M2] before there is a habit, units are counted, not guessed visits', () => {
  const rewards = Object.fromEntries(state('new').rewards.map((it) => [it.id, it.distance]));
  expect(rewards).toEqual({
    treat: '20 points more',
    cake: '60 points more',
    beans: '250 points more',
  });
});

test('[E1] what is not usable yet, what is owed and what carries over are told apart', () => {
  expect(state('debt').points[0]).toEqual({
    unit: 'points',
    amount: '0',
    word: 'points',
    lines: [
      '4 more visits to “Small sweet treat”.',
      'Not usable yet, from December 4, 2026: 22 points.',
      'A returned purchase is still to be settled: 5 points.',
      'Carried over to the next purchase: €0.80.',
    ],
  });
});

test('[E1] the remainder is shown as money whatever the rate', () => {
  const source = member('en');
  const rules = source.document.rules.map((rule) =>
    rule.give.kind === 'per_amount'
      ? { ...rule, give: { ...rule.give, units: 3, per_minor: 200 } }
      : rule,
  );
  // 3 points for 2 €: 100 of 200 parts of a point are a third of 1 €.
  const view = viewOf({
    ...source,
    document: { ...source.document, rules },
    remainders: [{ unit: 'points', denominator: 200, numerator: 100 }],
  });
  expect(view.points[0]?.lines.at(-1)).toBe('Carried over to the next purchase: €0.33.');
});

test('[M4] what has just come is told, then no more', () => {
  expect(state('stamped').live).toMatchObject({ text: 'Just added: 1 stamp, 3 points' });
  const { last, ...rest } = CARD_STATES.stamped?.(member('en')) ?? member('en');
  expect(viewOf({ ...rest, last, now: NOW + 120_000 }).live).toBeNull();
});

test('[M2] without a stamp card the next reward leads, without rewards the card itself', () => {
  expect(state('pointsOnly').hero).toMatchObject({ title: 'You can choose a reward' });
  expect(state('salon').hero).toMatchObject({ title: '7 more visits to the reward' });
  expect(state('noRewards').hero).toMatchObject({ title: 'Your card', progress: null });
});

test('[B1] a reward with no copies left says so and can’t be redeemed', () => {
  const source = member('en');
  const rewards = source.rewards.map((it) => (it.id === 'treat' ? { ...it, left: 0 } : it));
  const treat = viewOf({ ...source, rewards }).rewards.find(({ id }) => id === 'treat');
  expect(treat?.distance).toBe('none left');
});

test.each(['xx', ...LOCALES] as const)('[P4] every state has all its words in %s', (reader) => {
  for (const name of Object.keys(CARD_STATES)) {
    const { hero, points, rewards } = state(name, reader);
    const texts = [hero.title, hero.sub, ...points.flatMap(({ lines }) => lines)];
    expect([...texts, ...rewards.map(({ price }) => price)].join(' ')).not.toMatch(
      /undefined|NaN|\{|\}|Infinity/,
    );
  }
});

test('[M2] the short code is read in groups of four', () => {
  expect(groupedCode('7K4M2QXD')).toBe('7K4M 2QXD');
});
