import type { Frame } from '#contract/card-pages.ts';
import type { ReaderLocale } from '#contract/messages/translate.ts';
import { accentColors } from '#core/accent-colors.ts';
import { LOCALES, type Locale } from '#core/program.ts';
import { surfaceAssets } from '#platform/render/assets.ts';
import { frameFor } from './frame.ts';
import { cardShop, type Shop } from './load-shop.ts';

/** What a page needs to know of its request. */
export type PageRequest = {
  query: { lang?: string | undefined };
  acceptedLocales: Locale[];
  styleNonce: () => string;
};

/** Stamgast's own color, where there is no shop to take one from. */
const SPRUCE = accentColors('#0B6150');

const asLocale = (text: string | null | undefined): Locale | undefined =>
  LOCALES.find((locale) => locale === text);

/**
 * The reader's language: asked for by address, then what the member chose, then what the browser
 * asks for, then the shop's. `xx` is the pseudo-locale of tests.
 */
export const readerOf = (
  request: Pick<PageRequest, 'query' | 'acceptedLocales'>,
  options: { member?: string | null; shop?: Locale; pseudoLocale?: boolean | undefined },
): ReaderLocale => {
  if (request.query.lang === 'xx' && options.pseudoLocale) return 'xx';
  return (
    asLocale(request.query.lang) ??
    asLocale(options.member) ??
    request.acceptedLocales[0] ??
    options.shop ??
    'en'
  );
};

/** The language to carry along in links: only one that the address asked for. */
export const langOf = (request: Pick<PageRequest, 'query'>, reader: ReaderLocale) =>
  request.query.lang === reader ? reader : undefined;

type Page = { path: string; title: string; ready?: boolean; manifest?: string };

/** The frame of a shop's page, or of a page of no shop. */
export const pageFrame = (
  request: PageRequest,
  reader: ReaderLocale,
  shop: Shop | null,
  page: Page,
): Frame => {
  const icon = shop ? (cardShop(shop).logo ?? `/p/${shop.row.slug}/icon.svg`) : null;
  return frameFor({
    ...page,
    reader,
    styleNonce: request.styleNonce(),
    theme: shop ? shop.row.branding : SPRUCE,
    assets: surfaceAssets('card'),
    icon,
  });
};
