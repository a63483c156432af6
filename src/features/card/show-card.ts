import type { ReaderLocale } from '#contract/messages/translate.ts';
import type { RawAnswer } from '#platform/http/index.ts';
import { loadCardPages } from '#platform/render/card-pages.ts';
import type { CardSource } from './card-source.ts';
import { cardLinks, cardView } from './card-view-model.ts';
import type { CardDeps } from './deps.ts';
import { loadCardSource, type OpenCard, openCard } from './load-card.ts';
import { noticeAnswer, PRIVATE, page } from './page-answer.ts';
import { langOf, type PageRequest, pageFrame, readerOf } from './page-request.ts';
import { cardTexts } from './words.ts';

export type CardRequest = PageRequest & {
  params: { token: string };
  query: PageRequest['query'] & { fragment?: string | undefined };
  raw: { request: { url: string } };
};

/** A card in use as one request reads it. */
export type ReadCard = { open: OpenCard; reader: ReaderLocale; source: CardSource };

/** What the database knows of the card, or the page that says why there is nothing to show. */
export const readCard = async (
  deps: CardDeps,
  request: CardRequest,
): Promise<ReadCard | { notice: RawAnswer }> => {
  const open = await openCard(deps.db, request.params.token);
  if (!open) return { notice: await noticeAnswer(deps, request, 'gone') };
  const { shop, card } = open;
  const { pseudoLocale } = deps;
  const reader = readerOf(request, { member: card.locale, shop: shop.row.locale, pseudoLocale });
  const source = await loadCardSource(deps, open, reader);
  if (!source) return { notice: await noticeAnswer(deps, request, 'no_program', shop) };
  return { open, reader, source };
};

/** The card as a page, or only its middle for the page that is open already. */
export const cardAnswer = async (
  request: CardRequest,
  { open, reader, source }: ReadCard,
  refused: string | null = null,
): Promise<RawAnswer> => {
  const { shop, token } = open;
  const links = cardLinks(token, shop.row.slug, langOf(request, reader));
  const view = { ...cardView(source, links), refused };
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
  const status = refused === null ? 200 : 422;
  return page(body, frame.locale, { status, headers: PRIVATE });
};

export const showCard = async (deps: CardDeps, request: CardRequest): Promise<RawAnswer> => {
  const read = await readCard(deps, request);
  return 'notice' in read ? read.notice : cardAnswer(request, read);
};
