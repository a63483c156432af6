import type { Locale } from '#core/program.ts';

const BY_CURRENCY: Record<string, string> = {
  CZK: 'Europe/Prague',
  PLN: 'Europe/Warsaw',
  HUF: 'Europe/Budapest',
  GBP: 'Europe/London',
  CHF: 'Europe/Zurich',
  RON: 'Europe/Bucharest',
  USD: 'America/New_York',
};

const BY_LOCALE: Record<Locale, string> = {
  en: 'Europe/Dublin',
  sk: 'Europe/Bratislava',
  cs: 'Europe/Prague',
  pl: 'Europe/Warsaw',
  hu: 'Europe/Budapest',
  de: 'Europe/Berlin',
};

/** Where a merchant of this money and language most likely is; the owner can change it. */
export const defaultZone = (currency: string, locale: Locale): string =>
  BY_CURRENCY[currency] ?? BY_LOCALE[locale];
