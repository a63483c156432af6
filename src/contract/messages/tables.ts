import type { Locale } from '#core/program.ts';
import type { MessageTable, ReaderLocale } from './translate.ts';

/** The six tables of one area; the English one defines the keys. */
export type AreaTables<Key extends string> = Record<Locale, MessageTable<Key>>;

/** The table for a reader; the pseudo-locale is made from English. */
export const tableFor = <Key extends string>(
  tables: AreaTables<Key>,
  locale: ReaderLocale,
): MessageTable<Key> => tables[locale === 'xx' ? 'en' : locale];
