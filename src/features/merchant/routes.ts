import { logoSchema, merchantSchema, merchantUpdateSchema } from '#contract/merchant.ts';
import { refuse } from '#contract/refusals.ts';
import { fileAddress, imageType, storeFile } from '#features/file/index.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import {
  actorOf,
  type Deps,
  idempotently,
  type MerchantPrincipal,
  ok,
  type Route,
  route,
} from '#platform/http/index.ts';
import { changeMerchant, setLogo } from './change-merchant.ts';
import { findMerchant } from './merchant-queries.ts';
import { merchantView } from './merchant-view.ts';

const MAX_LOGO_BYTES = 512 * 1024;

const change = { kind: 'permission', permission: 'settings:write' } as const;

export const merchantRoutes = (deps: Pick<Deps, 'db' | 'clock' | 'origin'>): Route[] => {
  const writeBy = (principal: MerchantPrincipal) => ({
    merchantId: principal.merchantId,
    actor: actorOf(principal),
    now: deps.clock.now(),
  });
  return [
    route({
      method: 'GET',
      path: '/v1/merchant',
      summary: 'Read the merchant: settings, branding, addresses',
      tag: 'merchant',
      access: { kind: 'merchant' },
      responses: { 200: merchantSchema },
      handle: ({ principal: { merchantId } }) =>
        inMerchant(deps.db, merchantId, async (trx) =>
          ok(merchantView(deps, await findMerchant(merchantId, trx))),
        ),
    }),
    route({
      method: 'PATCH',
      path: '/v1/merchant',
      summary: 'Change settings and branding',
      tag: 'merchant',
      access: change,
      body: merchantUpdateSchema,
      responses: { 200: merchantSchema },
      handle: (request) =>
        idempotently(deps, request, async (trx) => {
          const row = await changeMerchant(trx, writeBy(request.principal), request.body);
          return 'ok' in row ? row : ok(merchantView(deps, row));
        }),
    }),
    route({
      method: 'PUT',
      path: '/v1/merchant/logo',
      summary: 'Set the logo: the image itself as the body',
      tag: 'merchant',
      access: change,
      consumes: 'binary',
      bodyLimit: MAX_LOGO_BYTES,
      responses: { 200: logoSchema },
      handle: async ({ principal, raw }) => {
        const bytes = raw.request.body;
        const type = Buffer.isBuffer(bytes) ? imageType(bytes) : null;
        if (!Buffer.isBuffer(bytes) || type === null) return refuse('file_unreadable');
        const { merchantId } = principal;
        const at = new Date(deps.clock.now());
        const logoId = await inMerchant(deps.db, merchantId, async (trx) => {
          const id = await storeFile(merchantId, { bytes, type, at }, trx);
          await setLogo(trx, writeBy(principal), id);
          return id;
        });
        return ok({ logo_url: fileAddress(merchantId, logoId) });
      },
    }),
  ];
};
