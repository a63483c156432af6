import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Locale } from '#core/program.ts';
import type { Answer } from './answer.ts';
import type { Access, Principal, PrincipalOf } from './principal.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What a handler gets: everything checked, nothing of the web framework needed. */
export type RouteRequest<Who, Params, Query, Body> = {
  principal: Who;
  params: Params;
  query: Query;
  body: Body;
  /** Header values in lower case names, as sent. */
  headers: Record<string, string | undefined>;
  requestId: string;
  /** The reader's language by Accept-Language; English where it names none of ours. */
  locale: Locale;
  /** Languages the reader asked for, best first; empty = none stated. */
  acceptedLocales: Locale[];
  /** The client's address. */
  ip: string;
  idempotencyKey: string | null;
  /** Identifies the content of a write: method, path and canonical body. */
  requestHash: string;
  /** Nonce that lets this answer's own `<style>` blocks pass the content security policy. */
  styleNonce: () => string;
  /** For what has no shape here: server-sent events, cookies, uploads. */
  raw: { request: FastifyRequest; reply: FastifyReply };
};

/** `hijacked`: the handler wrote to `raw.reply` itself, e.g. an event stream. */
export type Handled = Answer | 'hijacked';

type Shared = {
  method: Method;
  /** With `:name` parameters, e.g. `/v1/members/:id`. */
  path: string;
  /** One line, imperative, for the reference. */
  summary: string;
  /** Noun the reference groups by. */
  tag: string;
  /** Left out of the OpenAPI document: pages, assets, what only our own screens call. */
  internal?: boolean;
  /** Content type of the request body; JSON where not stated. */
  consumes?: 'json' | 'form' | 'multipart' | 'binary';
  /** Largest request body in bytes; 1 MB where not stated. */
  bodyLimit?: number;
  /** Status → schema of the body; a text is the content type of an answer that isn't JSON. */
  responses: Record<number, z.ZodType | string>;
};

export type RouteDefinition<
  A extends Access,
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
> = Shared & {
  access: A;
  params?: P;
  query?: Q;
  body?: B;
  /** True when the body itself says which write this is, so no Idempotency-Key is needed. */
  naturalKey?: (body: z.output<B>) => boolean;
  handle: (
    request: RouteRequest<PrincipalOf<A>, z.output<P>, z.output<Q>, z.output<B>>,
  ) => Promise<Handled>;
};

/** A route as plain data: registered, listed by the isolation test, written into the OpenAPI. */
export type Route = Shared & {
  access: Access;
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  naturalKey?: (body: unknown) => boolean;
  handle: (request: RouteRequest<Principal, unknown, unknown, unknown>) => Promise<Handled>;
};

/** Declares a route; the handler's types follow from its schemas and its access. */
export const route = <
  const A extends Access,
  P extends z.ZodType = z.ZodType<unknown>,
  Q extends z.ZodType = z.ZodType<unknown>,
  B extends z.ZodType = z.ZodType<unknown>,
>(
  definition: RouteDefinition<A, P, Q, B>,
  // The adapter checks with the same schemas before it calls, so forgetting their types is safe.
): Route => definition as unknown as Route;
