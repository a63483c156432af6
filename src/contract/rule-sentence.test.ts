import { expect, test } from 'vitest';
import { LOCALES, type ProgramDocument } from '#core/program.ts';
import { plainText } from './marked-text.ts';
import { sentenceWriter } from './rule-sentence.ts';

const document = (units: number): ProgramDocument => ({
  schema: 1,
  currency: 'EUR',
  zone: 'Europe/Bratislava',
  day_starts_at: '04:00',
  units: [
    {
      id: 'coffee',
      kind: 'stamps',
      names: {
        en: { one: 'stamp', other: 'stamps' },
        sk: { one: 'pečiatka', few: 'pečiatky', many: 'pečiatky', other: 'pečiatok' },
        cs: { one: 'razítko', few: 'razítka', many: 'razítka', other: 'razítek' },
        pl: { one: 'pieczątka', few: 'pieczątki', many: 'pieczątek', other: 'pieczątki' },
        hu: { one: 'pecsét', other: 'pecsét' },
        de: { one: 'Stempel', other: 'Stempel' },
      },
      activation_days: 0,
      expiry: { kind: 'after_months', months: 12 },
    },
  ],
  stamp_cards: [{ unit: 'coffee', size: 10, reward_id: 'r1' }],
  rules: [
    {
      id: 'item',
      on: 'purchase',
      match: { categories: ['coffee'] },
      give: { kind: 'per_item', unit: 'coffee', units },
    },
    {
      id: 'amount',
      on: 'purchase',
      give: { kind: 'per_amount', unit: 'coffee', units, per_minor: 5000, remainder: 'keep' },
    },
  ],
  cool_down_minutes: 120,
  refund_policy: 'debt',
  base: { shipping: false, tips: false, fees: false },
});

const writer = (locale: (typeof LOCALES)[number] | 'xx', units = 1) =>
  sentenceWriter({
    document: document(units),
    rewardNames: { r1: 'káva' },
    locale,
    merchantLocale: 'sk',
  });

const itemSentence = (locale: (typeof LOCALES)[number], units: number): string =>
  plainText(writer(locale, units).rule(document(units).rules[0]!));

test('[E15] a rule is one sentence with the right forms for 1, 2, 5 and 22 in six languages', () => {
  const written = Object.fromEntries(
    LOCALES.map((locale) => [locale, [1, 2, 5, 22].map((n) => itemSentence(locale, n))]),
  );
  expect(written).toMatchInlineSnapshot(`
    {
      "cs": [
        "Za každou kávu přibude 1 razítko.",
        "Za každou kávu přibudou 2 razítka.",
        "Za každou kávu přibude 5 razítek.",
        "Za každou kávu přibude 22 razítek.",
      ],
      "de": [
        "Für jeden Kaffee gibt es 1 Stempel.",
        "Für jeden Kaffee gibt es 2 Stempel.",
        "Für jeden Kaffee gibt es 5 Stempel.",
        "Für jeden Kaffee gibt es 22 Stempel.",
      ],
      "en": [
        "For each coffee you get 1 stamp.",
        "For each coffee you get 2 stamps.",
        "For each coffee you get 5 stamps.",
        "For each coffee you get 22 stamps.",
      ],
      "hu": [
        "Minden kávé után 1 pecsét jár.",
        "Minden kávé után 2 pecsét jár.",
        "Minden kávé után 5 pecsét jár.",
        "Minden kávé után 22 pecsét jár.",
      ],
      "pl": [
        "Za każdą kawę przybywa 1 pieczątka.",
        "Za każdą kawę przybywają 2 pieczątki.",
        "Za każdą kawę przybywa 5 pieczątek.",
        "Za każdą kawę przybywają 22 pieczątki.",
      ],
      "sk": [
        "Za každú kávu pribudne 1 pečiatka.",
        "Za každú kávu pribudnú 2 pečiatky.",
        "Za každú kávu pribudne 5 pečiatok.",
        "Za každú kávu pribudne 22 pečiatok.",
      ],
    }
  `);
});

test('[E15] the parts that can be changed are marked, wherever a language puts them', () => {
  for (const locale of LOCALES) {
    const parts = writer(locale)
      .rule(document(1).rules[0]!)
      .filter(({ part }) => part !== null)
      .map(({ part }) => part);
    expect(parts.sort(), locale).toEqual(['match', 'units']);
  }
});

test('[E15] amounts are money of the program and the kept remainder is said', () => {
  expect(plainText(writer('sk').rule(document(1).rules[1]!))).toBe(
    'Za každé 50\u00a0€ pribudne 1 pečiatka; zvyšok sa prenesie do ďalšieho nákupu.',
  );
  expect(plainText(writer('en', 5).rule(document(5).rules[1]!))).toBe(
    'For each €50 you get 5 stamps; the rest carries over to the next purchase.',
  );
});

test('[E15] an unknown category stays readable and sentences around the rules exist', () => {
  const rule = { ...document(1).rules[0]!, match: { categories: ['matcha'] } };
  expect(plainText(writer('en').rule(rule))).toBe('For each item (matcha) you get 1 stamp.');
  const both = { ...rule, match: { categories: ['coffee', 'matcha'], skus: ['A-1'] } };
  expect(plainText(writer('sk').rule(both))).toBe(
    'Za každý kus (káva, matcha, A-1) pribudne 1 pečiatka.',
  );
  const { stampCard, coolDown, expiry, refund } = writer('de');
  expect(plainText(stampCard(document(1).stamp_cards[0]!))).toBe(
    'Für 10 Stempel gibt es als Prämie: káva.',
  );
  expect(plainText(coolDown())).toContain('2 Stunden');
  expect(plainText(expiry(document(1).units[0]!))).toContain('12 Monate');
  expect(plainText(refund())).toContain('zurückgegeben');
});
