import { LOCALES, type Locale } from '#core/program.ts';

const isLocale = (text: string): text is Locale => (LOCALES as readonly string[]).includes(text);

/** Our languages an Accept-Language header asks for, best first. At most 20 of its parts count. */
export const acceptedLocales = (header: string | undefined): Locale[] => {
  const wanted = (header ?? '')
    .split(',', 20)
    .map((part) => {
      const [tag = '', ...params] = part.trim().toLowerCase().split(';');
      const q = params.map((param) => /^\s*q=([\d.]+)/.exec(param)?.[1]).find(Boolean);
      return { language: tag.split('-')[0] ?? '', quality: q === undefined ? 1 : Number(q) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ language }) => language)
    .filter(isLocale);
  return [...new Set(wanted)];
};
