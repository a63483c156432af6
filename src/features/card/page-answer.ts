import { z } from 'zod';
import type { NoticeView } from '#contract/card-pages.ts';
import { html, type RawAnswer } from '#platform/http/index.ts';
import { loadCardPages } from '#platform/render/card-pages.ts';
import { shopView } from './card-view-model.ts';
import type { CardDeps } from './deps.ts';
import { cardShop, type Shop } from './load-shop.ts';
import { type PageRequest, pageFrame, readerOf } from './page-request.ts';
import { cardTexts } from './words.ts';

/** The pages of a card know its secret address: no other page may learn where one came from. */
export const PRIVATE = { 'referrer-policy': 'no-referrer' };

export const langQuery = { lang: z.string().max(5).optional().catch(undefined) };

export const htmlResponses = { 200: 'text/html', 404: 'text/html', 422: 'text/html' };

export const page = (
  body: string,
  locale: string,
  rest: { status?: number; headers?: Record<string, string> } = {},
): RawAnswer => ({
  ...html(body, rest.status),
  headers: { 'content-language': locale, ...rest.headers },
});

type Notice = 'gone' | 'no_shop' | 'no_program';

const wordsOf = (notice: Notice, t: ReturnType<typeof cardTexts>) => {
  if (notice === 'no_program') return { title: t('hero.plain'), text: t('no_program.text') };
  return { title: t(`${notice}.title`), text: t(`${notice}.text`) };
};

/** A page that says what is wrong; with the shop's colors where we know the shop. */
export const noticeAnswer = async (
  deps: Pick<CardDeps, 'pseudoLocale'>,
  request: PageRequest & { raw: { request: { url: string } } },
  notice: Notice,
  shop: Shop | null = null,
): Promise<RawAnswer> => {
  const { pseudoLocale } = deps;
  const reader = readerOf(request, { pseudoLocale, ...(shop && { shop: shop.row.locale }) });
  const view: NoticeView = {
    shop: shop ? shopView(cardShop(shop)) : null,
    ...wordsOf(notice, cardTexts(reader)),
    links: [],
  };
  const path = request.raw.request.url.split('?', 1)[0] ?? '/';
  const frame = pageFrame(request, reader, shop, { path, title: view.title });
  const pages = await loadCardPages();
  const status = notice === 'no_program' ? 200 : 404;
  return page(pages.noticePage(view, frame), frame.locale, { status, headers: PRIVATE });
};
