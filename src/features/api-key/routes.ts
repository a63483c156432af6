import { z } from 'zod';
import {
  type ApiKeyView,
  apiKeyCreatedSchema,
  apiKeyCreateSchema,
  apiKeyListSchema,
  apiKeySchema,
} from '#contract/api-key.ts';
import { pageQuery } from '#contract/common.ts';
import { idSchema } from '#contract/ids.ts';
import type { Permission } from '#contract/permissions.ts';
import { refuse } from '#contract/refusals.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import {
  actorOf,
  created,
  type Deps,
  listById,
  type MerchantPrincipal,
  type Route,
  route,
} from '#platform/http/index.ts';
import { decodeId, encodeId } from '#platform/ids/ids.ts';
import { type ApiKeyRow, listApiKeys } from './api-key-queries.ts';
import {
  type CreatedKey,
  createApiKey,
  holdsAll,
  revokeApiKey,
  rotateApiKey,
} from './change-api-key.ts';

const view = (row: ApiKeyRow): ApiKeyView => ({
  id: encodeId('key', row.id),
  name: row.name,
  scopes: row.scopes as Permission[],
  last_four: row.last_four,
  created_at: row.created_at.toISOString(),
  last_used_at: row.last_used_at?.toISOString() ?? null,
  revoked_at: row.revoked_at?.toISOString() ?? null,
});
const viewOnce = ({ row, secret }: CreatedKey) => ({ ...view(row), secret });

const params = z.object({ id: idSchema('key') });
const access = { kind: 'permission', permission: 'keys:write' } as const;

type KeyDeps = Pick<Deps, 'db' | 'clock'>;

const writeBy = (deps: KeyDeps, principal: MerchantPrincipal) => ({
  merchantId: principal.merchantId,
  actor: actorOf(principal),
  now: deps.clock.now(),
});
const uuidOf = (id: string) => decodeId('key', id) ?? id;

/**
 * Keys are made and ended by hand. Their answers hold a secret, so they are not kept under an
 * idempotency key: a repeat makes a second key, which the list shows.
 */
export const apiKeyRoutes = (deps: KeyDeps): Route[] => [
  listRoute(deps),
  createRoute(deps),
  ...endRoutes(deps),
];

const listRoute = (deps: KeyDeps): Route =>
  route({
    method: 'GET',
    path: '/v1/api-keys',
    summary: 'List API keys, the newest first',
    tag: 'api key',
    access,
    query: z.strictObject(pageQuery),
    responses: { 200: apiKeyListSchema },
    handle: ({ principal: { merchantId }, query }) => {
      const { limit } = query;
      const find = (before: string | null) =>
        listApiKeys(merchantId, { limit, before }, deps.db.kysely);
      return listById(query, find, view);
    },
  });

const createRoute = (deps: KeyDeps): Route =>
  route({
    method: 'POST',
    path: '/v1/api-keys',
    summary: 'Create an API key; its secret is shown this once',
    tag: 'api key',
    access,
    body: apiKeyCreateSchema,
    responses: { 201: apiKeyCreatedSchema },
    handle: async ({ principal, body }) => {
      if (!holdsAll(principal.permissions, body.scopes)) return refuse('forbidden');
      const made = await inMerchant(deps.db, principal.merchantId, (trx) =>
        createApiKey(trx, writeBy(deps, principal), body),
      );
      return created(viewOnce(made));
    },
  });

const endRoutes = (deps: KeyDeps): Route[] => [
  route({
    method: 'POST',
    path: '/v1/api-keys/:id/rotations',
    summary: 'Replace the secret of an API key; the old one ends at once',
    tag: 'api key',
    access,
    params,
    responses: { 201: apiKeyCreatedSchema },
    handle: async ({ principal, params: { id } }) => {
      const made = await inMerchant(deps.db, principal.merchantId, (trx) =>
        rotateApiKey(trx, writeBy(deps, principal), uuidOf(id), principal.permissions),
      );
      return 'ok' in made ? made : created(viewOnce(made));
    },
  }),
  route({
    method: 'POST',
    path: '/v1/api-keys/:id/revocations',
    summary: 'Revoke an API key',
    tag: 'api key',
    access,
    params,
    responses: { 201: apiKeySchema },
    handle: async ({ principal, params: { id } }) => {
      const revoked = await inMerchant(deps.db, principal.merchantId, (trx) =>
        revokeApiKey(trx, writeBy(deps, principal), uuidOf(id)),
      );
      return 'ok' in revoked ? revoked : created(view(revoked));
    },
  }),
];
