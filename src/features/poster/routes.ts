import { z } from 'zod';
import { idSchema } from '#contract/ids.ts';
import {
  addressSchema,
  posterCreateSchema,
  posterListQuery,
  posterListSchema,
  posterPdfQuery,
  posterSchema,
} from '#contract/poster.ts';
import { findMerchant } from '#features/merchant/index.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import {
  created,
  type Deps,
  file,
  idempotently,
  listById,
  ok,
  placesOf,
  type Route,
  route,
} from '#platform/http/index.ts';
import { decodeId } from '#platform/ids/ids.ts';
import type { TlsState } from '#platform/tls/index.ts';
import { addressView } from './address.ts';
import { createPoster, posterView } from './create-poster.ts';
import type { PosterModel } from './poster-model.ts';
import { countJoins, listPosters, provenAt } from './poster-queries.ts';
import { preparePoster } from './print-poster.ts';

/** `tls`: how the certificate of a domain of one's own stands; null without such a domain. */
export type PosterDeps = Pick<Deps, 'db' | 'clock' | 'config' | 'origin'> & {
  tls: () => TlsState | null;
};

const params = z.object({ id: idSchema('pos') });
const access = { kind: 'permission', permission: 'posters:write' } as const;

const posterListRoute = (deps: PosterDeps): Route =>
  route({
    method: 'GET',
    path: '/v1/posters',
    summary: 'List posters and table tents, the newest first',
    tag: 'poster',
    access,
    query: posterListQuery,
    responses: { 200: posterListSchema },
    handle: ({ principal, query }) => {
      const { merchantId } = principal;
      return inMerchant(deps.db, merchantId, async (trx) => {
        const { slug } = await findMerchant(merchantId, trx);
        const find = async (before: string | null) => {
          const wanted = { limit: query.limit, before, places: placesOf(principal) };
          const rows = await listPosters(merchantId, wanted, trx);
          const ids = rows.map(({ id }) => id);
          const joins = await countJoins(merchantId, ids, trx);
          return rows.map((row) => ({ ...row, members: joins.get(row.id) ?? 0 }));
        };
        return listById(query, find, (row) => posterView(row, slug, row.members));
      });
    },
  });

/** Loads what draws PDF when the first paper is asked for: a start need not wait for it. */
const draw = async (kind: string, model: PosterModel): Promise<Buffer> => {
  if (kind === 'poster') return (await import('./draw-poster.ts')).drawPoster(model);
  return (await import('./draw-table-tent.ts')).drawTableTent(model);
};

const posterPdfRoute = (deps: PosterDeps): Route =>
  route({
    method: 'GET',
    path: '/v1/posters/:id/pdf',
    summary: 'The paper itself: A4, in the branding of the merchant',
    tag: 'poster',
    access,
    params,
    query: posterPdfQuery,
    responses: { 200: 'application/pdf' },
    handle: async ({ principal, params: { id }, query: { insist } }) => {
      const { merchantId } = principal;
      const asked = { id: decodeId('pos', id) ?? id, insist, places: placesOf(principal) };
      const ready = await inMerchant(deps.db, merchantId, (trx) =>
        preparePoster(merchantId, asked, trx),
      );
      if ('ok' in ready) return ready;
      const { poster, model } = ready;
      const pdf = await draw(poster.kind, model);
      const name = `${poster.kind.replace('_', '-')}-${poster.locale}.pdf`;
      return file(pdf, 'application/pdf', {
        'content-disposition': `attachment; filename="${name}"`,
      });
    },
  });

export const posterRoutes = (deps: PosterDeps): Route[] => [
  posterListRoute(deps),
  route({
    method: 'POST',
    path: '/v1/posters',
    summary: 'Make a poster or table tent with a join link of its own',
    tag: 'poster',
    access,
    body: posterCreateSchema,
    responses: { 201: posterSchema },
    handle: (request) =>
      idempotently(deps, request, async (trx) => {
        const made = await createPoster(deps, trx, request.principal, request.body);
        return 'ok' in made ? made : created(made);
      }),
  }),
  posterPdfRoute(deps),
  route({
    method: 'GET',
    path: '/v1/address',
    summary: 'Where phones open cards, and whether one has proven that it reaches it',
    tag: 'poster',
    access: { kind: 'merchant' },
    responses: { 200: addressSchema },
    handle: async ({ principal: { merchantId } }) => {
      const origin = deps.origin();
      const proven = await inMerchant(deps.db, merchantId, (trx) =>
        provenAt(merchantId, origin, trx),
      );
      const known = { config: deps.config, origin, tls: deps.tls(), provenAt: proven };
      return ok(addressView(known));
    },
  }),
];
