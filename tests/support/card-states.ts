import type { ReaderLocale } from '#contract/messages/translate.ts';
import type { Theme } from '#contract/theme.ts';
import type { Locale, ProgramDocument } from '#core/program.ts';
import { templateFor } from '#core/templates.ts';
import type { CardReward, CardSource } from '../../src/features/card/card-source.ts';

/** States of the member's pages, made up of a template's program, for tests and contact sheets. */
const DAY = 86_400_000;
export const NOW = Date.parse('2026-11-20T07:41:00Z');

export const THEMES = {
  yellow: {
    light: tone('#F5B82E', '#141A17', '#935B00', '#BD8200', '#FEF6E6'),
    dark: tone('#F5B82E', '#141A17', '#F5B82E', '#F5B82E', '#353222'),
  },
  nearWhite: {
    light: tone('#F4F1EA', '#141A17', '#66635D', '#8C8982', '#FEFDFC'),
    dark: tone('#F4F1EA', '#141A17', '#F4F1EA', '#F4F1EA', '#33322F'),
  },
  blue: {
    light: tone('#1F49D6', '#FFFFFF', '#1F49D6', '#1F49D6', '#DDE7FC'),
    dark: tone('#2B5AE7', '#FFFFFF', '#69A3FF', '#3E71FF', '#182534'),
  },
} satisfies Record<string, Theme>;

function tone(
  accent: string,
  on_accent: string,
  accent_text: string,
  accent_line: string,
  accent_soft: string,
): Theme['light'] {
  return { accent, on_accent, accent_text, accent_line, accent_soft };
}

const cafe = templateFor('cafe', 'EUR');
export const CAFE: ProgramDocument = {
  ...cafe.document,
  currency: 'EUR',
  zone: 'Europe/Bratislava',
};

export const rewardsOf = (template: typeof cafe): CardReward[] =>
  template.rewards.map(({ key, kind, name, cost, product_category }) => ({
    id: key,
    kind,
    name,
    cost,
    icon: null,
    product: product_category ?? null,
    left: null,
  }));

/** A guest of the café half way: eight stamps, 46 points. */
export const member = (reader: ReaderLocale, merchantLocale: Locale = 'sk'): CardSource => ({
  shop: { name: 'Kaviareň Pri moste', slug: 'pri-moste', logo: null },
  merchantLocale,
  reader,
  document: CAFE,
  rewards: rewardsOf(cafe),
  token: 'TOKEN',
  code: '7K4M2QXD9ABCW',
  shortCode: '7K4M2QXD',
  sequence: 12,
  visits: 8,
  balances: {
    stamps: { balance: 8, spendable: 8, debt: 0 },
    points: { balance: 46, spendable: 46, debt: 0 },
  },
  lots: [],
  remainders: [{ unit: 'points', denominator: 100, numerator: 80 }],
  earned: { stamps: 8, points: 40 },
  chosen: null,
  last: null,
  now: NOW,
});

const balances = (stamps: number, points: number): CardSource['balances'] => ({
  stamps: { balance: stamps, spendable: stamps, debt: 0 },
  points: { balance: points, spendable: points, debt: 0 },
});

const withoutCards = (document: ProgramDocument): ProgramDocument => ({
  ...document,
  stamp_cards: [],
  units: document.units.filter(({ kind }) => kind !== 'stamps'),
  rules: document.rules.filter(({ give }) => give.unit !== 'stamps'),
});

const salon = templateFor('salon', 'EUR');

/** Each state as a change of the guest above. */
export const CARD_STATES: Record<string, (source: CardSource) => CardSource> = {
  progress: (source) => source,
  new: (source) => ({
    ...source,
    visits: 0,
    balances: balances(0, 0),
    remainders: [],
    earned: {},
    sequence: 0,
  }),
  stamped: (source) => ({
    ...source,
    balances: balances(9, 49),
    last: {
      at: NOW - 2_000,
      entries: [
        { unit: 'stamps', amount: 1, counter: 'issued' },
        { unit: 'points', amount: 3, counter: 'issued' },
      ],
    },
  }),
  ready: (source) => ({
    ...source,
    balances: balances(11, 64),
    lots: [
      { unit: 'stamps', left: 11, active_from: NOW - DAY, expires_at: NOW + 30 * DAY },
      { unit: 'points', left: 12, active_from: NOW - DAY, expires_at: NOW + 40 * DAY },
    ],
  }),
  chosen: (source) => ({ ...source, balances: balances(3, 64), chosen: 'treat' }),
  chosenFullCard: (source) => ({
    ...source,
    balances: balances(10, 64),
    chosen: source.document.stamp_cards[0]?.reward_id ?? null,
  }),
  readyTwice: (source) => ({ ...source, balances: balances(22, 300) }),
  pointsOnly: (source) => ({ ...source, document: withoutCards(source.document) }),
  debt: (source) => ({
    ...source,
    balances: {
      stamps: { balance: 2, spendable: 2, debt: 0 },
      points: { balance: -5, spendable: 0, debt: 5 },
    },
    lots: [{ unit: 'points', left: 22, active_from: NOW + 14 * DAY, expires_at: NOW + 379 * DAY }],
  }),
  longNames: (source) => ({
    ...source,
    shop: { ...source.shop, name: 'Reštaurácia U Ďurka a Ľubice Žltých' },
  }),
  noRewards: (source) => ({
    ...source,
    document: { ...withoutCards(source.document), units: [] },
    rewards: [],
  }),
  longCard: (source) => ({
    ...source,
    document: {
      ...source.document,
      stamp_cards: source.document.stamp_cards.map((card) => ({ ...card, size: 24 })),
    },
    rewards: source.rewards.map((reward) =>
      reward.cost.unit === 'stamps' ? { ...reward, cost: { unit: 'stamps', amount: 24 } } : reward,
    ),
    balances: balances(15, 46),
  }),
  salon: (source) => ({
    ...source,
    document: { ...salon.document, currency: 'EUR', zone: 'Europe/Bratislava' },
    rewards: rewardsOf(salon),
    balances: balances(3, 46),
  }),
};
