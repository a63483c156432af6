import type { Locale, PluralForms } from './program.ts';
import { remembered } from './remembered.ts';

const pluralRules = remembered((locale: Locale) => new Intl.PluralRules(locale));

/**
 * The word of a unit for a number, e.g. `unitWord(forms, 5, 'sk')` → "bodov".
 * A form the merchant did not give falls back to `other`. Fractions follow CLDR (sk 1.5 = many).
 */
export const unitWord = (forms: PluralForms, count: number, locale: Locale): string => {
  const category = pluralRules(locale).select(count);
  if (category === 'one') return forms.one;
  if (category === 'few') return forms.few ?? forms.other;
  if (category === 'many') return forms.many ?? forms.other;
  return forms.other;
};

type UnitNames = Partial<Record<Locale, PluralForms>>;

/** The language a unit is named in: the reader's if the merchant gave it, else theirs, else any. */
const namedIn = (names: UnitNames, reader: Locale, merchantLocale: Locale): Locale => {
  const [any] = Object.keys(names) as Locale[];
  const locale = [reader, merchantLocale].find((wanted) => names[wanted]) ?? any;
  if (!locale) throw new Error('a unit without any name');
  return locale;
};

/** The words for a reader, in the language the unit has a name in. */
export const formsFor = (names: UnitNames, reader: Locale, merchantLocale: Locale): PluralForms =>
  names[namedIn(names, reader, merchantLocale)]!;

/** A unit's word for a number and a reader; its form follows the language the word is in. */
export const unitWordFor = (
  names: UnitNames,
  count: number,
  reader: Locale,
  merchantLocale: Locale,
): string => {
  const locale = namedIn(names, reader, merchantLocale);
  return unitWord(names[locale]!, count, locale);
};
