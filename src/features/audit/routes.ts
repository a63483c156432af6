import type { Kysely } from 'kysely';
import { auditListSchema, auditQuerySchema } from '#contract/audit.ts';
import type { Tables } from '#platform/db/tables.ts';
import { ok, type Route, route } from '#platform/http/index.ts';
import { listAudit } from './list-audit.ts';

export const auditRoutes = (deps: { db: { kysely: Kysely<Tables> } }): Route[] => [
  route({
    method: 'GET',
    path: '/v1/audit',
    summary: 'List who changed what, newest first',
    tag: 'audit',
    access: { kind: 'permission', permission: 'audit:read' },
    query: auditQuerySchema,
    responses: { 200: auditListSchema },
    handle: async ({ principal, query }) => ok(await listAudit(deps, principal.merchantId, query)),
  }),
];
