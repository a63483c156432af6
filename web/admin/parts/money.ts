import { minorDigits } from '#contract/messages/format.ts';
import type { Locale } from '#core/program.ts';

/** `2,50` → 250 in a currency of two digits; null when empty or no amount. */
export const minorOf = (text: string, currency: string): number | null => {
  const plain = text.replaceAll(/\s/g, '').replace(',', '.');
  if (plain === '' || !/^\d+(\.\d+)?$/.test(plain)) return null;
  return Math.round(Number(plain) * 10 ** minorDigits(currency));
};

/** 250 → `2,50`, with the sign that the reader's language writes; empty for none. */
export const majorOf = (minor: number | null, currency: string, locale: Locale): string => {
  if (minor === null) return '';
  const digits = minorDigits(currency);
  const format = { minimumFractionDigits: digits, useGrouping: false };
  return new Intl.NumberFormat(locale, format).format(minor / 10 ** digits);
};
