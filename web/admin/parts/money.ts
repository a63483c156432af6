import { minorDigits } from '#contract/messages/format.ts';

/** `2,50` → 250 in a currency of two digits; null when empty or no amount. */
export const minorOf = (text: string, currency: string): number | null => {
  const plain = text.replaceAll(/\s/g, '').replace(',', '.');
  if (plain === '' || !/^\d+(\.\d+)?$/.test(plain)) return null;
  return Math.round(Number(plain) * 10 ** minorDigits(currency));
};

/** 250 → `2.5`, as a field holds it; empty for none. */
export const majorOf = (minor: number | null, currency: string): string =>
  minor === null ? '' : String(minor / 10 ** minorDigits(currency));
