import type { OfflineLimits } from '#core/offline-limits.ts';
import type { Locale } from '#core/program.ts';
import { majorOf, minorOf } from '../parts/money.ts';

/** The limits as their fields hold them. */
export type OfflineDraft = Record<keyof OfflineLimits, string>;

export const draftOf = (limits: OfflineLimits, currency: string, locale: Locale): OfflineDraft => ({
  items: String(limits.items),
  items_a_day: String(limits.items_a_day),
  amount_minor: majorOf(limits.amount_minor, currency, locale),
  hours: String(limits.hours),
});

const wholeOf = (text: string): number | null => (/^\s*\d+\s*$/.test(text) ? Number(text) : null);

/** A field's number; null where it is none, or not above zero. */
export const numberOf = (
  draft: OfflineDraft,
  field: keyof OfflineLimits,
  currency: string,
): number | null => {
  const text = draft[field];
  const value = field === 'amount_minor' ? minorOf(text, currency) : wholeOf(text);
  return value !== null && value > 0 ? value : null;
};

/** What is sent; null while a field is faulty. */
export const limitsOf = (draft: OfflineDraft, currency: string): OfflineLimits | null => {
  const [items, items_a_day, amount_minor, hours] = (
    ['items', 'items_a_day', 'amount_minor', 'hours'] as const
  ).map((field) => numberOf(draft, field, currency));
  return items && items_a_day && amount_minor && hours
    ? { items, items_a_day, amount_minor, hours }
    : null;
};
