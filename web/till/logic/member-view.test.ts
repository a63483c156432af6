import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TillProgram } from '#contract/till-directory.ts';
import {
  amountCategories,
  amountGains,
  cardProgress,
  earnsByAmount,
  type KnownMember,
  perTap,
  progressOf,
  reachableRewards,
  tapCategory,
  welcomeGifts,
  withWaiting,
} from './member-view.ts';
import type { QueuedAction } from './queue.ts';

const forms = { en: { one: 'stamp', other: 'stamps' } };
const program: TillProgram = {
  merchant: { id: 'mer_1', name: 'Pri moste', locale: 'sk', currency: 'EUR', zone: 'UTC' },
  location: { id: 'loc_1', name: 'Panská' },
  till: { id: 'til_1', name: 'Pult', next_sequence: 1 },
  version: 1,
  offline_limits: { items: 10, items_a_day: 20, amount_minor: 20_000, hours: 48 },
  units: [
    { id: 'coffee', kind: 'stamps', names: forms, icon: 'coffee' },
    { id: 'points', kind: 'points', names: forms, icon: null },
  ],
  stamp_cards: [{ unit: 'coffee', size: 10, reward_id: 'rew_coffee' }],
  rules: [
    {
      id: 'r1',
      on: 'purchase',
      match: { categories: ['coffee'] },
      give: { kind: 'per_item', unit: 'coffee', units: 1 },
    },
    {
      id: 'r2',
      on: 'purchase',
      match: null,
      give: { kind: 'per_amount', unit: 'points', units: 1, per_minor: 100, remainder: 'keep' },
    },
    { id: 'r3', on: 'enrollment', match: null, give: { kind: 'fixed', unit: 'coffee', units: 2 } },
  ],
  rewards: [
    reward('rew_coffee', 'coffee', 10),
    reward('rew_espresso', 'points', 80),
    reward('rew_cake', 'points', 120),
    { ...reward('rew_gone', 'points', 10), sold_out: true },
  ],
};

function reward(id: string, unit: string, amount: number): TillProgram['rewards'][number] {
  return {
    id,
    name: { en: id },
    icon: null,
    kind: 'free_product',
    cost: { unit, amount },
    amount_minor: null,
    percent: null,
    sold_out: false,
  };
}

const member = (balances: Record<string, number>): KnownMember => ({
  member_id: 'mem_1',
  code: 'CODE',
  short_code: 'SHORT',
  name: 'Katarína',
  search_key: 'katarina',
  phone_tail: null,
  balances,
  visits: 7,
  birthday: null,
});

test.each([
  [0, 0, 10, 0],
  [8, 8, 2, 0],
  [10, 10, 0, 1],
  [12, 2, 8, 1],
  [20, 10, 0, 2],
  [-3, 0, 10, 0],
])(
  '[E2] a balance of %i shows %i places, %i missing, %i ready',
  (balance, filled, missing, ready) => {
    const card = { unit: 'coffee', size: 10, reward_id: 'r' };
    expect(cardProgress(card, balance)).toEqual({ ...card, filled, missing, ready });
  },
);

test('[E2] places, missing and ready always add up to the balance', () => {
  fc.assert(
    fc.property(fc.nat(10_000), fc.integer({ min: 2, max: 30 }), (balance, size) => {
      const { filled, missing, ready } = cardProgress({ unit: 'u', size, reward_id: 'r' }, balance);
      expect(missing === 0 ? ready * size : ready * size + filled).toBe(balance);
      expect(filled + missing).toBe(size);
    }),
  );
});

test('[B1] only rewards within reach and in stock are offered, the full card first', () => {
  const ids = (balances: Record<string, number>) =>
    reachableRewards(program, member(balances)).map((it) => it.id);
  expect(ids({ coffee: 9, points: 79 })).toEqual([]);
  expect(ids({ coffee: 9, points: 80 })).toEqual(['rew_espresso']);
  expect(ids({ coffee: 10, points: 128 })).toEqual(['rew_coffee', 'rew_cake', 'rew_espresso']);
});

test('[B6] what the guest picked on the card comes first, unless it is out of reach', () => {
  const first = (balances: Record<string, number>) => {
    const guest = { ...member(balances), chosen_reward_id: 'rew_espresso' };
    return reachableRewards(program, guest)[0]?.id;
  };
  expect(first({ coffee: 10, points: 128 })).toBe('rew_espresso');
  expect(first({ coffee: 10, points: 79 })).toBe('rew_coffee');
});

test('[S2] an amount shows what it will give, with the part kept from before', () => {
  const known = { ...member({}), remainders: { 'points/100': 70 } };
  expect(amountGains(program, known, 1_240, null)).toEqual([
    { unit: 'points', units: 13, kept_minor: 10 },
  ]);
});

test('[S2] offline the part kept from before is unknown and not promised', () => {
  expect(amountGains(program, member({}), 1_240, null)).toEqual([
    { unit: 'points', units: 12, kept_minor: null },
  ]);
});

test('[S2] rules about categories give only when that category is chosen', () => {
  const give = { ...program.rules[1]!, match: { categories: ['pastry'] } };
  const byCategory = { ...program, rules: [give] };
  expect(amountCategories(byCategory)).toEqual(['pastry']);
  expect(amountGains(byCategory, member({}), 500, null)).toEqual([]);
  expect(amountGains(byCategory, member({}), 500, 'pastry')[0]?.units).toBe(5);
});

test('[S2] the keys follow the program: word of the category, gift, amount', () => {
  expect(tapCategory(program, 'coffee')).toBe('coffee');
  expect(perTap(program, 'coffee')).toBe(1);
  expect(welcomeGifts(program)).toEqual([{ unit: 'coffee', amount: 2 }]);
  expect(earnsByAmount(program)).toBe(true);
  expect(earnsByAmount({ ...program, rules: [program.rules[0]!] })).toBe(false);
});

const waiting = (sequence: number, state: QueuedAction['state']): QueuedAction => ({
  sequence,
  state,
  attempts: 0,
  not_before: 0,
  action: {
    kind: 'visit',
    device_at: 0,
    member: { card_code: 'CODE' },
    stamps: [{ unit: 'coffee', amount: 2 }],
  },
});

test('[S3] what waits on the device shows at once; parked, sent and undone does not count twice', () => {
  const items = [
    waiting(1, 'queued'),
    waiting(2, 'done'),
    waiting(3, 'parked'),
    waiting(4, 'sending'),
  ];
  const shown = withWaiting(program, member({ coffee: 3 }), items, (sequence) => sequence === 4);
  expect(shown.balances).toEqual({ coffee: 5 });
  expect(progressOf(program, shown)[0]?.filled).toBe(5);
});
