import { expect, test } from 'vitest';
import { plainText } from '#contract/marked-text.ts';
import { sentenceWriter } from '#contract/rule-sentence.ts';
import type { Condition } from '#core/condition.ts';
import type { ProgramDocument, Promotion } from '#core/program.ts';
import { documentFrom, templateFor } from '#core/templates.ts';
import {
  type Adding,
  addPromotion,
  addTerm,
  applyEdit,
  type Edit,
  freeId,
  NEW_TERMS,
  removeTerm,
} from './edit.ts';
import { withCap } from './term-edit.ts';
import { oldPart, termsOf } from './terms.ts';

const template = templateFor('cafe', 'EUR');
const LIVE = documentFrom(
  template,
  { currency: 'EUR', zone: 'Europe/Bratislava' },
  Object.fromEntries(template.rewards.map(({ key }) => [key, key])),
);
const unit = LIVE.stamp_cards[0]?.unit ?? '';
const adding: Adding = { taken: [], unit, perMinor: 100, rewardId: 'second' };

const written = (document: ProgramDocument) => ({
  document,
  writer: sentenceWriter({ document, rewardNames: {}, locale: 'en', merchantLocale: 'en' }),
});
const compared = (draft: ProgramDocument) => termsOf(written(draft), written(LIVE));

test('[E15] an untouched draft says what the live version says', () => {
  expect(compared(LIVE).every(({ state }) => state === 'same')).toBe(true);
});

test('[E15] a changed part is marked and keeps its old value', () => {
  const draft = applyEdit(LIVE, { kind: 'card', id: unit }, { part: 'size', value: 7 });
  const changed = compared(draft).filter(({ state }) => state === 'changed');
  expect(changed.map(({ key }) => key)).toEqual([`card:${unit}`]);
  const size = changed[0]?.sentence.find(({ part }) => part === 'size');
  expect(size?.text).toBe('7 stamps');
  expect(changed[0] && oldPart(changed[0], 'size', '7 stamps')).toMatch(/stamps$/);
  expect(changed[0] && oldPart(changed[0], 'reward', 'coffee')).toBeNull();
});

test('[E15] every kind of new term reads as a sentence, also beside another of its kind', () => {
  for (const term of NEW_TERMS) {
    const once = addTerm(LIVE, term, adding);
    const twice = addTerm(once, term, adding);
    const added = compared(twice).filter(({ state }) => state === 'new');
    expect(new Set(added.map(({ key }) => key)).size).toBe(added.length);
    expect(added.length, term).toBeGreaterThanOrEqual(2);
    expect(added.every(({ sentence }) => plainText(sentence).endsWith('.'))).toBe(true);
  }
});

test('[E15] a new stamp card needs a reward of its own', () => {
  expect(addTerm(LIVE, 'stamp_card', { ...adding, rewardId: null })).toBe(LIVE);
});

test('[E15] a removed rule is shown as removed, an id is never given twice', () => {
  const rule = LIVE.rules[0];
  const draft = removeTerm(LIVE, { kind: 'rule', id: rule?.id ?? '' });
  expect(compared(draft).filter(({ state }) => state === 'removed')).toMatchObject([
    { key: `rule:${rule?.id}` },
  ]);
  expect(freeId('visit', ['visit', 'visit-2'])).toBe('visit-3');
});

test('[E15] no category means every item', () => {
  const rule = LIVE.rules.find(({ match }) => match);
  const place = { kind: 'rule', id: rule?.id ?? '' } as const;
  const all = applyEdit(LIVE, place, { part: 'match', value: { categories: [] } });
  expect(all.rules.find(({ id }) => id === place.id)).not.toHaveProperty('match');
});

const PROMOTION = {
  ...{ on: 'purchase', when: [], stacks: false },
  give: { kind: 'multiplier', unit: 'points', numerator: 2, denominator: 1 },
} satisfies Omit<Promotion, 'id'>;
const PLACE = { kind: 'promotion', id: 'combo' } as const;
const PROMOTED = addPromotion(LIVE, 'combo', PROMOTION, []);
const FIRST: Condition = { kind: 'first_purchase' };

test('[B9, E6] a promotion gets an id of its own, beside rules and those of other versions', () => {
  const again = addPromotion(PROMOTED, 'combo', PROMOTION, ['combo-2']);
  expect(again.promotions?.map(({ id }) => id)).toEqual(['combo', 'combo-3']);
  expect(addPromotion(LIVE, 'points', PROMOTION, []).promotions?.[0]?.id).toBe('points-2');
});

test('[B9, E6] conditions and limits are added, changed and removed in their place', () => {
  const limit = { of: 'times', most: 1, per: 'day' } as const;
  const asked = applyEdit(PROMOTED, PLACE, { part: 'when', index: 0, value: FIRST });
  const both = applyEdit(asked, PLACE, { part: 'limit', index: 0, value: limit });
  expect(both.promotions?.[0]).toMatchObject({ when: [FIRST], limits: [limit] });
  expect(compared(both).filter(({ state }) => state === 'new')).toMatchObject([
    { key: 'promotion:combo', section: 'promotions' },
  ]);
  const without = applyEdit(both, PLACE, { part: 'limit', index: 0, value: null });
  expect(applyEdit(without, PLACE, { part: 'when', index: 0, value: null })).toEqual(PROMOTED);
});

test('[B9] what is added to a rule and taken back leaves no trace', () => {
  const place = { kind: 'rule', id: LIVE.rules[0]?.id ?? '' } as const;
  const asked = applyEdit(LIVE, place, { part: 'conditions', value: [FIRST] });
  expect(asked.rules[0]?.when).toEqual([FIRST]);
  expect(applyEdit(asked, place, { part: 'conditions', value: [] })).toEqual(LIVE);
  expect(removeTerm(PROMOTED, PLACE)).toEqual(LIVE);
  const capped = withCap(LIVE, 0, { unit: 'points', most: 100, per: 'day' });
  expect(removeTerm(capped, { kind: 'cap', id: '0' })).toEqual(LIVE);
});

test('[B9, E6] multiple, unit, stacking and names of a promotion change in place', () => {
  const edits: Edit[] = [
    { part: 'factor', numerator: 3, denominator: 2 },
    { part: 'unit', value: 'stamps' },
    { part: 'stacks', value: true },
    { part: 'names', value: { sk: 'Sladká hodinka' } },
  ];
  const edited = edits.reduce((document, edit) => applyEdit(document, PLACE, edit), PROMOTED);
  expect(edited.promotions?.[0]).toMatchObject({
    stacks: true,
    names: { sk: 'Sladká hodinka' },
    give: { unit: 'stamps', numerator: 3, denominator: 2 },
  });
  const unnamed = applyEdit(edited, PLACE, { part: 'names', value: undefined });
  expect(unnamed.promotions?.[0]).not.toHaveProperty('names');
});
