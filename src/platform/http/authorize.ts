import type { FastifyRequest } from 'fastify';
import { type Refused, refuse } from '#contract/refusals.ts';
import type { PrincipalResolver } from './context.ts';
import type { Access, Principal } from './principal.ts';
import { isSameOrigin } from './same-origin.ts';

const PUBLIC: Principal = { kind: 'public' };

/** Who asks, by the first credential found. */
export const identify = async (
  request: FastifyRequest,
  resolvers: PrincipalResolver[],
): Promise<Principal | Refused> => {
  for (const resolve of resolvers) {
    const found = await resolve(request);
    if (found) return found;
  }
  // A credential nobody recognizes is a mistake the caller wants to hear of.
  if (request.headers.authorization) return refuse('unauthenticated');
  return PUBLIC;
};

const isMerchants = (principal: Principal): boolean =>
  ['api_key', 'staff', 'till'].includes(principal.kind);

const allows = (access: Access, principal: Principal): boolean => {
  switch (access.kind) {
    case 'public':
      return true;
    case 'member':
      return principal.kind === 'card';
    case 'permission':
      return 'permissions' in principal && principal.permissions.includes(access.permission);
    case 'merchant':
      return (
        isMerchants(principal) &&
        (access.only ?? [principal.kind]).some((kind) => kind === principal.kind)
      );
  }
};

/** Null when the principal may go on. A session's cookie counts only on requests of our pages. */
export const authorize = (
  request: FastifyRequest,
  access: Access,
  principal: Principal,
): Refused | null => {
  if (principal.kind === 'staff' && !isSameOrigin(request)) return refuse('cross_site');
  if (allows(access, principal)) return null;
  return refuse(principal.kind === 'public' ? 'unauthenticated' : 'forbidden');
};
