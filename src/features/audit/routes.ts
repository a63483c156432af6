import { auditListSchema, auditQuerySchema } from '#contract/audit.ts';
import { type Deps, type Route, route } from '#platform/http/index.ts';
import { listAudit } from './list-audit.ts';

export const auditRoutes = (deps: Pick<Deps, 'db'>): Route[] => [
  route({
    method: 'GET',
    path: '/v1/audit',
    summary: 'List who changed what, newest first',
    tag: 'audit',
    access: { kind: 'permission', permission: 'audit:read' },
    query: auditQuerySchema,
    responses: { 200: auditListSchema },
    handle: ({ principal: { merchantId }, query }) => listAudit(deps, merchantId, query),
  }),
];
