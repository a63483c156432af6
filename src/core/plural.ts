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

/**
 * The words for a reader: their language if the merchant gave it, else the merchant's, else any.
 */
export const formsFor = (
  names: Partial<Record<Locale, PluralForms>>,
  locale: Locale,
  merchantLocale: Locale,
): PluralForms => {
  const forms = names[locale] ?? names[merchantLocale] ?? Object.values(names)[0];
  if (!forms) throw new Error('a unit without any name');
  return forms;
};
