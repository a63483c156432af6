import { todayQuery, todaySchema } from '#contract/figure.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import {
  type Deps,
  isBeyond,
  ok,
  placesOf,
  type Route,
  refused,
  route,
} from '#platform/http/index.ts';
import { decodeId } from '#platform/ids/ids.ts';
import { readToday } from './read-today.ts';

export const figureRoutes = (deps: Pick<Deps, 'db' | 'clock'>): Route[] => [
  route({
    method: 'GET',
    path: '/v1/figures/today',
    summary: 'This week beside the same days of last week',
    tag: 'figure',
    access: { kind: 'permission', permission: 'analytics:read' },
    query: todayQuery,
    responses: { 200: todaySchema },
    handle: async ({ principal, query }) => {
      const { merchantId } = principal;
      const own = placesOf(principal);
      const one = query.location_id ? decodeId('loc', query.location_id) : null;
      if (one !== null && isBeyond(own, one)) return refused('not_found');
      const asked = { now: deps.clock.now(), places: one === null ? own : [one] };
      const today = await inMerchant(deps.db, merchantId, (trx) =>
        readToday(merchantId, asked, trx),
      );
      return 'ok' in today ? today : ok(today);
    },
  }),
];
