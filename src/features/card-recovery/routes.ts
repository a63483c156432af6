import {
  cardRecoverySchema,
  confirmCardRecoverySchema,
  recoveredCardSchema,
  requestCardRecoverySchema,
} from '#contract/card-recovery.ts';
import { created, type Route, route } from '#platform/http/index.ts';
import { claimCardRecovery } from './claim-card-recovery.ts';
import type { CardRecoveryDeps } from './deps.ts';
import { requestCardRecovery } from './request-card-recovery.ts';

const open = { kind: 'public', limit: 'anonymous' } as const;

export const cardRecoveryRoutes = (deps: CardRecoveryDeps): Route[] => [
  route({
    method: 'POST',
    path: '/v1/card-recoveries',
    summary: 'Send a one-time code to a member who lost the card',
    tag: 'card recovery',
    access: open,
    body: requestCardRecoverySchema,
    naturalKey: () => true,
    responses: { 201: cardRecoverySchema },
    handle: async ({ body, locale, acceptedLocales }) => {
      const read = acceptedLocales.length > 0 ? locale : undefined;
      const asked = { ...body, locale: body.locale ?? read };
      const requested = await requestCardRecovery(deps, asked);
      return requested.ok ? created(requested.recovery) : requested;
    },
  }),
  route({
    method: 'POST',
    path: '/v1/card-recoveries/claims',
    summary: 'Open a lost card with the code from the e-mail',
    tag: 'card recovery',
    access: open,
    body: confirmCardRecoverySchema,
    naturalKey: () => true,
    responses: { 201: recoveredCardSchema },
    handle: async ({ body }) => {
      const claimed = await claimCardRecovery(deps, body);
      return claimed.ok ? created({ url: claimed.url }) : claimed;
    },
  }),
];
