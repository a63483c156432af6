import { expect, test } from 'vitest';
import {
  defaultOfflineLimits,
  type OfflineAward,
  type OfflineFlag,
  offlineFlags,
} from './offline-limits.ts';

const HOUR = 3_600_000;
const limits = { items: 10, items_a_day: 20, amount_minor: 20_000, hours: 48 };
const award = (given: Partial<OfflineAward>): OfflineAward => ({
  ...{ items: 0, itemsBefore: 0, amountMinor: 0, waitedMs: 0 },
  ...given,
});

test.each<[Partial<OfflineAward>, OfflineFlag[]]>([
  [{ items: 10, itemsBefore: 10 }, []],
  [{ items: 11 }, ['offline_over_items']],
  [{ items: 1, itemsBefore: 20 }, ['offline_over_day']],
  [{ items: 15, itemsBefore: 10 }, ['offline_over_items', 'offline_over_day']],
  [{ amountMinor: 20_000, itemsBefore: 30 }, []],
  [{ amountMinor: 20_001 }, ['offline_over_amount']],
  [{ items: 1, waitedMs: 48 * HOUR }, []],
  [{ items: 1, waitedMs: 48 * HOUR + 1 }, ['offline_over_age']],
])('[S3] an offline award of %j is flagged %j', (given, flags) => {
  expect(offlineFlags(award(given), limits)).toEqual(flags);
});

test('[S3] a merchant who sets no limits has some on the scale of the currency', () => {
  expect(defaultOfflineLimits('HUF').amount_minor).toBe(8_000_000);
  expect(defaultOfflineLimits('GBP').amount_minor).toBe(20_000);
});
