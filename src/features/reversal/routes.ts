import { reversalAnswerSchema, reversalInputSchema } from '#contract/reversal.ts';
import { mayUndo, toAnswer, writerOf } from '#features/decision/index.ts';
import { type Deps, type Route, route } from '#platform/http/index.ts';
import { reverseDecision } from './reverse-decision.ts';

export const reversalRoutes = (deps: Pick<Deps, 'db' | 'clock'>): Route[] => [
  route({
    method: 'POST',
    path: '/v1/reversals',
    summary: 'Take a decision back; at the till within 60 seconds by the same person',
    tag: 'reversals',
    // Staff may undo what they just did, which is no permission to reverse: the use case judges.
    access: { kind: 'merchant' },
    body: reversalInputSchema,
    responses: { 201: reversalAnswerSchema, 200: reversalAnswerSchema },
    handle: async (request) => {
      const guard = (done: Parameters<typeof mayUndo>[1], now: number) =>
        mayUndo(request.principal, done, now);
      return toAnswer(await reverseDecision(writerOf(deps, request), request.body, guard));
    },
  }),
];
