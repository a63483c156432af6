import { IntlMessageFormat } from 'intl-messageformat';
import type { Locale } from '#core/program.ts';
import { pseudo } from './pseudo.ts';

/** Values of a message's arguments. */
export type MessageParams = Record<string, string | number>;

/** `xx` is the pseudo-locale: English, 40 % longer and accented, so that tests see clipped text. */
export type ReaderLocale = Locale | 'xx';

/** Messages of one area in one language: flat keys, ICU MessageFormat texts. */
export type MessageTable<Key extends string> = Record<Key, string>;

export type Translate<Key extends string> = (key: Key, params?: MessageParams) => string;

/**
 * A translator for one area. Formats are parsed once per key.
 * Throws on an unknown key or a missing argument: both are programming errors a test must see.
 */
export const translator = <Key extends string>(
  locale: ReaderLocale,
  table: MessageTable<Key>,
): Translate<Key> => {
  const parsed = new Map<Key, IntlMessageFormat>();
  return (key, params) => {
    let format = parsed.get(key);
    if (!format) {
      const text = table[key];
      if (text === undefined) throw new Error(`message ${key} is missing in ${locale}`);
      const source = locale === 'xx' ? pseudo(text) : text;
      format = new IntlMessageFormat(source, locale === 'xx' ? 'en' : locale, undefined, {
        ignoreTag: true,
      });
      parsed.set(key, format);
    }
    return String(format.format(params));
  };
};
