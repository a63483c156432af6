import { expect, test } from 'vitest';
import {
  activeUnits,
  bySpendingOrder,
  heldUnits,
  isProlonged,
  lotState,
  pendingUnits,
  spendable,
} from './lots.ts';
import { emptyState, type Lot, type MemberState } from './state.ts';

const NOW = 1000;
const lot = (key: string, more: Partial<Lot> = {}): Lot => ({
  key,
  unit: 'points',
  origin: 'order:o',
  amount: 10,
  left: 10,
  earned_at: 0,
  active_from: 0,
  expires_at: null,
  ...more,
});

test.each<[string, Partial<Lot>]>([
  ['active', {}],
  ['spent', { left: 0 }],
  ['pending', { active_from: NOW + 1 }],
  ['active', { active_from: NOW }],
  ['expired', { expires_at: NOW }],
  ['active', { expires_at: NOW + 1 }],
])('[E10, E11] a lot is %s with %j', (expected, more) => {
  expect(lotState(lot('d:0', more), NOW)).toBe(expected);
});

test('[E10] spending starts with the earliest expiry, unlimited last, the oldest among equals', () => {
  const lots = [
    lot('d:never-young', { earned_at: 5 }),
    lot('d:never-old'),
    lot('d:late', { expires_at: 3000 }),
    lot('d:soon-b', { expires_at: 2000, earned_at: 1 }),
    lot('d:soon-a', { expires_at: 2000, earned_at: 1 }),
  ];
  expect(lots.sort(bySpendingOrder).map(({ key }) => key)).toEqual([
    'd:soon-a',
    'd:soon-b',
    'd:late',
    'd:never-old',
    'd:never-young',
  ]);
});

test('[E10] a lot that prolongs another is known by its key', () => {
  expect([isProlonged(lot('a-b:-1')), isProlonged(lot('a-b:1'))]).toEqual([true, false]);
});

const state: MemberState = {
  ...emptyState(),
  accounts: { points: { balance: 0, debt: 4 } },
  lots: [
    lot('d:0', { left: 7 }),
    lot('d:1', { active_from: NOW + 1 }),
    lot('d:2', { expires_at: NOW }),
    lot('d:3', { unit: 'stamps' }),
  ],
  unloaded: { points: 100 },
  holds: [
    { redemption_id: 'a', unit: 'points', amount: 5, expires_at: NOW + 1 },
    { redemption_id: 'b', unit: 'points', amount: 50, expires_at: NOW },
    { redemption_id: 'c', unit: 'stamps', amount: 1, expires_at: NOW + 1 },
  ],
};

test('[P7] spendable is what active lots hold minus open holds and debt', () => {
  expect(activeUnits(state, 'points', NOW)).toBe(107);
  expect(pendingUnits(state, 'points', NOW)).toBe(10);
  expect(heldUnits(state, 'points', NOW)).toBe(5);
  expect(heldUnits(state, 'points', NOW, 'a')).toBe(0);
  expect(spendable(state, 'points', NOW)).toBe(98);
  expect(spendable(state, 'unknown', NOW)).toBe(0);
});
