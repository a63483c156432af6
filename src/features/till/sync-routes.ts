import {
  cardCodesAnswer,
  cardCodesBody,
  tillActionsAnswer,
  tillActionsBody,
} from '#contract/till-action.ts';
import { allocateCards } from '#features/member/index.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import { created, ok, type Route, route } from '#platform/http/index.ts';
import { syncActions } from './sync-actions.ts';
import type { SyncDeps } from './sync-run.ts';

/** What a till sends: actions that name their number, and the wish for cards to hand out. */
export const syncRoutes = (deps: SyncDeps): Route[] => [
  route({
    method: 'POST',
    path: '/v1/till/actions',
    summary: 'Send what was done at this till; each action counts once by its sequence',
    tag: 'till',
    // Actions wait on the device longer than a session lives; each names its person.
    access: { kind: 'merchant', only: ['till'] },
    body: tillActionsBody,
    responses: { 200: tillActionsAnswer },
    naturalKey: () => true,
    handle: async ({ principal, body, locale }) => {
      const received_at = new Date(deps.clock.now()).toISOString();
      const results = await syncActions(deps, { principal, reader: locale, body });
      return ok({ received_at, results });
    },
  }),
  route({
    method: 'POST',
    path: '/v1/till/card-codes',
    summary: 'Set cards aside that this till may hand out without the network',
    tag: 'till',
    access: { kind: 'merchant', only: ['till'] },
    body: cardCodesBody,
    responses: { 201: cardCodesAnswer },
    handle: async ({ principal: { merchantId, tillId }, body }) => {
      const at = new Date(deps.clock.now());
      const card_codes = await inMerchant(deps.db, merchantId, (trx) =>
        allocateCards(merchantId, { tillId, count: body.count, at }, trx),
      );
      return created({ card_codes });
    },
  }),
];
