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

const DOUBLE = { kind: 'multiplier', unit: 'points', numerator: 2, denominator: 1 };
const OTHERS_LOCATION = 'loc_01h45ytscbebyvny4gc8cr8ma2';

/** A document with one promotion, whatever it holds. */
const promoted = (changes: object) => () => ({
  promotions: [{ id: 'p', on: 'purchase', when: [], give: DOUBLE, stacks: false, ...changes }],
});
const onCondition = (condition: object, changes: object = {}) =>
  promoted({ when: [condition], ...changes }) as () => Partial<ProgramDocument>;
const welcomed = (condition: object) => () =>
  ({ rules: [{ id: 'w', on: 'enrollment', when: [condition], give: fixed('points') }] }) as never;

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

const WHEN = 'promotions.0.when.0';
const EMPTY_BASKET = { kind: 'basket', match: {}, quantity: 1 };

test.each<[string, () => object, string]>([
  ['a promotion named as a rule is', promoted({ id: 'points' }), 'promotions.0.id'],
  ['a promotion of an unknown unit', promoted({ give: fixed('stars') }), 'promotions.0.give.unit'],
  [
    'a multiple of one',
    promoted({ give: { ...DOUBLE, numerator: 1 } }),
    'promotions.0.give.numerator',
  ],
  [
    'a multiple above twenty',
    promoted({ give: { ...DOUBLE, numerator: 41, denominator: 2 } }),
    'promotions.0.give.numerator',
  ],
  [
    'a promotion of a visit per item',
    promoted({ on: 'visit', give: { kind: 'per_item', unit: 'points', units: 1 } }),
    'promotions.0.give.kind',
  ],
  [
    'a promotion that keeps a remainder',
    promoted({ give: { ...fixed('points'), kind: 'per_amount', per_minor: 1, remainder: 'keep' } }),
    'promotions.0.give.remainder',
  ],
  [
    '21 conditions',
    promoted({ when: Array(21).fill({ kind: 'first_purchase' }) }),
    'promotions.0.when',
  ],
  ['an eighth weekday', onCondition({ kind: 'weekdays', days: [8] }), `${WHEN}.days.0`],
  ['a weekday twice', onCondition({ kind: 'weekdays', days: [1, 1] }), `${WHEN}.days`],
  [
    'a time that is none',
    onCondition({ kind: 'hours', from: '25:00', to: '9:00' }),
    `${WHEN}.from`,
  ],
  [
    'hours without length',
    onCondition({ kind: 'hours', from: '15:00', to: '15:00' }),
    `${WHEN}.to`,
  ],
  [
    'dates that end before they begin',
    onCondition({ kind: 'dates', from: '2026-05-02', to: '2026-05-01' }),
    `${WHEN}.to`,
  ],
  ['dates without any', onCondition({ kind: 'dates', from: null, to: null }), WHEN],
  [
    'a location of nobody',
    onCondition({ kind: 'locations', locations: [OTHERS_LOCATION] }),
    `${WHEN}.locations.0`,
  ],
  ['a spend of nothing', onCondition({ kind: 'spend', minor: 0 }), `${WHEN}.minor`],
  [
    'a visit that asks about the basket',
    onCondition(EMPTY_BASKET, { on: 'visit', give: fixed('points') }),
    `${WHEN}.kind`,
  ],
  [
    'a visit that asks about the spend',
    onCondition({ kind: 'spend', minor: 1 }, { on: 'visit', give: fixed('points') }),
    `${WHEN}.kind`,
  ],
  [
    'a welcome gift by channel',
    welcomed({ kind: 'channel', channel: 'shop' }),
    'rules.0.when.0.kind',
  ],
  [
    'a limit of nothing',
    promoted({ limits: [{ of: 'units', most: 0, per: 'day' }] }),
    'promotions.0.limits.0.most',
  ],
  [
    'six limits',
    promoted({ limits: Array(6).fill({ of: 'times', most: 1, per: 'day' }) }),
    'promotions.0.limits',
  ],
  ['51 promotions', () => ({ promotions: Array(51).fill({}) }), 'promotions'],
  [
    'a cap of an unknown unit',
    () => ({ caps: [{ unit: 'stars', most: 1, per: 'day' }] }),
    'caps.0.unit',
  ],
  ['11 caps', () => ({ caps: Array(11).fill({ unit: 'points', most: 1, per: 'day' }) }), 'caps'],
])('[E6] 422: a draft with %s is refused at its place', async (_name, changes, path) => {
  const answer = await draft(changed(changes()));
  expect(answer.status).toBe(422);
  expect(answer.body.errors.map((error) => error.path)).toContain(`document.${path}`);
  for (const { message } of answer.body.errors) expect(message).toMatch(/^[A-Z0-9].*\.$/);
});

test('[E6] a draft keeps conditions, limits and caps as they were sent, locations by outside id', async () => {
  const [place] = (await ask('GET', '/v1/locations')).body.data;
  const when = [
    { kind: 'weekdays', days: [1, 2] },
    { kind: 'hours', from: '22:00', to: '02:00' },
    { kind: 'dates', from: '2026-12-01', to: null },
    { kind: 'locations', locations: [place?.id] },
    { kind: 'channel', channel: 'shop' },
    { kind: 'member_tags', tags: ['VIP'] },
    { kind: 'new_member', days: 30 },
    { kind: 'first_purchase' },
    { kind: 'birthday', before: 3, after: 3 },
    { kind: 'basket', match: { categories: ['pastry'], tags: ['new'] }, quantity: 2 },
    { kind: 'spend', minor: 2000 },
  ];
  const limits = [{ of: 'times', most: 1, per: 'day' }];
  const parts = {
    ...promoted({ when, limits, names: { sk: 'Sladká hodinka' } })(),
    caps: [{ unit: 'points', most: 100, per: 'day' }],
  };
  const answer = await draft(changed(parts as Partial<ProgramDocument>));
  expect(answer.status).toBe(201);
  expect(answer.body.document).toMatchObject(parts);
});
