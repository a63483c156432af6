import { z } from 'zod';
import { listOf, pageQuery } from '#contract/common.ts';
import { idSchema } from '#contract/ids.ts';
import {
  inclusionAnswerSchema,
  inclusionInputSchema,
  orderAnswerSchema,
  orderInputSchema,
  orderSchema,
  refundAnswerSchema,
  refundSchema,
} from '#contract/order.ts';
import { listOfMember, toAnswer, writerOf } from '#features/decision/index.ts';
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
import { includeOrder } from './include-order.ts';
import { findOrder, orders } from './order-queries.ts';
import { orderView } from './order-view.ts';
import { recordOrder } from './record-order.ts';
import { refundOrder } from './refund-order.ts';

const byId = z.object({ id: idSchema('ord') });
const write = { kind: 'permission', permission: 'orders:write' } as const;
const read = { kind: 'permission', permission: 'orders:read' } as const;

type OrderDeps = Pick<Deps, 'db' | 'clock'>;

const writes = (deps: OrderDeps): Route[] => [
  route({
    method: 'POST',
    path: '/v1/orders',
    summary: 'Record a purchase, or a newer snapshot of it',
    tag: 'orders',
    access: write,
    body: orderInputSchema,
    naturalKey: () => true,
    responses: { 201: orderAnswerSchema, 200: orderAnswerSchema },
    handle: async (request) => toAnswer(await recordOrder(writerOf(deps, request), request.body)),
  }),
  route({
    method: 'POST',
    path: '/v1/orders/:id/refunds',
    summary: 'Refund pieces or money of an order',
    tag: 'orders',
    access: write,
    params: byId,
    body: refundSchema,
    naturalKey: () => true,
    responses: { 201: refundAnswerSchema, 200: refundAnswerSchema },
    handle: async (request) => {
      const id = decodeId('ord', request.params.id);
      if (id === null) return refused('not_found');
      return toAnswer(await refundOrder(writerOf(deps, request), id, request.body));
    },
  }),
  route({
    method: 'POST',
    path: '/v1/orders/:id/inclusions',
    summary: 'Let an order that was taken back earn again',
    tag: 'orders',
    access: { kind: 'permission', permission: 'reversals:write' },
    params: byId,
    body: inclusionInputSchema,
    responses: { 201: inclusionAnswerSchema, 200: inclusionAnswerSchema },
    handle: async (request) => {
      const id = decodeId('ord', request.params.id);
      if (id === null) return refused('not_found');
      return toAnswer(await includeOrder(writerOf(deps, request), id, request.body));
    },
  }),
];

const reads = (deps: OrderDeps): Route[] => [
  route({
    method: 'GET',
    path: '/v1/orders/:id',
    summary: 'Show an order',
    tag: 'orders',
    access: read,
    params: byId,
    responses: { 200: orderSchema },
    handle: async ({ principal, params }) => {
      const { merchantId } = principal;
      const id = decodeId('ord', params.id);
      if (id === null) return refused('not_found');
      const row = await inMerchant(deps.db, merchantId, (trx) => findOrder(merchantId, id, trx));
      if (!row || isBeyond(placesOf(principal), row.location_id)) return refused('not_found');
      return ok(orderView(row));
    },
  }),
  route({
    method: 'GET',
    path: '/v1/orders',
    summary: 'List orders, newest first',
    tag: 'orders',
    access: read,
    query: z.object({ ...pageQuery, member_id: idSchema('mem').optional() }),
    responses: { 200: listOf(orderSchema) },
    handle: ({ principal, query }) => listOfMember(deps, principal, query, orders, orderView),
  }),
];

export const orderRoutes = (deps: OrderDeps): Route[] => [...writes(deps), ...reads(deps)];
