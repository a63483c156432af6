import { visitAnswerSchema, visitInputSchema } from '#contract/visit.ts';
import { toAnswer, writerOf } from '#features/decision/index.ts';
import { type Deps, type Route, route } from '#platform/http/index.ts';
import { recordVisit } from './record-visit.ts';

export const visitRoutes = (deps: Pick<Deps, 'db' | 'clock'>): Route[] => [
  route({
    method: 'POST',
    path: '/v1/visits',
    summary: 'Record a visit and what was tapped at the till',
    tag: 'visits',
    access: { kind: 'permission', permission: 'visits:write' },
    body: visitInputSchema,
    responses: { 201: visitAnswerSchema, 200: visitAnswerSchema },
    handle: async (request) => toAnswer(await recordVisit(writerOf(deps, request), request.body)),
  }),
];
