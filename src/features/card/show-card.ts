import type { RawAnswer } from '#platform/http/index.ts';
import { loadCardPages } from '#platform/render/card-pages.ts';
import { cardLinks, cardView } from './card-view-model.ts';
import type { CardDeps } from './deps.ts';
import { loadCardSource, openCard } from './load-card.ts';
import { noticeAnswer, PRIVATE, page } from './page-answer.ts';
import { langOf, type PageRequest, pageFrame, readerOf } from './page-request.ts';
import { cardTexts } from './words.ts';

export type CardRequest = PageRequest & {
  params: { token: string };
  query: PageRequest['query'] & { fragment?: string | undefined };
  raw: { request: { url: string } };
};

/** The card as a page, or only its middle for the page that is open already. */
export const showCard = async (deps: CardDeps, request: CardRequest): Promise<RawAnswer> => {
  const open = await openCard(deps.db, request.params.token);
  if (!open) return noticeAnswer(deps, request, 'gone');
  const { shop, card, token } = open;
  const { pseudoLocale } = deps;
  const reader = readerOf(request, { member: card.locale, shop: shop.row.locale, pseudoLocale });
  const source = await loadCardSource(deps, open, reader);
  if (!source) return noticeAnswer(deps, request, 'no_program', shop);
  const view = cardView(source, cardLinks(token, shop.row.slug, langOf(request, reader)));
  const frame = pageFrame(request, reader, shop, {
    path: `/c/${token}`,
    title: cardTexts(reader)('card.title', { shop: shop.row.name }),
    ready: view.hero.ready,
    manifest: `/c/${token}/manifest.webmanifest`,
  });
  const pages = await loadCardPages();
  const body =
    request.query.fragment === undefined
      ? pages.cardPage(view, frame)
      : pages.cardFragment(view, frame);
  return page(body, frame.locale, { headers: PRIVATE });
};
