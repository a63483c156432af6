import { z } from 'zod';
import { idSchema } from '#contract/ids.ts';
import { refuse } from '#contract/refusals.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import { type Deps, file, type Route, route } from '#platform/http/index.ts';
import { decodeId, encodeId } from '#platform/ids/ids.ts';
import { findFile } from './file-queries.ts';

const HEADERS = {
  // A file never changes under its id.
  'cache-control': 'public, max-age=31536000, immutable',
  // An SVG opened by itself may run nothing of its own.
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
};

/** Where a file is shown, for members too: logos are public. */
export const fileAddress = (merchantId: string, id: string): string =>
  `/files/${encodeId('mer', merchantId)}/${encodeId('fil', id)}`;

export const fileRoutes = (deps: Pick<Deps, 'db'>): Route[] => [
  route({
    method: 'GET',
    path: '/files/:merchant/:file',
    summary: 'Show an image of a merchant',
    tag: 'file',
    internal: true,
    access: { kind: 'public', limit: 'anonymous' },
    params: z.object({ merchant: idSchema('mer'), file: idSchema('fil') }),
    responses: { 200: 'image/*' },
    handle: async ({ params }) => {
      const merchantId = decodeId('mer', params.merchant) ?? '';
      const id = decodeId('fil', params.file) ?? '';
      const found = await inMerchant(deps.db, merchantId, (trx) => findFile(merchantId, id, trx));
      return found ? file(found.bytes, found.content_type, HEADERS) : refuse('not_found');
    },
  }),
];
