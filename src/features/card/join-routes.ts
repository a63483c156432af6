import { z } from 'zod';
import { findLocationNames } from '#features/location/index.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import { file, type Handled, type Route, refused, route, seeOther } from '#platform/http/index.ts';
import { isOwnAddress } from '#platform/http/own-address.ts';
import { loadCardPages } from '#platform/render/card-pages.ts';
import { findPosterByNonce, markOpened } from './card-queries.ts';
import { PHONE_EXAMPLES } from './contact-kind.ts';
import type { CardDeps } from './deps.ts';
import { shopIcon } from './install-files.ts';
import { type Joined, type JoinInput, joinShop, newAttempt } from './join-shop.ts';
import { joinView } from './join-view.ts';
import { cardShop, findShop, type Shop, shopSource } from './load-shop.ts';
import { htmlResponses, langQuery, noticeAnswer, page } from './page-answer.ts';
import { langOf, type PageRequest, pageFrame, readerOf } from './page-request.ts';
import { programView } from './program-view.ts';
import { cardTexts } from './words.ts';

type JoinRequest = PageRequest & {
  params: { slug: string; nonce?: string | undefined };
  ip: string;
  raw: { request: { url: string } };
};

/** How the form stands: fresh, or with what is to mend. */
type FormState = { input: JoinInput; fault: (Joined & { ok: false })['fault'] | null };

const FRESH: FormState = { input: { contact: '' }, fault: null };

const addresses = (shop: Shop, lang: string | undefined) => {
  const { slug, settings } = shop.row;
  const end = lang ? `?lang=${lang}` : '';
  return {
    join: `/j/${slug}${end}`,
    program: `/p/${slug}${end}`,
    privacy: settings.privacy_url ?? `/p/${slug}${end}#privacy`,
    lost: `/lost/${slug}${end}`,
  };
};

const errorText = (
  { fault }: FormState,
  shop: Shop,
  t: ReturnType<typeof cardTexts>,
): string | null => {
  if (fault === null) return null;
  const example = PHONE_EXAMPLES[shop.row.locale] ?? '';
  return t(`error.${fault}`, { example, max: 120 });
};

const formOf = (state: FormState, shop: Shop, t: ReturnType<typeof cardTexts>, lost: string) => ({
  attempt: state.input.attempt || newAttempt(),
  contact: { value: state.input.contact, error: errorText(state, shop, t) },
  errorLink: state.fault === 'exists' ? lost : null,
  granted: (['email', 'sms'] as const).filter((channel) => state.input[`consent_${channel}`]),
});

const showJoin = async (
  deps: CardDeps,
  request: JoinRequest,
  shop: Shop,
  state: FormState = FRESH,
): Promise<Handled> => {
  const { pseudoLocale } = deps;
  const reader = readerOf(request, { shop: shop.row.locale, pseudoLocale });
  const source = shopSource(shop, reader);
  if (!source) return noticeAnswer(deps, request, 'no_program', shop);
  const links = addresses(shop, langOf(request, reader));
  const t = cardTexts(reader);
  const path = request.raw.request.url.split('?', 1)[0] ?? '';
  const lang = langOf(request, reader);
  const view = joinView(source, formOf(state, shop, t, links.lost), {
    ...links,
    action: lang ? `${path}?lang=${lang}` : path,
  });
  const title = t('join.title', { shop: shop.row.name });
  const frame = pageFrame(request, reader, shop, { path, title });
  const pages = await loadCardPages();
  const status = state.fault === null ? 200 : 422;
  return page(pages.joinPage(view, frame), frame.locale, { status });
};

/** The shop and, by the nonce in its link, the poster; a foreign phone proves its address. */
const arrive = async (deps: CardDeps, { params, ip }: JoinRequest) =>
  findShop(deps.db, params.slug, async ({ merchantId }, trx) => {
    if (params.nonce === undefined) return undefined;
    const posterId = await findPosterByNonce(merchantId, params.nonce, trx);
    if (posterId !== undefined && !isOwnAddress(ip)) {
      await markOpened(merchantId, posterId, { at: new Date(deps.clock.now()), from: ip }, trx);
    }
    return posterId;
  });

