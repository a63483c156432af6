import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Refused, refuse } from '#contract/refusals.ts';
import type { Access, Principal } from './principal.ts';
import type { Grant, Limit, TokenBuckets } from './token-bucket.ts';

/** An API key may do 1,000 requests a second; a stranger may look, but try only now and then. */
export const LIMITS = {
  apiKey: { name: 'default', perSecond: 1000, burst: 2000 },
  person: { name: 'person', perSecond: 50, burst: 300 },
  card: { name: 'card', perSecond: 5, burst: 60 },
  /** Many phones of one café share one address. */
  page: { name: 'page', perSecond: 20, burst: 200 },
  attempt: { name: 'attempt', perSecond: 0.5, burst: 30 },
  /** All attempts at one merchant together, so a crowd of addresses can't guess either. */
  merchant: { name: 'merchant', perSecond: 10, burst: 300 },
} as const satisfies Record<string, Limit>;
export type Limits = Record<keyof typeof LIMITS, Limit>;

const grantsFor = (
  request: FastifyRequest,
  principal: Principal,
  access: Access,
  limits: Limits,
): [string, Limit][] => {
  if (access.kind === 'public' && access.limit === 'none') return [];
  if (principal.kind === 'api_key') return [[principal.keyId, limits.apiKey]];
  if (principal.kind === 'card') return [[principal.cardId, limits.card]];
  if (principal.kind === 'staff') return [[principal.staffId, limits.person]];
  if (principal.kind === 'till') return [[principal.tillId, limits.person]];
  if (request.method === 'GET' || request.method === 'HEAD') return [[request.ip, limits.page]];
  const { slug } = (request.params ?? {}) as { slug?: string };
  const own: [string, Limit] = [request.ip, limits.attempt];
  return slug === undefined ? [own] : [own, [slug, limits.merchant]];
};

const describe = (reply: FastifyReply, { limit, left, fullIn, retryIn }: Grant): void => {
  const window = Math.ceil(limit.burst / limit.perSecond);
  reply.header('ratelimit-policy', `"${limit.name}";q=${limit.burst};w=${window}`);
  reply.header('ratelimit', `"${limit.name}";r=${left};t=${fullIn}`);
  if (retryIn > 0) reply.header('retry-after', String(retryIn));
};

/** Takes a token of each bucket the request falls into; the first empty one refuses. */
export const limitRate = (
  buckets: TokenBuckets,
  limits: Limits,
  now: number,
  request: FastifyRequest,
  reply: FastifyReply,
  principal: Principal,
  access: Access,
): Refused | null => {
  for (const [key, limit] of grantsFor(request, principal, access, limits)) {
    const grant = buckets.take(key, limit, now);
    describe(reply, grant);
    if (!grant.ok) return refuse('rate_limited', { seconds: grant.retryIn });
  }
  return null;
};
