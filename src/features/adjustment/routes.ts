import { adjustmentAnswerSchema, adjustmentInputSchema } from '#contract/adjustment.ts';
import { toAnswer, writerOf } from '#features/decision/index.ts';
import { type Deps, type Route, route } from '#platform/http/index.ts';
import { adjustBalance } from './adjust-balance.ts';

export const adjustmentRoutes = (deps: Pick<Deps, 'db' | 'clock'>): Route[] => [
  route({
    method: 'POST',
    path: '/v1/adjustments',
    summary: 'Correct a balance by hand',
    tag: 'adjustments',
    access: { kind: 'permission', permission: 'adjustments:write' },
    body: adjustmentInputSchema,
    responses: { 201: adjustmentAnswerSchema, 200: adjustmentAnswerSchema },
    handle: async (request) => toAnswer(await adjustBalance(writerOf(deps, request), request.body)),
  }),
];
