import { expect, test } from 'vitest';
import { plainText, sentenceWriter } from '#contract/rule-sentence.ts';
import type { ProgramDocument } from '#core/program.ts';
import { documentFrom, templateFor } from '#core/templates.ts';
import { type Adding, addTerm, applyEdit, freeId, NEW_TERMS, removeTerm } from './edit.ts';
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
  const all = applyEdit(LIVE, place, { part: 'match', categories: [] });
  expect(all.rules.find(({ id }) => id === place.id)).not.toHaveProperty('match');
});
