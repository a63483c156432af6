import type { FastifyRequest } from 'fastify';
import type { Refused } from '#contract/refusals.ts';
import type { Metrics } from './metrics.ts';
import type { Principal } from './principal.ts';
import type { Limits } from './rate-limit.ts';
import type { TokenBuckets } from './token-bucket.ts';

/**
 * Finds who asks by one kind of credential: null when the request carries none of that kind, a
 * refusal when it carries one that does not hold.
 */
export type PrincipalResolver = (request: FastifyRequest) => Promise<Principal | Refused | null>;

/** What the adapter between routes and the web framework needs. */
export type HttpContext = {
  /** Origin that links and problem types start with, e.g. `https://club.example.com`. */
  origin: () => string;
  /** Milliseconds since the epoch. */
  now: () => number;
  /** Asked in order; the first that answers decides. */
  resolvers: PrincipalResolver[];
  limits: Limits;
  buckets: TokenBuckets;
  metrics: Metrics;
  /** Compares every answer with its declared schema: for tests, where a difference must fail. */
  checkAnswers: boolean;
};