const join = async (
  deps: CardDeps,
  request: JoinRequest & { body: JoinInput; requestHash: string },
): Promise<Handled> => {
  const arrived = await arrive(deps, request);
  if (!arrived) return noticeAnswer(deps, request, 'no_shop');
  const { shop, more: posterId } = arrived;
  if (!shop.live) return noticeAnswer(deps, request, 'no_program', shop);
  const reader = readerOf(request, { shop: shop.row.locale, pseudoLocale: deps.pseudoLocale });
  const { requestHash, body } = request;
  const joined = await joinShop(deps, { shop, reader, posterId, requestHash }, body);
  if (!joined.ok) return showJoin(deps, request, shop, { input: body, fault: joined.fault });
  const lang = langOf(request, reader);
  return seeOther(lang ? `/c/${joined.token}?lang=${lang}` : `/c/${joined.token}`);
};

const showProgram = async (deps: CardDeps, request: JoinRequest): Promise<Handled> => {
  const arrived = await arrive(deps, request);
  if (!arrived) return noticeAnswer(deps, request, 'no_shop');
  const { shop } = arrived;
  const reader = readerOf(request, { shop: shop.row.locale, pseudoLocale: deps.pseudoLocale });
  const source = shopSource(shop, reader);
  if (!source || !shop.live) return noticeAnswer(deps, request, 'no_program', shop);
  const { settings, slug } = shop.row;
  const locationNames = await inMerchant(deps.db, shop.merchantId, (trx) =>
    findLocationNames(shop.merchantId, trx),
  );
  const view = programView(
    {
      ...source,
      locationNames,
      version: shop.live.number,
      since: shop.live.published_at.getTime(),
      termsUrl: settings.terms_url ?? null,
      privacyUrl: settings.privacy_url ?? null,
      contact: settings.contact ?? null,
    },
    addresses(shop, langOf(request, reader)).join,
  );
  const title = `${cardTexts(reader)('program.title')} – ${cardShop(shop).name}`;
  const frame = pageFrame(request, reader, shop, { path: `/p/${slug}`, title });
  const pages = await loadCardPages();
  return page(pages.programPage(view, frame), frame.locale);
};

const form = z.object({
  contact: z.string().max(200).default(''),
  attempt: z.string().max(64).optional(),
  consent_email: z.string().max(8).optional(),
  consent_sms: z.string().max(8).optional(),
});
const shared = {
  tag: 'card',
  internal: true,
  access: { kind: 'public', limit: 'anonymous' },
} as const;
const query = z.object(langQuery);
const slug = z.string().max(80);
const params = z.object({ slug });
const posterParams = z.object({ slug, nonce: z.string().max(80) });

/** Where the poster's code leads: joining, and what the program is. */
export const joinRoutes = (deps: CardDeps): Route[] => [
  ...[
    { path: '/j/:slug', params, by: 'by a link' },
    { path: '/j/:slug/:nonce', params: posterParams, by: 'by a poster' },
  ].flatMap(({ by, ...place }) => [
    route({
      ...shared,
      ...place,
      method: 'GET',
      summary: `Show the join page ${by}`,
      query,
      responses: htmlResponses,
      handle: async (request) => {
        const arrived = await arrive(deps, request);
        if (!arrived) return noticeAnswer(deps, request, 'no_shop');
        return showJoin(deps, request, arrived.shop);
      },
    }),
    route({
      ...shared,
      ...place,
      method: 'POST',
      summary: `Become a member ${by}`,
      consumes: 'form',
      query,
      body: form,
      responses: { ...htmlResponses, 303: 'text/html' },
      handle: (request) => join(deps, request),
    }),
  ]),
  route({
    ...shared,
    method: 'GET',
    path: '/p/:slug',
    summary: 'Show how the live program works',
    params,
    query,
    responses: htmlResponses,
    handle: (request) => showProgram(deps, request),
  }),
  route({
    ...shared,
    method: 'GET',
    path: '/p/:slug/icon.svg',
    summary: "Show the shop's initial as an icon",
    params,
    responses: { 200: 'image/svg+xml' },
    handle: async (request) => {
      const arrived = await findShop(deps.db, request.params.slug, async () => null);
      if (!arrived) return refused('not_found');
      return file(shopIcon(arrived.shop), 'image/svg+xml', { 'cache-control': 'max-age=3600' });
    },
  }),
];
