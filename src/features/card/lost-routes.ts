import { z } from 'zod';
import type { LostView } from '#contract/card-pages.ts';
import { claimCardRecovery, requestCardRecovery } from '#features/card-recovery/index.ts';
import { type Handled, type Route, route, seeOther } from '#platform/http/index.ts';
import { loadCardPages } from '#platform/render/card-pages.ts';
import { shopView } from './card-view-model.ts';
import type { CardDeps } from './deps.ts';
import { cardShop, findShop } from './load-shop.ts';
import { htmlResponses, langQuery, noticeAnswer, page } from './page-answer.ts';
import { langOf, type PageRequest, pageFrame, readerOf } from './page-request.ts';
import { cardTexts, languageOf } from './words.ts';

type LostRequest = PageRequest & { params: { slug: string }; raw: { request: { url: string } } };
type Shown = {
  step: LostView['step'];
  email: string;
  recovery?: string;
  fault?: 'error.email' | 'lost.wrong_code';
};

const showLost = async (deps: CardDeps, request: LostRequest, shown: Shown): Promise<Handled> => {
  const arrived = await findShop(deps.db, request.params.slug, async () => null);
  if (!arrived) return noticeAnswer(deps, request, 'no_shop');
  const { shop } = arrived;
  const reader = readerOf(request, { shop: shop.row.locale, pseudoLocale: deps.pseudoLocale });
  const t = cardTexts(reader);
  const lang = langOf(request, reader);
  const end = lang ? `?lang=${lang}` : '';
  const path = `/lost/${shop.row.slug}`;
  const error = shown.fault ? t(shown.fault) : null;
  const view: LostView = {
    shop: shopView(cardShop(shop)),
    action: shown.step === 'ask' ? `${path}${end}` : `${path}/code${end}`,
    step: shown.step,
    email: { value: shown.email, error: shown.step === 'ask' ? error : null },
    code: { value: '', error: shown.step === 'code' ? error : null },
    recovery: shown.recovery ?? '',
    again: `${path}${end}`,
  };
  const frame = pageFrame(request, reader, shop, { path, title: t('lost.title') });
  const pages = await loadCardPages();
  const status = shown.fault ? 422 : 200;
  return page(pages.lostPage(view, frame), frame.locale, { status });
};

const sendCode = async (
  deps: CardDeps,
  request: LostRequest & { body: { email: string } },
): Promise<Handled> => {
  const email = request.body.email.trim();
  if (!z.email().max(254).safeParse(email).success) {
    return showLost(deps, request, { step: 'ask', email, fault: 'error.email' });
  }
  const locale = languageOf(readerOf(request, {}));
  const { slug } = request.params;
  const sent = await requestCardRecovery(deps, { slug, email, locale });
  if (!sent.ok) return noticeAnswer(deps, request, 'no_shop');
  return showLost(deps, request, { step: 'code', email, recovery: sent.recovery.recovery });
};

const openByCode = async (
  deps: CardDeps,
  request: LostRequest & { body: { email: string; recovery: string; code: string } },
): Promise<Handled> => {
  const { email, recovery, code } = request.body;
  const claimed = await claimCardRecovery(deps, { recovery, code });
  // Only the path: the reader stays at the address they came by.
  if (claimed.ok) return seeOther(new URL(claimed.url).pathname);
  return showLost(deps, request, { step: 'code', email, recovery, fault: 'lost.wrong_code' });
};

const shared = {
  tag: 'card recovery',
  internal: true,
  access: { kind: 'public', limit: 'anonymous' },
  params: z.object({ slug: z.string().max(80) }),
  query: z.object(langQuery),
} as const;
const email = z.string().max(300).default('');

/** Finding a lost card again, without script. */
export const lostRoutes = (deps: CardDeps): Route[] => [
  route({
    ...shared,
    method: 'GET',
    path: '/lost/:slug',
    summary: 'Ask for the e-mail of a lost card',
    responses: htmlResponses,
    handle: (request) => showLost(deps, request, { step: 'ask', email: '' }),
  }),
  route({
    ...shared,
    method: 'POST',
    path: '/lost/:slug',
    summary: 'Send the code for a lost card',
    consumes: 'form',
    body: z.object({ email }),
    responses: htmlResponses,
    handle: (request) => sendCode(deps, request),
  }),
  route({
    ...shared,
    method: 'POST',
    path: '/lost/:slug/code',
    summary: 'Open a lost card by its code',
    consumes: 'form',
    body: z.object({
      email,
      recovery: z.string().max(60).default(''),
      code: z.string().max(20).default(''),
    }),
    responses: { ...htmlResponses, 303: 'text/html' },
    handle: (request) => openByCode(deps, request),
  }),
];
