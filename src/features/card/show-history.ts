import { inMerchant } from '#platform/db/tenant.ts';
import { decodeCursor, encodeCursor, type RawAnswer } from '#platform/http/index.ts';
import { loadCardPages } from '#platform/render/card-pages.ts';
import { type EntryPage, type EntryRow, findEntries } from './card-queries.ts';
import { cardLinks, shopView } from './card-view-model.ts';
import type { CardDeps } from './deps.ts';
import { historyRows } from './history-view.ts';
import { openCard } from './load-card.ts';
import { cardShop, shopSource } from './load-shop.ts';
import { noticeAnswer, PRIVATE, page } from './page-answer.ts';
import { langOf, type PageRequest, pageFrame, readerOf } from './page-request.ts';
import { cardTexts } from './words.ts';

const ROWS = 30;
const UUID = /^[0-9a-f-]{36}$/;

export type HistoryRequest = PageRequest & {
  params: { token: string };
  query: PageRequest['query'] & { before?: string | undefined };
  raw: { request: { url: string } };
};

/** The place to go on from; a cursor that isn't ours begins at the newest. */
const placeOf = (cursor: string | undefined): EntryPage['before'] => {
  const [at, decisionId, n] = (cursor && decodeCursor(cursor, 3)) || [];
  if (typeof at !== 'number' || typeof n !== 'number') return undefined;
  if (typeof decisionId !== 'string' || !UUID.test(decisionId)) return undefined;
  return { at: new Date(at), decisionId, n };
};

const olderThan = (rows: EntryRow[], history: string): string | null => {
  const last = rows[ROWS - 1];
  if (rows.length <= ROWS || !last) return null;
  const cursor = encodeCursor([last.at.getTime(), last.decision_id, last.n]);
  return `${history}${history.includes('?') ? '&' : '?'}before=${cursor}`;
};

/** Every change of the card, thirty to a page, each with its reason. */
export const showHistory = async (deps: CardDeps, request: HistoryRequest): Promise<RawAnswer> => {
  const open = await openCard(deps.db, request.params.token);
  if (!open) return noticeAnswer(deps, request, 'gone');
  const { shop, card, token, memberId } = open;
  const { pseudoLocale } = deps;
  const reader = readerOf(request, { member: card.locale, shop: shop.row.locale, pseudoLocale });
  const source = shopSource(shop, reader);
  if (!source) return noticeAnswer(deps, request, 'no_program', shop);
  const asked = { limit: ROWS, before: placeOf(request.query.before) };
  const rows = await inMerchant(deps.db, shop.merchantId, (trx) =>
    findEntries(shop.merchantId, memberId, asked, trx),
  );
  const links = cardLinks(token, shop.row.slug, langOf(request, reader));
  const entries = rows.slice(0, ROWS).map((row) => ({ ...row, at: row.at.getTime() }));
  const view = {
    shop: shopView(cardShop(shop)),
    rows: historyRows(source, entries),
    older: olderThan(rows, links.history),
    back: links.self,
  };
  const title = cardTexts(reader)('history.title');
  const frame = pageFrame(request, reader, shop, { path: `/c/${token}/history`, title });
  const pages = await loadCardPages();
  return page(pages.historyPage(view, frame), frame.locale, { headers: PRIVATE });
};
