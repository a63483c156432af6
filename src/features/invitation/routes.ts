import { z } from 'zod';
import { idSchema } from '#contract/ids.ts';
import {
  claimedSchema,
  claimInvitationSchema,
  claimOwnerLinkSchema,
  createdInvitationSchema,
  createInvitationSchema,
  invitationListSchema,
  ownerLinkSchema,
  readOwnerLinkSchema,
} from '#contract/invitation.ts';
import { wakeDelivery } from '#features/message/index.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import {
  created,
  type Handled,
  idempotently,
  noContent,
  ok,
  type Route,
  type RouteRequest,
  refused,
  route,
} from '#platform/http/index.ts';
import { decodeId } from '#platform/ids/ids.ts';
import { type ClaimResult, claimInvitation } from './claim-invitation.ts';
import { claimOwnerLink } from './claim-owner-link.ts';
import { createInvitation } from './create-invitation.ts';
import type { InvitationDeps } from './deps.ts';
import { findOpenInvitations } from './invitation-queries.ts';
import { invitationView } from './invitation-view.ts';
import { readOwnerLink } from './read-owner-link.ts';
import { revokeInvitation } from './revoke-invitation.ts';

const write = { kind: 'permission', permission: 'staff:write' } as const;
const open = { kind: 'public', limit: 'anonymous' } as const;

/** Whoever claimed is signed in by the cookies of the answer. */
const answerClaim = (raw: RouteRequest<unknown, unknown, unknown, unknown>['raw']) => {
  return (result: ClaimResult): Handled => {
    if (!result.ok) return result;
    raw.reply.header('set-cookie', result.cookies);
    return created(result.claimed);
  };
};

const inviting = (deps: InvitationDeps): Route[] => [
  route({
    method: 'GET',
    path: '/v1/invitations',
    summary: 'List the open invitations',
    tag: 'invitation',
    access: write,
    responses: { 200: invitationListSchema },
    handle: async ({ principal: { merchantId } }) => {
      const now = new Date(deps.clock.now());
      const rows = await inMerchant(deps.db, merchantId, (trx) =>
        findOpenInvitations(merchantId, trx, now),
      );
      return ok({ data: rows.map(invitationView), next_cursor: null });
    },
  }),
  route({
    method: 'POST',
    path: '/v1/invitations',
    summary: 'Invite a person by e-mail',
    tag: 'invitation',
    access: write,
    body: createInvitationSchema,
    responses: { 200: createdInvitationSchema, 201: createdInvitationSchema },
    handle: async (request) => {
      const answer = await idempotently(deps, request, async (trx) => {
        const made = await createInvitation(trx, deps, request.principal, request.body);
        return made.ok ? created(made.invitation) : made;
      });
      wakeDelivery(deps);
      return answer;
    },
  }),
  route({
    method: 'DELETE',
    path: '/v1/invitations/:id',
    summary: 'Take an invitation back',
    tag: 'invitation',
    access: write,
    params: z.object({ id: idSchema('inv') }),
    naturalKey: () => true,
    responses: { 204: z.undefined() },
    handle: async ({ principal, params }) => {
      const id = decodeId('inv', params.id);
      if (id === null) return refused('not_found');
      const revoked = await revokeInvitation(deps, principal, id);
      return revoked.ok ? noContent() : revoked;
    },
  }),
];

const claiming = (deps: InvitationDeps): Route[] => [
  route({
    method: 'POST',
    path: '/v1/invitations/claims',
    summary: 'Accept an invitation by the code of its link',
    tag: 'invitation',
    access: open,
    body: claimInvitationSchema,
    naturalKey: () => true,
    responses: { 201: claimedSchema },
    handle: async ({ body, raw }) => answerClaim(raw)(await claimInvitation(deps, body)),
  }),
  route({
    method: 'POST',
    path: '/v1/owner-links/readings',
    summary: 'Read what a set-up link still waits for',
    tag: 'invitation',
    access: open,
    body: readOwnerLinkSchema,
    naturalKey: () => true,
    responses: { 200: ownerLinkSchema },
    handle: async ({ body: { code } }) => {
      const read = await readOwnerLink(deps, code);
      return read.ok ? ok(read.link) : read;
    },
  }),
  route({
    method: 'POST',
    path: '/v1/owner-links/claims',
    summary: 'Become the owner by the code of the set-up link',
    tag: 'invitation',
    access: open,
    body: claimOwnerLinkSchema,
    naturalKey: () => true,
    responses: { 201: claimedSchema },
    handle: async ({ body, raw }) => answerClaim(raw)(await claimOwnerLink(deps, body)),
  }),
];

export const invitationRoutes = (deps: InvitationDeps): Route[] => [
  ...inviting(deps),
  ...claiming(deps),
];
