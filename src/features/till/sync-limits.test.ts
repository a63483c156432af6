import { expect, test } from 'vitest';
import type { TillAction } from '#contract/till-action.ts';
import { OVER_AMOUNT, OVER_DAY, OVER_ITEMS, offlineFlags } from './sync-limits.ts';

const member = { card_code: 'ABCDEFGH' };
const tap = (amount: number): TillAction => ({
  kind: 'visit',
  device_at: 0,
  member,
  stamps: [{ unit: 'stamps', amount }],
});
const purchase = (total_minor: number): TillAction => ({
  kind: 'order',
  device_at: 0,
  member,
  total_minor,
});

test.each<[TillAction, number, string[]]>([
  [tap(10), 10, []],
  [tap(11), 0, [OVER_ITEMS]],
  [tap(1), 20, [OVER_DAY]],
  [tap(15), 10, [OVER_ITEMS, OVER_DAY]],
  [purchase(20_000), 0, []],
  [purchase(20_001), 0, [OVER_AMOUNT]],
])('[S3] an offline award %j after %i items that day is flagged %j', (action, before, flags) => {
  expect(offlineFlags(action, before, 'EUR')).toEqual(flags);
});
