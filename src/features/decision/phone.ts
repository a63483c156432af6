import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { ReadPhone } from './member-keys.ts';
import type { ShopFacts } from './shop.ts';

const BY_CURRENCY: Record<string, CountryCode> = {
  CZK: 'CZ',
  PLN: 'PL',
  HUF: 'HU',
  GBP: 'GB',
  USD: 'US',
};
const BY_LOCALE: Record<string, CountryCode> = { sk: 'SK', cs: 'CZ', pl: 'PL', hu: 'HU', de: 'DE' };

/** Reads numbers without a country code as the merchant's people write them. */
export const phoneReader = ({
  currency,
  locale,
}: Pick<ShopFacts, 'currency' | 'locale'>): ReadPhone => {
  const country = BY_CURRENCY[currency] ?? BY_LOCALE[locale];
  return (typed) => {
    const number = parsePhoneNumberFromString(typed, country);
    return number?.isValid() ? number.number : null;
  };
};
