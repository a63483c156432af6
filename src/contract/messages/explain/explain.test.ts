import { expect, test } from 'vitest';
import type { Entry } from '#core/decision.ts';
import { EXPLANATIONS, type Explanation } from '#core/explanation.ts';
import { LOCALES, type Locale, type Promotion, type Unit } from '#core/program.ts';
import { causeName, type ExplainContext, explain, unitsText } from './explain.ts';

const points: Unit = {
  id: 'points',
  kind: 'points',
  names: {
    en: { one: 'point', other: 'points' },
    sk: { one: 'bod', few: 'body', many: 'bodu', other: 'bodov' },
    cs: { one: 'bod', few: 'body', many: 'bodu', other: 'bodů' },
    pl: { one: 'punkt', few: 'punkty', many: 'punktów', other: 'punktu' },
    hu: { one: 'pont', other: 'pont' },
    de: { one: 'Punkt', other: 'Punkte' },
  },
  activation_days: 0,
  expiry: { kind: 'none' },
};

const context = (reader: Locale): ExplainContext => ({
  document: { units: [points], currency: 'EUR' },
  reader,
  merchantLocale: 'sk',
  rewardName: (id) => (id === 'r1' ? 'Espresso' : undefined),
});

const said = (reader: Locale, explanation: Explanation, unit = 'points') =>
  explain({ unit, explanation }, context(reader)).replaceAll(/\u00a0/g, ' ');

const purchase: Explanation = {
  code: 'earn.per_amount',
  params: {
    units: 1,
    per_minor: 100,
    net_minor: 560,
    currency: 'EUR',
    amount: 5,
    remainder_before_minor: 20,
    remainder_after_minor: 80,
  },
};

const WORDS: Record<Locale, string[]> = {
  en: ['1 point', '2 points', '5 points', '22 points', '1.5 points'],
  sk: ['1 bod', '2 body', '5 bodov', '22 bodov', '1,5 bodu'],
  cs: ['1 bod', '2 body', '5 bodů', '22 bodů', '1,5 bodu'],
  pl: ['1 punkt', '2 punkty', '5 punktów', '22 punkty', '1,5 punktu'],
  hu: ['1 pont', '2 pont', '5 pont', '22 pont', '1,5 pont'],
  de: ['1 Punkt', '2 Punkte', '5 Punkte', '22 Punkte', '1,5 Punkte'],
};

for (const locale of LOCALES) {
  test(`[P4] 1, 2, 5, 22 and 1.5 units have the right word in ${locale}`, () => {
    const texts = [1, 2, 5, 22, 1.5].map((n) => unitsText('points', n, context(locale)));
    expect(texts).toEqual(WORDS[locale]);
  });

  test(`[E14] every explanation code makes a whole sentence in ${locale}`, () => {
    for (const [code, names] of Object.entries(EXPLANATIONS)) {
      const texts = ['currency', 'reason', 'subject', 'reward_id', 'order_id'];
      const params = Object.fromEntries(names.map((n) => [n, texts.includes(n) ? 'EUR' : 2]));
      const entry = { unit: 'points', explanation: { code, params } as Entry['explanation'] };
      const text = explain(entry, context(locale));
      expect(text, code).not.toMatch(/undefined|NaN|none|[{}]/);
      expect(text.length, code).toBeGreaterThan(5);
    }
  });
}

test('[E14, E16] a purchase says its rate, what was kept before and what is kept now', () => {
  expect(said('en', purchase)).toBe(
    '1 point for each €1: €5.60 and €0.20 kept from before give 5 points, €0.80 is kept',
  );
  expect(said('sk', purchase)).toBe(
    '1 bod za 1 €: 5,60 € a 0,20 € z minula – 5 bodov, 0,80 € zostáva nabudúce',
  );
  expect(said('hu', purchase)).toBe(
    'Minden 1 EUR után 1 pont: 5,60 EUR és korábbról 0,20 EUR – 5 pont, 0,80 EUR megmarad a következőre',
  );
});

test('[E14] nothing kept is not mentioned', () => {
  const params = { ...purchase.params, remainder_before_minor: 0, remainder_after_minor: 0 };
  const plain = { ...purchase, params } as Explanation;
  expect(said('en', plain)).toBe('1 point for each €1: €5.60 gives 5 points');
});

test('[E12, E14] a whole refund says that nothing is left of the purchase', () => {
  const refund: Explanation = {
    code: 'refund.per_amount',
    params: { ...purchase.params, net_minor: 0, remainder_after_minor: 0 } as never,
  };
  expect(said('en', refund)).toBe(
    'Nothing is left of the purchase, 1 point for each €1: 5 points taken back',
  );
});

test('[E14] a redemption names the reward when its name is known', () => {
  const redeem = (reward_id: string): Explanation => ({
    code: 'redeem',
    params: { reward_id, amount: 5 },
  });
  expect(said('pl', redeem('r1'))).toBe('Nagroda: Espresso (5 punktów)');
  expect(said('pl', redeem('other'))).toBe('Nagroda (5 punktów)');
});

test('[E14] a reversal says what was undone', () => {
  const reverse = (subject: string): Explanation => ({
    code: 'reverse',
    params: { subject, amount: 1 },
  });
  expect(said('de', reverse('visit:123'))).toBe('Der Besuch wurde storniert (1 Punkt)');
  expect(said('de', reverse('something'))).toBe('Storno (1 Punkt)');
});

test('[E14] a unit that the version no longer has is called by its id', () => {
  expect(said('en', { code: 'earn.visit', params: { units: 2, amount: 2 } }, 'gold')).toBe(
    'For the visit: 2 gold',
  );
});

test('[P4] a unit without words in the reader language keeps the words of the merchant', () => {
  const onlySlovak = { ...points, names: { sk: points.names.sk } } as Unit;
  const reader = { ...context('en'), document: { units: [onlySlovak], currency: 'EUR' } };
  expect(unitsText('points', 5, reader)).toBe('5 bodov');
});

test('[E14] a cause has a short name in the reader language', () => {
  expect(causeName('rule:coffee@3', 'en')).toBe('Earning rule');
  expect(causeName('expiry', 'sk')).toBe('Koniec platnosti');
  expect(causeName('something', 'en')).toBe('Other');
});

test('[E14, E15] a promotion is called by its name, else by when it counts', () => {
  const earned: Explanation = {
    code: 'earn.promotion',
    params: { promotion: 'p', factor: 2, amount: 5 },
  };
  const promotion = (names?: Promotion['names'], when: Promotion['when'] = []): Promotion => ({
    ...{ id: 'p', on: 'purchase', names, when, stacks: false },
    give: { kind: 'multiplier', unit: 'points', numerator: 2, denominator: 1 },
  });
  const told = (given: Promotion) => {
    const document = { ...context('sk').document, promotions: [given] };
    return explain({ unit: 'points', explanation: earned }, { ...context('sk'), document });
  };
  const rest = ': 2× obvyklé množstvo, navyše 5 bodov';
  const pastry: Promotion['when'][number] = {
    ...{ kind: 'basket', match: { categories: ['pastry'] }, quantity: 1 },
  };
  expect(told(promotion({ sk: 'Sladká streda' }, [pastry]))).toBe(`Sladká streda${rest}`);
  expect(told(promotion(undefined, [pastry]))).toBe(`So zákuskom v nákupe${rest}`);
  expect(told(promotion())).toBe(`Akcia${rest}`);
});
