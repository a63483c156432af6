import { expect, test } from 'vitest';
import { LOCALES, type Locale, type Promotion } from '#core/program.ts';
import type { Reason } from '#core/why-nothing.ts';
import { document } from '#support/core-scene.ts';
import { explainMissed } from './explain-missed.ts';

const promotion = (id: string, names?: Promotion['names']): Promotion => ({
  id,
  names,
  on: 'purchase',
  when: [],
  give: { kind: 'multiplier', unit: 'points', numerator: 2, denominator: 1 },
  stacks: false,
});

const program = document({
  promotions: [
    promotion('pastry', { en: 'Double points', sk: 'Dvojnásobné body so zákuskom' }),
    promotion('plain'),
  ],
});

const said = (rule: string, reason: Reason, reader: Locale = 'en') => {
  const locationName = (id: string) => `Café ${id}`;
  const context = { document: program, reader, merchantLocale: 'en' as Locale, locationName };
  const [text] = explainMissed([{ rule, reason }], context);
  if (!text) throw new Error('nothing was said');
  return { ...text, sentence: text.sentence.replaceAll(' ', ' ') };
};

const TEA = { categories: ['tea'] };

const REASONS: Reason[] = [
  { code: 'condition', condition: { kind: 'weekdays', days: [1, 2, 7] } },
  { code: 'condition', condition: { kind: 'hours', from: '14:00', to: '16:00' } },
  { code: 'condition', condition: { kind: 'dates', from: '2026-04-01', to: null } },
  { code: 'condition', condition: { kind: 'dates', from: null, to: '2026-04-01' } },
  { code: 'condition', condition: { kind: 'dates', from: '2026-04-01', to: '2026-05-01' } },
  { code: 'condition', condition: { kind: 'locations', locations: ['a', 'b'] } },
  { code: 'condition', condition: { kind: 'channel', channel: 'online' } },
  { code: 'condition', condition: { kind: 'tiers', tiers: ['gold'] } },
  { code: 'condition', condition: { kind: 'member_tags', tags: ['vip'] } },
  { code: 'condition', condition: { kind: 'new_member', days: 30 } },
  { code: 'condition', condition: { kind: 'first_purchase' } },
  { code: 'condition', condition: { kind: 'birthday', before: 3, after: 3 } },
  { code: 'condition', condition: { kind: 'basket', match: TEA, quantity: 1 }, had: 0 },
  { code: 'condition', condition: { kind: 'basket', match: {}, quantity: 3 }, had: 2 },
  { code: 'condition', condition: { kind: 'spend', minor: 1_000 }, had: 500 },
  { code: 'limit', limit: { of: 'times', most: 2, per: 'day' } },
  { code: 'limit', limit: { of: 'units', most: 5, per: 'ever' } },
  { code: 'cap', cap: { unit: 'points', most: 100, per: 'week' } },
  { code: 'beaten', by: 'pastry' },
  { code: 'beaten', by: 'plain' },
  { code: 'same_visit', minutes: 120 },
  { code: 'no_match', match: {} },
  { code: 'no_match', match: { categories: ['coffee'] } },
  { code: 'no_match', match: { skus: ['A1', 'A2'] } },
  { code: 'nothing_paid' },
  { code: 'too_little', missing_minor: 40 },
  { code: 'amount_unknown' },
  { code: 'tapped' },
  { code: 'nothing_to_add_to' },
  { code: 'no_purchase' },
  { code: 'not_paid' },
  { code: 'nothing_left' },
  { code: 'frozen' },
];

for (const locale of LOCALES) {
  test(`[E14] every reason makes a whole sentence in ${locale}`, () => {
    const sentences = REASONS.map((reason) => said('pastry', reason, locale).sentence);
    for (const sentence of sentences) {
      expect(sentence).not.toMatch(/undefined|NaN|none|[{}]|: \.|\.\.|\s\s/);
      expect(sentence).toMatch(/\.$/);
    }
    expect(new Set(sentences).size).toBe(sentences.length);
  });
}

test.each<[Locale, string]>([
  ['sk', '„Dvojnásobné body so zákuskom“ sa nepoužilo: v nákupe nie je zákusok.'],
  ['en', '“Double points” did not apply: the purchase has no pastry.'],
  ['de', '„Double points“ wurde nicht angewendet: im Einkauf ist kein Gebäck.'],
])('[E14] a promotion that lacked its pastry says so in %s', (locale, sentence) => {
  const reason: Reason = { code: 'no_match', match: { categories: ['pastry'] } };
  expect(said('pastry', reason, locale).sentence).toBe(sentence);
});

test('[E14] a rule is called by its sentence, a promotion without a name by what it is', () => {
  const reason: Reason = { code: 'no_match', match: { categories: ['coffee'] } };
  expect(said('coffee', reason).sentence).toBe(
    '“For each coffee you get 1 stamps” did not apply: the purchase has no coffee.',
  );
  expect(said('plain', reason).name).toBe('Promotion');
});

test('[E13, E14] limits and caps say how much, places by their names', () => {
  expect(said('pastry', REASONS[16] as Reason, 'sk').reason).toBe(
    'limit je vyčerpaný: najviac 5 points spolu',
  );
  expect(said('pastry', REASONS[5] as Reason).reason).toBe(
    'it applies only here: Café a and Café b',
  );
});
