import { z } from 'zod';
import { idSchema } from '#contract/ids.ts';
import { type Refused, refuse } from '#contract/refusals.ts';
import {
  rewardCreateSchema,
  rewardListQuery,
  rewardListSchema,
  rewardSchema,
  rewardUpdateSchema,
} from '#contract/reward.ts';
import type { Locale } from '#core/program.ts';
import { inMerchant, type MerchantTransaction } from '#platform/db/tenant.ts';
import {
  actorOf,
  created,
  type Deps,
  idempotently,
  listById,
  type MerchantPrincipal,
  ok,
  type Route,
  route,
} from '#platform/http/index.ts';
import { decodeId } from '#platform/ids/ids.ts';
import {
  archiveReward,
  changeReward,
  createReward,
  type RewardWrite,
  type RewardWritten,
} from './change-reward.ts';
import { findReward, findShop, listRewards, withUses } from './reward-queries.ts';
import { rewardView } from './reward-view.ts';

type RewardDeps = Pick<Deps, 'db' | 'clock'>;

const params = z.object({ id: idSchema('rew') });
const read = { kind: 'permission', permission: 'rewards:read' } as const;
const change = { kind: 'permission', permission: 'rewards:write' } as const;
const uuidOf = (id: string): string => decodeId('rew', id) ?? id;

export const rewardRoutes = (deps: RewardDeps): Route[] => [
  ...readRoutes(deps),
  ...writeRoutes(deps),
];

const readRoutes = (deps: RewardDeps): Route[] => [
  route({
    method: 'GET',
    path: '/v1/rewards',
    summary: 'List rewards, the oldest first',
    tag: 'reward',
    access: read,
    query: rewardListQuery,
    responses: { 200: rewardListSchema },
    handle: async ({ principal: { merchantId }, query, locale }) => {
      const { limit, active = true } = query;
      return inMerchant(deps.db, merchantId, async (trx) => {
        const shop = await findShop(merchantId, trx);
        const find = async (after: string | null) => {
          const rows = await listRewards(merchantId, { limit, after, active }, trx);
          return withUses(merchantId, rows, trx);
        };
        return listById(query, find, (row) => rewardView(row, locale, shop));
      });
    },
  }),
  route({
    method: 'GET',
    path: '/v1/rewards/:id',
    summary: 'Read a reward',
    tag: 'reward',
    access: read,
    params,
    responses: { 200: rewardSchema },
    handle: ({ principal: { merchantId }, params: { id }, locale }) =>
      inMerchant(deps.db, merchantId, async (trx) => {
        const found = await findReward(merchantId, uuidOf(id), trx);
        const [row] = await withUses(merchantId, found ? [found] : [], trx);
        if (!row) return refuse('not_found');
        return ok(rewardView(row, locale, await findShop(merchantId, trx)));
      }),
  }),
];

const writeRoutes = (deps: RewardDeps): Route[] => {
  const writeBy = (principal: MerchantPrincipal): RewardWrite => ({
    merchantId: principal.merchantId,
    actor: actorOf(principal),
    now: deps.clock.now(),
  });
  const answer = (
    request: { principal: MerchantPrincipal; locale: Locale } & Parameters<typeof idempotently>[1],
    status: 200 | 201,
    work: (trx: MerchantTransaction, write: RewardWrite) => Promise<RewardWritten | Refused>,
  ) =>
    idempotently(deps, request, async (trx) => {
      const write = writeBy(request.principal);
      const written = await work(trx, write);
      if ('ok' in written) return written;
      const [row] = await withUses(write.merchantId, [written.row], trx);
      if (!row) throw new Error('one row more or less than given');
      const body = rewardView(row, request.locale, written.shop);
      return status === 201 ? created(body) : ok(body);
    });
  return [
    route({
      method: 'POST',
      path: '/v1/rewards',
      summary: 'Create a reward',
      tag: 'reward',
      access: change,
      body: rewardCreateSchema,
      responses: { 201: rewardSchema },
      handle: (request) =>
        answer(request, 201, (trx, write) => createReward(trx, write, request.body)),
    }),
    route({
      method: 'PATCH',
      path: '/v1/rewards/:id',
      summary: 'Change a reward: a new revision, or its stock',
      tag: 'reward',
      access: change,
      params,
      body: rewardUpdateSchema,
      responses: { 200: rewardSchema },
      handle: (request) =>
        answer(request, 200, (trx, write) =>
          changeReward(trx, write, uuidOf(request.params.id), request.body),
        ),
    }),
    route({
      method: 'POST',
      path: '/v1/rewards/:id/archivals',
      summary: 'Archive a reward: nobody can redeem it any more',
      tag: 'reward',
      access: change,
      params,
      responses: { 201: rewardSchema },
      handle: (request) =>
        answer(request, 201, (trx, write) => archiveReward(trx, write, uuidOf(request.params.id))),
    }),
  ];
};
