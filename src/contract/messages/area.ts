import { type AreaTables, tableFor } from './tables.ts';
import { type ReaderLocale, type Translate, translator } from './translate.ts';

/** An area's translators, one per language, so that each text is parsed once per process. */
export const area = <Key extends string>(
  tables: AreaTables<Key>,
): ((locale: ReaderLocale) => Translate<Key>) => {
  const known = new Map<ReaderLocale, Translate<Key>>();
  return (locale) => {
    const made = known.get(locale) ?? translator(locale, tableFor(tables, locale));
    known.set(locale, made);
    return made;
  };
};
