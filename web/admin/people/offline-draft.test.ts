import { expect, test } from 'vitest';
import { draftOf, limitsOf, numberOf } from './offline-draft.ts';

const limits = { items: 10, items_a_day: 20, amount_minor: 20_050, hours: 48 };

test('[S3] limits of offline awards come out of their fields as they went in', () => {
  const draft = draftOf(limits, 'EUR', 'sk');
  expect(draft.amount_minor).toBe('200,50');
  expect(limitsOf(draft, 'EUR')).toEqual(limits);
  expect(limitsOf({ ...draft, amount_minor: '1 200,90' }, 'EUR')?.amount_minor).toBe(120_090);
});

test('[S3] a limit of zero, of half an item or of nothing is not sent', () => {
  const draft = draftOf(limits, 'EUR', 'en');
  for (const items of ['0', '2.5', '', 'ten']) {
    expect(numberOf({ ...draft, items }, 'items', 'EUR')).toBeNull();
    expect(limitsOf({ ...draft, items }, 'EUR')).toBeNull();
  }
});
