import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { type Refused, refuse } from '#contract/refusals.ts';
import { LOCALES } from '#core/program.ts';
import type { Answer } from './answer.ts';
import { authorize, identify } from './authorize.ts';
import type { HttpContext } from './context.ts';
import { type Fault, faultsOf, namesNothing } from './fault.ts';
import type { Principal } from './principal.ts';
import { limitRate } from './rate-limit.ts';
import { acceptedLocales } from './reader-locale.ts';
import { requestHash } from './request-hash.ts';
import type { Route, RouteRequest } from './route.ts';
import { styleNonce } from './security-headers.ts';
import { sendAnswer, sendRefusal } from './send.ts';

const MAX_KEY = 255;

/** Registers a route: who asks, may they, how often; then what they sent; then the handler. */
export const registerRoute = (app: FastifyInstance, route: Route, context: HttpContext): void => {
  const principals = new WeakMap<FastifyRequest, Principal>();
  app.route({
    method: route.method,
    url: route.path,
    bodyLimit: route.bodyLimit ?? 1024 * 1024,
    // Before the body is read: a stranger's megabyte isn't parsed.
    onRequest: async (request, reply) => {
      const principal = await identify(request, context.resolvers);
      const refused =
        'ok' in principal
          ? (tooOften(request, reply, { kind: 'public' }) ?? principal)
          : (tooOften(request, reply, principal) ?? authorize(request, route.access, principal));
      if (refused) return sendRefusal(request, reply, context, refused.refusal);
      principals.set(request, principal as Principal);
    },
    handler: async (request, reply) => {
      const principal = principals.get(request) ?? { kind: 'public' };
      const read = readRequest(request, reply, route, principal);
      if ('refused' in read) {
        return sendRefusal(request, reply, context, read.refused.refusal, read.faults);
      }
      const answer = await route.handle(read.request);
      if (answer === 'hijacked') return reply;
      return sendAnswer(request, reply, context, route, answer satisfies Answer);
    },
  });

  function tooOften(request: FastifyRequest, reply: FastifyReply, principal: Principal) {
    const { buckets, limits, now } = context;
    return limitRate(buckets, limits, now(), request, reply, principal, route.access);
  }
};

type Read =
  | { request: RouteRequest<Principal, unknown, unknown, unknown> }
  | { refused: Refused; faults?: Fault[] };

const readRequest = (
  request: FastifyRequest,
  reply: FastifyReply,
  route: Route,
  principal: Principal,
): Read => {
  if (!isOfType(request, route.consumes ?? 'json')) {
    return { refused: refuse('unsupported_media_type') };
  }
  const accepted = acceptedLocales(request.headers['accept-language']);
  const locale = accepted[0] ?? LOCALES[0];
  const parts = [
    ['params', route.params, request.params] as const,
    ['query', route.query, request.query] as const,
    ['body', route.body, request.body ?? {}] as const,
  ];
  const values: Record<string, unknown> = {};
  for (const [name, schema, value] of parts) {
    const parsed = parse(schema, value);
    if (!parsed.success) return refuseParts(name, parsed.error, locale);
    values[name] = parsed.data;
  }
  const key = request.headers['idempotency-key']?.toString() ?? null;
  const refused = missingKey(route, principal, key, values.body);
  if (refused) return { refused };
  const path = request.url.split('?', 1)[0] ?? '';
  return {
    request: {
      principal,
      params: values.params,
      query: values.query,
      body: values.body,
      headers: request.headers as Record<string, string | undefined>,
      requestId: request.id,
      locale,
      acceptedLocales: accepted,
      ip: request.ip,
      idempotencyKey: key,
      requestHash: requestHash(route.method, path, request.body),
      styleNonce: () => styleNonce(request),
      raw: { request, reply },
    },
  };
};

/** Only what the route declares: a form of another site must never pass for JSON. */
const isOfType = (request: FastifyRequest, consumes: NonNullable<Route['consumes']>): boolean => {
  if (request.body === undefined || request.body === null) return true;
  const type = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (consumes === 'json') return type === 'application/json';
  if (consumes === 'form') return type === 'application/x-www-form-urlencoded';
  if (consumes === 'multipart') return type === 'multipart/form-data';
  return Buffer.isBuffer(request.body);
};

const parse = (schema: z.ZodType | undefined, value: unknown) =>
  schema
    ? schema.safeParse(value, { reportInput: true })
    : { success: true as const, data: value as unknown };

/** A path that can't exist is not found; everything else can be mended by the caller. */
const refuseParts = (
  part: string,
  error: z.ZodError,
  locale: Parameters<typeof faultsOf>[1],
): Read => {
  if (part === 'params' || namesNothing(error)) return { refused: refuse('not_found') };
  return { refused: refuse('invalid_request'), faults: faultsOf(error, locale) };
};

/** Programs repeat requests blindly, so they must say which ones are the same. */
const missingKey = (
  route: Route,
  principal: Principal,
  key: string | null,
  body: unknown,
): Refused | null => {
  if (route.method === 'GET') return null;
  if (key !== null && (key.length === 0 || key.length > MAX_KEY)) {
    return refuse('idempotency_key_missing');
  }
  if (key !== null || principal.kind !== 'api_key') return null;
  return route.naturalKey?.(body) ? null : refuse('idempotency_key_missing');
};
