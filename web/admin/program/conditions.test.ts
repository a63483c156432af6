import { expect, test } from 'vitest';
import type { LocationView } from '#contract/location.ts';
import { programDocumentSchema } from '#contract/program-document.ts';
import { CONDITION_ARGUMENTS, type ConditionKind } from '#core/condition.ts';
import type { ProgramDocument } from '#core/program.ts';
import { documentFrom, templateFor } from '#core/templates.ts';
import { defaultCondition, offeredConditions } from './condition-default.ts';
import { conditionsOf, queryOf } from './conditions-query.ts';
import { knownCategories } from './sources.ts';

const merchant = { currency: 'EUR', zone: 'Europe/Bratislava' };
const ID = '01h45ytscbebyvny4gc8cr8ma2';
const DOCUMENT: ProgramDocument = documentFrom(templateFor('cafe', 'EUR'), merchant, {
  coffee: `rew_${ID}`,
});
const location: LocationView = {
  ...{ id: `loc_${ID}`, name: 'Dunajská', is_default: true, archived: false },
  kind: 'shop',
  created_at: '2026-01-01T00:00:00Z',
};
const where = {
  document: {
    ...DOCUMENT,
    tiers: {
      ...{ measure: 'visits', window: { kind: 'lifetime' }, down: 'earned' },
      ...{ notice_days: 0, grace_days: 0, tiers: [{ id: 'gold', names: {}, from: 10 }] },
    } as const,
  } as unknown as ProgramDocument,
  sources: { locations: [location], categories: ['pastry'] },
  today: '2026-11-24',
};
const KINDS = Object.keys(CONDITION_ARGUMENTS) as ConditionKind[];
const ALL = KINDS.map((kind) => defaultCondition(kind, where));

test('[E6] the query builder gives every kind of condition back as it was', () => {
  expect(conditionsOf(queryOf(ALL))).toEqual(ALL);
  expect(conditionsOf(queryOf([]))).toEqual([]);
  const half = queryOf([]);
  half.rules.push({ field: '~', operator: 'is', value: '' });
  expect(conditionsOf(half)).toEqual([]);
});

test('[E6] every new condition begins with values that the contract takes', () => {
  const when = ALL.filter(({ kind }) => kind !== 'tiers');
  const promotion = {
    ...{ id: 'p', on: 'purchase', when, stacks: false },
    give: { kind: 'fixed', unit: 'points', units: 1 },
  };
  const parsed = programDocumentSchema.safeParse({ ...DOCUMENT, promotions: [promotion] });
  expect(parsed.error?.issues ?? []).toEqual([]);
});

test('[E6] only conditions that can be answered are offered', () => {
  expect(offeredConditions('purchase', where)).toEqual(KINDS);
  expect(offeredConditions('visit', where)).not.toContain('basket');
  expect(offeredConditions('enrollment', where)).not.toContain('channel');
  const bare = { ...where, document: DOCUMENT, sources: { locations: [], categories: [] } };
  expect(offeredConditions('purchase', bare)).not.toContain('locations');
  expect(offeredConditions('purchase', bare)).not.toContain('tiers');
});

test('[E6] categories come from the program, from purchases and from the trade, each once', () => {
  expect(knownCategories(DOCUMENT, ['pastry', 'coffee'], ['coffee', 'tea'])).toEqual([
    'coffee',
    'pastry',
    'tea',
  ]);
});
