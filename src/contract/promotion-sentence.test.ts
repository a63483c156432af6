import { expect, test } from 'vitest';
import { CONDITION_ARGUMENTS, type Condition, type ConditionKind } from '#core/condition.ts';
import {
  type EarningRule,
  type Limit,
  LOCALES,
  type Locale,
  type ProgramDocument,
  type Promotion,
} from '#core/program.ts';
import { documentFrom, templateFor } from '#core/templates.ts';
import { promotionTitle } from './condition-phrase.ts';
import { plainText } from './marked-text.ts';
import { conditionTables } from './messages/condition/index.ts';
import { ruleTables } from './messages/rule/index.ts';
import { sentenceWriter } from './rule-sentence.ts';

const MERCHANT = { currency: 'EUR', zone: 'Europe/Bratislava' };
const DOCUMENT: ProgramDocument = {
  ...documentFrom(templateFor('cafe', 'EUR'), MERCHANT, { coffee: 'r1' }),
  tiers: {
    ...{ measure: 'visits', window: { kind: 'lifetime' }, down: 'earned' },
    ...{ notice_days: 0, grace_days: 0 },
    tiers: [{ id: 'gold', names: { en: 'Gold', sk: 'Zlatá' }, from: 10 }],
  },
};

const writer = (locale: Locale | 'xx') =>
  sentenceWriter({
    document: DOCUMENT,
    rewardNames: {},
    locationNames: { l1: 'Dunajská', l2: 'Obchodná' },
    locale,
    merchantLocale: 'sk',
  });

const promotion = (when: Condition[], more: Partial<Promotion> = {}): Promotion => ({
  id: 'p',
  on: 'purchase',
  when,
  give: { kind: 'multiplier', unit: 'points', numerator: 2, denominator: 1 },
  stacks: false,
  ...more,
});

const said = (locale: Locale | 'xx', when: Condition[], more: Partial<Promotion> = {}) =>
  plainText(writer(locale).promotion(promotion(when, more)));
const inAll = (when: Condition[], more: Partial<Promotion> = {}) =>
  Object.fromEntries(LOCALES.map((locale) => [locale, said(locale, when, more)]));

/** One condition of every kind, so that none is forgotten. */
const EXAMPLES: { [K in ConditionKind]: Extract<Condition, { kind: K }> } = {
  weekdays: { kind: 'weekdays', days: [1, 2, 3, 4, 5] },
  hours: { kind: 'hours', from: '15:00', to: '17:00' },
  dates: { kind: 'dates', from: '2026-12-01', to: '2026-12-24' },
  locations: { kind: 'locations', locations: ['l1', 'l2'] },
  channel: { kind: 'channel', channel: 'online' },
  tiers: { kind: 'tiers', tiers: ['gold'] },
  member_tags: { kind: 'member_tags', tags: ['VIP'] },
  new_member: { kind: 'new_member', days: 30 },
  first_purchase: { kind: 'first_purchase' },
  birthday: { kind: 'birthday', before: 3, after: 3 },
  basket: { kind: 'basket', match: { categories: ['pastry'] }, quantity: 1 },
  spend: { kind: 'spend', minor: 2000 },
};
const KINDS = Object.keys(CONDITION_ARGUMENTS) as ConditionKind[];

