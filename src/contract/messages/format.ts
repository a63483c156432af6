import type { Locale } from '#core/program.ts';
import { remembered } from '#core/remembered.ts';

const ZERO_DECIMALS_SHOWN = new Set(['HUF']);

/** Number of minor digits of a currency as stored (ISO 4217: EUR 2, JPY 0, KWD 3; HUF 2). */
export const minorDigits = remembered(
  (currency: string): number =>
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
      .maximumFractionDigits ?? 2,
);

const moneyFormat = remembered((locale: Locale, currency: string, digits: string) => {
  const shown = Number(digits);
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: shown,
    maximumFractionDigits: shown,
  });
});

/** Money for a reader: whole amounts without decimals, HUF never with any. */
export const formatMoney = (minor: number, currency: string, locale: Locale): string => {
  const digits = minorDigits(currency);
  const value = minor / 10 ** digits;
  const whole = ZERO_DECIMALS_SHOWN.has(currency) || Number.isInteger(value);
  return moneyFormat(locale, currency, String(whole ? 0 : digits)).format(value);
};

const numberFormat = remembered((locale: Locale) => new Intl.NumberFormat(locale));

export const formatNumber = (value: number, locale: Locale): string =>
  numberFormat(locale).format(value);

const dayFormat = remembered(
  (locale: Locale, timeZone: string) =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone }),
);

/** A day, e.g. "5. marca 2026", in the merchant's zone. */
export const formatDay = (at: number, locale: Locale, zone: string): string =>
  dayFormat(locale, zone).format(at);

const timeFormat = remembered(
  (locale: Locale, timeZone: string) =>
    new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone }),
);

/** A time of day, e.g. "9.12", in the merchant's zone. */
export const formatTime = (at: number, locale: Locale, zone: string): string =>
  timeFormat(locale, zone).format(at);
