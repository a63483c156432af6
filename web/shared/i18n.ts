import { type AreaTables, tableFor } from '#contract/messages/tables.ts';
import { type ReaderLocale, type Translate, translator } from '#contract/messages/translate.ts';
import { LOCALES } from '#core/program.ts';

const isLocale = (tag: string): tag is (typeof LOCALES)[number] =>
  LOCALES.some((locale) => locale === tag);

/**
 * The first language of a list that we speak, e.g. `navigator.languages` of ['sk-SK', 'en'] → 'sk'.
 * Pass the pseudo-locale yourself where it is allowed.
 */
export const pickLocale = (
  wanted: readonly (string | null | undefined)[],
  fallback: ReaderLocale,
): ReaderLocale => {
  for (const tag of wanted) {
    const language = tag?.toLowerCase().split('-')[0] ?? '';
    if (isLocale(language)) return language;
  }
  return fallback;
};

/** A translator of one area for a reader; hand it down as a prop or a context. */
export const translate = <Key extends string>(
  tables: AreaTables<Key>,
  locale: ReaderLocale,
): Translate<Key> => translator(locale, tableFor(tables, locale));

/** For `Intl`, which does not know the pseudo-locale. */
export const intlLocale = (locale: ReaderLocale): string => (locale === 'xx' ? 'en' : locale);
