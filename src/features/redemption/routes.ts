import { z } from 'zod';
import { listOf, pageQuery } from '#contract/common.ts';
import { idSchema } from '#contract/ids.ts';
import {
  redemptionAnswerSchema,
  redemptionInputSchema,
  redemptionSchema,
} from '#contract/redemption.ts';
import { type Done, listOfMember, mayUndo, toAnswer, writerOf } from '#features/decision/index.ts';
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
import { redeemReward } from './redeem-reward.ts';
import { findRedemption, redemptions } from './redemption-queries.ts';
import { redemptionView } from './redemption-view.ts';
import { stepRedemption } from './step-redemption.ts';

const byId = z.object({ id: idSchema('red') });
const access = { kind: 'permission', permission: 'redemptions:write' } as const;
const read = { kind: 'permission', permission: 'rewards:read' } as const;
const responses = { 201: redemptionAnswerSchema, 200: redemptionAnswerSchema };

type RedemptionDeps = Pick<Deps, 'db' | 'clock'>;

const redeem = (deps: RedemptionDeps): Route =>
  route({
    method: 'POST',
    path: '/v1/redemptions',
    summary: 'Exchange units for a reward, or hold them for ten minutes',
    tag: 'redemptions',
    access,
    body: redemptionInputSchema,
    responses,
    handle: async (request) => toAnswer(await redeemReward(writerOf(deps, request), request.body)),
  });

const STEPS = [
  { noun: 'captures', step: 'capture', summary: 'Issue what was held' },
  { noun: 'releases', step: 'release', summary: 'Give what was held back' },
  { noun: 'fulfillments', step: 'fulfill', summary: 'Say that the reward was handed over' },
  { noun: 'cancellations', step: 'cancel', summary: 'Give the units of an issued reward back' },
] as const;

const stepRoute = (deps: RedemptionDeps, { noun, step, summary }: (typeof STEPS)[number]): Route =>
  route({
    method: 'POST',
    path: `/v1/redemptions/:id/${noun}`,
    summary,
    tag: 'redemptions',
    access,
    params: byId,
    responses,
    handle: async (request) => {
      const id = decodeId('red', request.params.id);
      if (id === null) return refused('not_found');
      // An integration cancels by its scope; people have a minute for what they did themselves.
      const guarded = step === 'cancel' && request.principal.kind !== 'api_key';
      const guard = (done: Done, now: number) => mayUndo(request.principal, done, now);
      const writer = writerOf(deps, request);
      return toAnswer(await stepRedemption(writer, id, step, guarded ? guard : undefined));
    },
  });

const reads = (deps: RedemptionDeps): Route[] => [
  route({
    method: 'GET',
    path: '/v1/redemptions/:id',
    summary: 'Show a redemption',
    tag: 'redemptions',
    access: read,
    params: byId,
    responses: { 200: redemptionSchema },
    handle: async ({ principal, params }) => {
      const { merchantId } = principal;
      const id = decodeId('red', params.id);
      if (id === null) return refused('not_found');
      const row = await inMerchant(deps.db, merchantId, (trx) =>
        findRedemption(merchantId, id, trx),
      );
      if (!row || isBeyond(placesOf(principal), row.location_id)) return refused('not_found');
      return ok(redemptionView(row));
    },
  }),
  route({
    method: 'GET',
    path: '/v1/redemptions',
    summary: 'List redemptions, newest first',
    tag: 'redemptions',
    access: read,
    query: z.object({ ...pageQuery, member_id: idSchema('mem').optional() }),
    responses: { 200: listOf(redemptionSchema) },
    handle: ({ principal, query }) =>
      listOfMember(deps, principal, query, redemptions, redemptionView),
  }),
];

export const redemptionRoutes = (deps: RedemptionDeps): Route[] => [
  redeem(deps),
  ...STEPS.map((step) => stepRoute(deps, step)),
  ...reads(deps),
];