test.each(LOCALES)('[E15] every condition has words in %s and reads with each other', (locale) => {
  for (const kind of KINDS) {
    expect(conditionTables[locale], `${kind} in ${locale}`).toHaveProperty(kind);
    for (const other of KINDS) {
      const text = said(locale, [EXAMPLES[kind], EXAMPLES[other]]);
      expect(text).toMatch(/^[\p{Lu}\d].*[^ ]\.$/u);
      expect(text).not.toMatch(/ {2}|\{|undefined|none|[\uE000-\uE002]/);
    }
  }
});

test.each(KINDS)('[E15] a condition of kind %s reads as one natural sentence', (kind) => {
  expect(inAll([EXAMPLES[kind]])).toMatchSnapshot();
});

test('[E15] happy hour, from Monday to Friday, in six languages', () => {
  expect(said('en', [EXAMPLES.weekdays, EXAMPLES.hours])).toBe(
    'From Monday to Friday between 15:00 and 17:00 you get double points.',
  );
  expect(said('sk', [EXAMPLES.weekdays, EXAMPLES.hours])).toBe(
    'Od pondelka do piatka medzi 15.00 a 17.00 získate dvojnásobok bodov.',
  );
  expect(inAll([EXAMPLES.weekdays, EXAMPLES.hours, EXAMPLES.basket])).toMatchSnapshot();
});

test('[E15] single days, open dates and one-sided birthdays have forms of their own', () => {
  const cases: Condition[] = [
    { kind: 'weekdays', days: [2] },
    { kind: 'weekdays', days: [4, 1] },
    { kind: 'weekdays', days: [1, 2, 3, 4, 5, 6, 7] },
    { kind: 'dates', from: '2026-12-01', to: null },
    { kind: 'dates', from: null, to: '2026-12-24' },
    { kind: 'dates', from: '2026-12-06', to: '2026-12-06' },
    { kind: 'locations', locations: ['l1'] },
    { kind: 'locations', locations: ['gone'] },
    { kind: 'channel', channel: 'shop' },
    { kind: 'birthday', before: 0, after: 0 },
    { kind: 'birthday', before: 7, after: 0 },
    { kind: 'birthday', before: 0, after: 1 },
    { kind: 'basket', match: { categories: ['pastry', 'matcha'] }, quantity: 2 },
    { kind: 'basket', match: { tags: ['new'] }, quantity: 1 },
    { kind: 'basket', match: {}, quantity: 5 },
  ];
  for (const condition of cases) expect(inAll([condition])).toMatchSnapshot();
});

test('[E15] what a promotion gives takes the right form for 1, 2, 5 and 22', () => {
  const gives = (units: number): Promotion['give'][] => [
    { kind: 'fixed', unit: 'points', units },
    { kind: 'per_item', unit: 'stamps', units },
    { kind: 'per_amount', unit: 'points', units, per_minor: 100, remainder: 'drop' },
  ];
  const match = { categories: ['coffee'] };
  for (const units of [1, 2, 5, 22]) {
    for (const give of gives(units)) {
      const what = give.kind === 'fixed' ? {} : { match };
      expect(inAll([EXAMPLES.first_purchase], { give, ...what })).toMatchSnapshot();
    }
  }
});

test('[E15] multiples are words where there is one, else numbers as the reader writes them', () => {
  const times = (numerator: number, denominator: number): Partial<Promotion> => ({
    give: { kind: 'multiplier', unit: 'points', numerator, denominator },
  });
  expect(inAll([], times(3, 2))).toMatchSnapshot();
  expect(inAll([], times(3, 1))).toMatchSnapshot();
  expect(inAll([], times(5, 1))).toMatchSnapshot();
  expect(inAll([], { match: { categories: ['coffee'] } })).toMatchSnapshot();
});

test('[E15] a category that has a word has all the forms that sentences need', () => {
  const of = (keys: string[], start: string) =>
    keys.flatMap((key) => (key.startsWith(start) ? [key.slice(start.length)] : [])).sort();
  const items = of(Object.keys(ruleTables.en), 'item.');
  expect(items.length).toBeGreaterThan(5);
  expect(of(Object.keys(ruleTables.en), 'each.')).toEqual([...items, 'any', 'other'].sort());
  const having = of(Object.keys(conditionTables.en), 'with.');
  expect(having).toEqual([...items, 'any', 'other'].sort());
});

const RULE: EarningRule = {
  id: 'r',
  on: 'purchase',
  match: { categories: ['coffee'] },
  give: { kind: 'per_item', unit: 'stamps', units: 1 },
};

test('[E15] a rule says its conditions first and its limits last', () => {
  const limits: Limit[] = [
    { of: 'units', most: 4, per: 'day' },
    { of: 'times', most: 2, per: 'week' },
  ];
  const rule: EarningRule = { ...RULE, when: [EXAMPLES.weekdays], limits };
  expect(
    Object.fromEntries(LOCALES.map((locale) => [locale, plainText(writer(locale).rule(rule))])),
  ).toMatchSnapshot();
  const kept: EarningRule = { ...DOCUMENT.rules[1]!, limits: limits.slice(0, 1) };
  expect(plainText(writer('en').rule(kept))).toMatch(/purchase; at most 4 points a day\.$/);
});

test('[E13, E15] a cap is a sentence for every period', () => {
  for (const per of ['day', 'week', 'month', 'year', 'ever'] as const) {
    const cap = { unit: 'points', most: 100, per };
    expect(
      Object.fromEntries(LOCALES.map((locale) => [locale, plainText(writer(locale).cap(cap))])),
    ).toMatchSnapshot();
  }
  const words = (most: number) =>
    LOCALES.map((locale) => plainText(writer(locale).cap({ unit: 'points', most, per: 'day' })));
  for (const most of [1, 2, 5, 22]) expect(words(most)).toMatchSnapshot();
});

test('[E15] every condition, limit and amount of a promotion is a part that opens', () => {
  const when = KINDS.map((kind) => EXAMPLES[kind]);
  const limits: Limit[] = [{ of: 'times', most: 1, per: 'day' }];
  const given = promotion(when, { limits, match: { categories: ['coffee'] } });
  const wanted = [...KINDS.map((_kind, n) => `when.${n}`), 'factor', 'limit.0', 'match', 'unit'];
  for (const locale of LOCALES) {
    const parts = writer(locale)
      .promotion(given)
      .flatMap(({ part }) => part ?? []);
    expect(parts.sort(), locale).toEqual(wanted.sort());
  }
});

test('[E15] when a promotion counts is its title; without conditions there is none', () => {
  const context = { document: DOCUMENT, locale: 'sk', merchantLocale: 'sk' } as const;
  expect(promotionTitle(promotion([EXAMPLES.basket]), context)).toBe('So zákuskom v nákupe');
  expect(promotionTitle(promotion([]), context)).toBeNull();
});
