import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ProgramDocument } from '#core/program.ts';
import { type Client, startTestApp, type TestApp } from '#support/app.ts';

let app: TestApp;
let ask: Client;
let live: ProgramDocument;

beforeAll(async () => {
  app = await startTestApp();
  ask = app.as((await app.found()).api_key);
  live = (await ask('GET', '/v1/program')).body.document;
});
afterAll(() => app.close());

const draft = (document: unknown) => ask('POST', '/v1/program/drafts', { document });
const changed = (changes: Partial<ProgramDocument>) => ({ ...live, ...changes });

const unit = (id: string) => ({
  ...(live.units[0] as ProgramDocument['units'][number]),
  id,
});
const fixed = (unit: string, units = 1) => ({ kind: 'fixed' as const, unit, units });

test.each<[string, () => Partial<ProgramDocument>, string]>([
  ['a unit twice', () => ({ units: [...live.units, unit('points')] }), 'units.2.id'],
  ['a unit left out that members hold', () => ({ units: [unit('stamps')], rules: [] }), 'units'],
  [
    'a unit of another kind',
    () => ({ units: live.units.map((u) => ({ ...u, kind: 'points' })), stamp_cards: [] }),
    'units.0.kind',
  ],
  [
    'a unit without a name in the language of the merchant',
    () => ({ units: live.units.map((u) => ({ ...u, names: { de: { one: 'P', other: 'P' } } })) }),
    'units.0.names.en',
  ],
  ['another currency', () => ({ currency: 'CZK' }), 'currency'],
  ['a currency that is none', () => ({ currency: 'XXY' }), 'currency'],
  ['a zone that is none', () => ({ zone: 'Mars/Base' }), 'zone'],
  ['a time of day that is none', () => ({ day_starts_at: '25:00' }), 'day_starts_at'],
  [
    'a rule of an unknown unit',
    () => ({ rules: [{ id: 'r', on: 'visit', give: fixed('stars') }] }),
    'rules.0.give.unit',
  ],
  [
    'a rule of a visit by amount',
    () => ({
      rules: [{ id: 'r', on: 'visit', give: { kind: 'per_item', unit: 'stamps', units: 1 } }],
    }),
    'rules.0.give.kind',
  ],
  [
    'a rule that gives nothing',
    () => ({ rules: [{ id: 'r', on: 'visit', give: fixed('stamps', 0) }] }),
    'rules.0.give.units',
  ],
  [
    'a rule by a negative amount',
    () => ({
      rules: live.rules.map((rule) => ({
        ...rule,
        give: { ...rule.give, kind: 'per_amount', per_minor: -1, remainder: 'keep' } as never,
      })),
    }),
    'rules.0.give.per_minor',
  ],
  ['a rule id twice', () => ({ rules: [...live.rules, ...live.rules.slice(0, 1)] }), 'rules.4.id'],
  [
    'a stamp card of one stamp',
    () => ({ stamp_cards: live.stamp_cards.map((c) => ({ ...c, size: 1 })) }),
    'stamp_cards.0.size',
  ],
  [
    'a stamp card of points',
    () => ({ stamp_cards: live.stamp_cards.map((c) => ({ ...c, unit: 'points' })) }),
    'stamp_cards.0.unit',
  ],
  [
    'two stamp cards of one unit',
    () => ({ stamp_cards: [...live.stamp_cards, ...live.stamp_cards] }),
    'stamp_cards.1.unit',
  ],
])('[E15] 422: a draft with %s is refused at its place', async (_name, changes, path) => {
  const answer = await draft(changed(changes()));
  expect(answer.status).toBe(422);
  expect(answer.body.errors.map((error) => error.path)).toContain(`document.${path}`);
  for (const { message } of answer.body.errors) expect(message).toMatch(/^[A-Z].*\.$/);
});
