import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Refusal } from '#contract/refusals.ts';
import { LOCALES } from '#core/program.ts';
import type { Answer, JsonAnswer } from './answer.ts';
import type { HttpContext } from './context.ts';
import { errorPage } from './error-page.ts';
import { type Fault, sentencesOf } from './fault.ts';
import { PROBLEM_TYPE, problemOf } from './problem.ts';
import { acceptedLocales } from './reader-locale.ts';
import type { Route } from './route.ts';
import { styleNonce } from './security-headers.ts';

/** True for a person's browser asking for a page; programs and our own scripts get JSON. */
const wantsPage = (request: FastifyRequest): boolean =>
  !request.url.startsWith('/v1/') && (request.headers.accept ?? '').includes('text/html');

/** Answers with a problem, or with a page that says the same. */
export const sendRefusal = (
  request: FastifyRequest,
  reply: FastifyReply,
  context: Pick<HttpContext, 'origin'>,
  refusal: Refusal,
  faults?: Fault[],
): FastifyReply => {
  const locale = acceptedLocales(request.headers['accept-language'])[0] ?? LOCALES[0];
  const problem = problemOf(
    refusal,
    { origin: context.origin(), locale, requestId: request.id },
    faults ?? (refusal.faults && sentencesOf(refusal.faults, locale)),
  );
  reply.code(problem.status).header('content-language', locale);
  if (refusal.code === 'unauthenticated') reply.header('www-authenticate', 'Bearer');
  if (!wantsPage(request)) return reply.type(PROBLEM_TYPE).send(JSON.stringify(problem));
  return reply
    .type('text/html; charset=utf-8')
    .send(errorPage(problem, locale, styleNonce(request)));
};

export const sendAnswer = (
  request: FastifyRequest,
  reply: FastifyReply,
  context: HttpContext,
  route: Route,
  answer: Answer,
): FastifyReply => {
  if ('ok' in answer) return sendRefusal(request, reply, context, answer.refusal);
  reply.code(answer.status).headers(answer.headers ?? {});
  if ('raw' in answer) return reply.type(answer.contentType).send(answer.raw);
  if (context.checkAnswers) checkAnswer(route, answer);
  if (answer.body === undefined) return reply.send();
  return reply.type('application/json; charset=utf-8').send(JSON.stringify(answer.body));
};

/** A body that differs from its declared schema makes the reference wrong: an impossible state. */
const checkAnswer = (route: Route, { status, body, headers }: JsonAnswer): void => {
  const first = headers?.['idempotent-replayed'] ? route.responses[201] : undefined;
  const declared = route.responses[status] ?? first;
  const name = `${route.method} ${route.path}`;
  if (declared === undefined) throw new Error(`${name} answered ${status}, which isn't declared`);
  if (typeof declared === 'string' || body === undefined) return;
  const parsed = declared.safeParse(JSON.parse(JSON.stringify(body)));
  if (!parsed.success) throw new Error(`${name} ${status} differs from its schema`, parsed.error);
};
