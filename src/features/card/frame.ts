import type { Frame } from '#contract/card-pages.ts';
import type { ReaderLocale } from '#contract/messages/translate.ts';
import { type Theme, themeCss } from '#contract/theme.ts';
import { LOCALES, type Locale } from '#core/program.ts';
import { cardTexts } from './words.ts';

/** Each language named in itself, as in every language menu. */
export const LANGUAGE_NAMES: Record<Locale, string> = {
  en: 'English',
  sk: 'Slovenčina',
  cs: 'Čeština',
  pl: 'Polski',
  hu: 'Magyar',
  de: 'Deutsch',
};

/** Ground of the dark theme (`--bg`), which the browser's own bars take over. */
const DARK_GROUND = '#0F1311';

export type FrameInput = {
  reader: ReaderLocale;
  title: string;
  /** Address of the page without its language. */
  path: string;
  styleNonce: string;
  theme: Theme;
  assets: Frame['assets'];
  icon: string | null;
  manifest?: string | null;
  /** A full card: the colors are turned over. */
  ready?: boolean;
};

const themeColor = ({ light, dark }: Theme, ready: boolean): Frame['themeColor'] =>
  ready
    ? { light: light.on_accent, dark: dark.accent }
    : { light: light.accent, dark: DARK_GROUND };

const inLanguage = (path: string, locale: Locale): string =>
  `${path}${path.includes('?') ? '&' : '?'}lang=${locale}`;

/** What surrounds a page: title, colors, files, languages. */
export const frameFor = (input: FrameInput): Frame => ({
  locale: input.reader === 'xx' ? 'en' : input.reader,
  title: input.title,
  styleNonce: input.styleNonce,
  themeCss: themeCss(input.theme),
  themeColor: themeColor(input.theme, input.ready ?? false),
  assets: input.assets,
  icon: input.icon,
  manifest: input.manifest ?? null,
  languages: LOCALES.map((locale) => ({
    locale,
    name: LANGUAGE_NAMES[locale],
    href: inLanguage(input.path, locale),
    current: locale === input.reader,
  })),
  t: cardTexts(input.reader),
});
