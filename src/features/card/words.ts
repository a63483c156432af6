import { area } from '#contract/messages/area.ts';
import { type CardKey, cardTables } from '#contract/messages/card/index.ts';
import { formatDay, formatMoney, formatNumber, formatTime } from '#contract/messages/format.ts';
import type { ReaderLocale, Translate } from '#contract/messages/translate.ts';
import { unitWordFor } from '#core/plural.ts';
import type { Locale, ProgramDocument } from '#core/program.ts';

/** The card's texts for a reader. */
export const cardTexts = area(cardTables);

/** `Intl` does not know the pseudo-locale. */
export const languageOf = (reader: ReaderLocale): Locale => (reader === 'xx' ? 'en' : reader);

/** A number with its word, apart: sentences put them in their own order. */
export type Counted = { n: string; word: string };

/** How one reader hears of one merchant's program. */
export type Words = {
  t: Translate<CardKey>;
  reader: ReaderLocale;
  locale: Locale;
  counted: (unit: string, n: number) => Counted;
  /** "5 bodov" */
  units: (unit: string, n: number) => string;
  /** The unit in the plural, as a name with a capital: "Body". */
  unitName: (unit: string) => string;
  money: (minor: number) => string;
  number: (n: number) => string;
  day: (at: number) => string;
  time: (at: number) => string;
  /** A name in the reader's language, else the merchant's, else any. */
  named: (names: Partial<Record<Locale, string>>) => string;
};

export type WordsInput = {
  document: Pick<ProgramDocument, 'units' | 'currency' | 'zone'>;
  reader: ReaderLocale;
  merchantLocale: Locale;
};

const capital = (text: string, locale: Locale): string =>
  text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);

/** The number whose word is the plural used as a name: "body", "points", "pont". */
const NAMING = 2;

export const wordsFor = ({ document, reader, merchantLocale }: WordsInput): Words => {
  const locale = languageOf(reader);
  const wordOf = (unit: string, n: number): string => {
    const names = document.units.find(({ id }) => id === unit)?.names ?? {};
    // A unit of an older version that the live one dropped has no words left but its id.
    if (Object.keys(names).length === 0) return unit;
    return unitWordFor(names, n, locale, merchantLocale);
  };
  const counted = (unit: string, n: number) => ({
    n: formatNumber(n, locale),
    word: wordOf(unit, n),
  });
  return {
    t: cardTexts(reader),
    reader,
    locale,
    counted,
    units: (unit, n) => Object.values(counted(unit, n)).join(' '),
    unitName: (unit) => capital(wordOf(unit, NAMING), locale),
    money: (minor) => formatMoney(minor, document.currency, locale),
    number: (n) => formatNumber(n, locale),
    day: (at) => formatDay(at, locale, document.zone),
    time: (at) => formatTime(at, locale, document.zone),
    named: (names) => names[locale] ?? names[merchantLocale] ?? Object.values(names)[0] ?? '',
  };
};

/** A name inside a sentence, "káva podľa výberu"; German keeps its capitals. */
export const insideSentence = (name: string, locale: Locale): string =>
  locale === 'de' ? name : name.charAt(0).toLocaleLowerCase(locale) + name.slice(1);
