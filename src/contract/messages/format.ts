import type { Locale } from '#core/program.ts';

const ZERO_DECIMALS_SHOWN = new Set(['HUF']);

/** Number of minor digits of a currency as stored (ISO 4217: EUR 2, JPY 0, KWD 3; HUF 2). */
export const minorDigits = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
    .maximumFractionDigits ?? 2;

/** Money for a reader: whole amounts without decimals, HUF never with any. */
export const formatMoney = (minor: number, currency: string, locale: Locale): string => {
  const digits = minorDigits(currency);
  const value = minor / 10 ** digits;
  const whole = ZERO_DECIMALS_SHOWN.has(currency) || Number.isInteger(value);
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: whole ? 0 : digits,
    maximumFractionDigits: whole ? 0 : digits,
  }).format(value);
};

export const formatNumber = (value: number, locale: Locale): string =>
  new Intl.NumberFormat(locale).format(value);

/** A day, e.g. "5. marca 2026", in the merchant's zone. */
export const formatDay = (at: number, locale: Locale, zone: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: zone }).format(at);

/** A time of day, e.g. "9.12", in the merchant's zone. */
export const formatTime = (at: number, locale: Locale, zone: string): string =>
  new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: zone }).format(at);
