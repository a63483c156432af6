import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { TillKey } from '#contract/messages/till/index.ts';
import {
  type MessageTable,
  type ReaderLocale,
  type Translate,
  translator,
} from '#contract/messages/translate.ts';
import { LOCALES, type Locale } from '#core/program.ts';

type Table = MessageTable<TillKey>;

/** Each language is a file of its own: a till loads one, the service worker keeps all six. */
const LOADERS: Record<Locale, () => Promise<{ default: Table }>> = {
  en: () => import('#contract/messages/till/en.json'),
  sk: () => import('#contract/messages/till/sk.json'),
  cs: () => import('#contract/messages/till/cs.json'),
  pl: () => import('#contract/messages/till/pl.json'),
  hu: () => import('#contract/messages/till/hu.json'),
  de: () => import('#contract/messages/till/de.json'),
};

export const LANGUAGE_NAMES: Record<Locale, string> = {
  en: 'English',
  sk: 'Slovenčina',
  cs: 'Čeština',
  pl: 'Polski',
  hu: 'Magyar',
  de: 'Deutsch',
};

export const isLocale = (text: string): text is Locale => LOCALES.some((it) => it === text);

/** The first of ours among the browser's languages. */
export const browserLocale = (): Locale =>
  navigator.languages.map((it) => it.slice(0, 2).toLowerCase()).find(isLocale) ?? 'en';

export const loadTexts = async (locale: ReaderLocale): Promise<Translate<TillKey>> => {
  const { default: table } = await LOADERS[locale === 'xx' ? 'en' : locale]();
  return translator(locale, table);
};

/** What numbers, dates and units are written in: the pseudo-locale writes English ones. */
export const formatLocale = (locale: ReaderLocale): Locale => (locale === 'xx' ? 'en' : locale);

export type Texts = { t: Translate<TillKey>; locale: Locale };

export const TextsContext = createContext<Texts | null>(null);

export const useTexts = (): Texts => {
  const texts = useContext(TextsContext);
  if (!texts) throw new Error('texts are not loaded');
  return texts;
};
