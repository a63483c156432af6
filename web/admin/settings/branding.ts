import type { MerchantView } from '#contract/merchant.ts';
import { accentColors } from '#core/accent-colors.ts';
import { contrast } from '#core/oklab.ts';
import type { Locale } from '#core/program.ts';

/** What the page changes, as its fields hold it. */
export type Branding = {
  name: string;
  color: string;
  locale: Locale;
  contact: string;
  terms_url: string;
  privacy_url: string;
};

export const brandingOf = ({ name, locale, branding, settings }: MerchantView): Branding => ({
  name,
  locale,
  color: branding.color,
  contact: settings.contact ?? '',
  terms_url: settings.terms_url ?? '',
  privacy_url: settings.privacy_url ?? '',
});

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** An emptied field takes the stored text away. */
export const updateFrom = (given: Branding) => ({
  ...given,
  contact: orNull(given.contact),
  terms_url: orNull(given.terms_url),
  privacy_url: orNull(given.privacy_url),
});

export const isColor = (text: string): boolean => /^#[0-9a-f]{6}$/i.test(text);

/** What surfaces really get for a color, and how well text reads on it (WCAG ratio, 1 … 21). */
export const contrastOf = (color: string): { fill: string; ratio: number; isKept: boolean } => {
  const { accent, on_accent } = accentColors(color).light;
  return {
    fill: accent,
    ratio: contrast(on_accent, accent),
    isKept: accent.toLowerCase() === color.toLowerCase(),
  };
};
