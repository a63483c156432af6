import { expect } from 'vitest';
import type { Reply } from '#support/ledger-api.ts';
import type { World } from './api-model.ts';
import type { Action } from './api-model-actions.ts';
import type { ModelLine, ModelOrder } from './api-model-state.ts';

const STATES = ['paid', 'paid', 'paid', 'pending', 'canceled'] as const;

const randomLines = ({ random }: World): ModelLine[] =>
  Array.from({ length: random.between(1, 3) }, () => {
    const quantity = random.between(1, 4);
    return {
      quantity,
      total_minor: random.between(0, 3) === 0 ? 0 : random.between(1, 900),
      coffee: random.chance(0.6),
    };
  });

const bodyOf = (world: World, order: ModelOrder): object => {
  const member = order.member === null ? undefined : world.model.members[order.member];
  return {
    source: 'model',
    external_id: order.external_id,
    version: order.version,
    state: order.state,
    currency: 'EUR',
    ...(member && { member: { id: member.id } }),
    total_minor: order.lines.reduce((sum, line) => sum + line.total_minor, 0),
    lines: order.lines.map(({ quantity, total_minor, coffee }) => ({
      name: coffee ? 'Espresso' : 'Cake',
      category: coffee ? 'coffee' : 'cake',
      quantity,
      total_minor,
    })),
  };
};

const remember = (order: ModelOrder, reply: Reply): void => {
  order.id = reply.body.id;
  const { decision } = reply.body;
  order.decision =
    decision && order.member !== null ? { id: decision.id, member: order.member } : null;
};

const buy = async (world: World): Promise<Reply> => {
  const { model, random } = world;
  const lines = randomLines(world);
  const order: ModelOrder = {
    external_id: `order-${model.orders.length}`,
    id: '',
    member: random.chance(0.1) ? null : random.between(0, model.members.length - 1),
    version: random.between(0, 2),
    state: random.pick(STATES) ?? 'paid',
    lines,
    refunded: lines.map(() => 0),
    refunds: 0,
    excluded: false,
    decision: null,
  };
  const reply = await world.send('/v1/orders', bodyOf(world, order));
  expect(reply.status).toBe(201);
  remember(order, reply);
  model.orders.push(order);
  return reply;
};

/** The last snapshot once more, or one that is older than it. */
const resend = async (world: World): Promise<Reply | null> => {
  const order = world.random.pick(world.model.orders);
  if (!order) return null;
  const older = order.version > 0 && world.random.chance(0.5);
  const version = older ? order.version - 1 : order.version;
  const lines = older ? randomLines(world) : order.lines;
  const reply = await world.send('/v1/orders', bodyOf(world, { ...order, version, lines }));
  expect(reply.status).toBe(200);
  expect(reply.replayed).toBe(!older);
  return reply;
};

/** More or fewer pieces, another state, another member: whatever a till may correct. */
const correct = async (world: World): Promise<Reply | null> => {
  const { model, random } = world;
  const order = random.pick(model.orders);
  if (!order) return null;
  const moves = !order.excluded && random.chance(0.3);
  const lines = order.lines.map((line, i) => ({
    ...line,
    quantity: Math.max(order.refunded[i] ?? 0, line.quantity + random.between(-1, 2), 1),
    total_minor: random.between(0, 900),
  }));
  const next: ModelOrder = {
    ...order,
    lines,
    version: order.version + random.between(1, 3),
    state: random.pick(STATES) ?? 'paid',
    member: moves ? random.between(0, model.members.length - 1) : order.member,
  };
  const reply = await world.send('/v1/orders', bodyOf(world, next));
  expect(reply.status, JSON.stringify(reply.body)).toBe(201);
  remember(next, reply);
  Object.assign(order, next);
  return reply;
};

const refund = async (world: World): Promise<Reply | null> => {
  const { random } = world;
  const order = random.pick(world.model.orders);
  if (!order) return null;
  const index = random.between(0, order.lines.length - 1);
  const left = order.lines[index]!.quantity - (order.refunded[index] ?? 0);
  const quantity = random.between(1, 3);
  const body = { external_id: `refund-${order.refunds}`, lines: [{ index, quantity }] };
  const reply = await world.send(`/v1/orders/${order.id}/refunds`, body);
  if (order.state === 'pending') expect(reply.body.code).toBe('order_not_paid');
  else if (quantity > left) expect(reply.body.code).toBe('refund_exceeds_order');
  else {
    expect(reply.status).toBe(201);
    order.refunds += 1;
    order.refunded[index] = (order.refunded[index] ?? 0) + quantity;
  }
  return reply;
};

const exclude = async (world: World): Promise<Reply | null> => {
  const order = world.random.pick(world.model.orders.filter(({ decision }) => decision));
  if (!order?.decision) return null;
  const reply = await world.send('/v1/reversals', { decision_id: order.decision.id });
  if (order.excluded) expect(reply.body.code).toBe('already_reversed');
  else {
    expect(reply.status, JSON.stringify(reply.body)).toBe(201);
    order.excluded = true;
  }
  return reply;
};

export const ORDER_ACTIONS: Action[] = [
  { name: 'buy', weight: 6, run: buy },
  { name: 'resend', weight: 3, run: resend },
  { name: 'correct', weight: 4, run: correct },
  { name: 'refund', weight: 4, run: refund },
  { name: 'exclude', weight: 1, run: exclude },
];
