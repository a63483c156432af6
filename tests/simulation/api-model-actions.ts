import { expect } from 'vitest';
import type { Reply } from '#support/ledger-api.ts';
import type { World } from './api-model.ts';
import { ORDER_ACTIONS } from './api-model-orders.ts';
import { type ModelMember, spendableStamps } from './api-model-state.ts';

/** One kind of thing that happens. Null: there was nothing to do it to. */
export type Action = {
  name: string;
  weight: number;
  run: (world: World) => Promise<Reply | null>;
};

const HOLD_MS = 10 * 60_000;

const someMember = ({ model, random }: World) => {
  const index = random.between(0, model.members.length - 1);
  return { index, member: model.members[index]! };
};

const tap = async (world: World): Promise<Reply> => {
  const { member } = someMember(world);
  const amount = world.random.between(1, 3);
  const stamps = [{ unit: 'stamp', amount }];
  const reply = await world.send('/v1/visits', { member: { id: member.id }, stamps });
  expect(reply.status).toBe(201);
  member.stamps += amount;
  member.taps.push({ decision: reply.body.decision?.id ?? '', amount });
  return reply;
};

const undoTap = async (world: World): Promise<Reply | null> => {
  const { member } = someMember(world);
  const made = world.random.pick(member.taps);
  if (!made) return null;
  const reply = await world.send('/v1/reversals', { decision_id: made.decision });
  expect(reply.status).toBe(201);
  member.stamps -= made.amount;
  member.taps.splice(member.taps.indexOf(made), 1);
  return reply;
};

const adjust = async (world: World): Promise<Reply> => {
  const { index, member } = someMember(world);
  const amount = world.random.between(-8, 8);
  const body = { member: { id: member.id }, unit: 'stamp', amount, reason: 'model' };
  const free = spendableStamps(world.model, index, world.scene.clock.now());
  const reply = await world.send('/v1/adjustments', body);
  if (amount === 0) expect(reply.body.code).toBe('adjustment_zero');
  else if (amount < 0 && free + amount < 0) expect(reply.body.code).toBe('adjustment_below_zero');
  else {
    expect(reply.status).toBe(201);
    member.stamps += amount;
  }
  return reply;
};

const redeem = async (world: World): Promise<Reply> => {
  const { index, member } = someMember(world);
  const hold = world.random.chance(0.4);
  const now = world.scene.clock.now();
  const free = spendableStamps(world.model, index, now);
  const body = { member: { id: member.id }, reward_id: world.rewardId, hold };
  const reply = await world.send('/v1/redemptions', body);
  if (free < world.price) {
    expect(reply.body.code).toBe('insufficient_units');
    return reply;
  }
  expect(reply.status).toBe(201);
  const made = { id: reply.body.id, price: world.price };
  if (hold) member.holds.push({ ...made, until: now + HOLD_MS });
  else issue(member, made);
  return reply;
};

const issue = (member: ModelMember, made: { id: string; price: number }): void => {
  member.stamps -= made.price;
  member.issued.push(made);
};

const endHold = async (world: World): Promise<Reply | null> => {
  const { member } = someMember(world);
  const hold = world.random.pick(member.holds);
  if (!hold) return null;
  const captures = world.random.chance(0.6);
  const path = `/v1/redemptions/${hold.id}/${captures ? 'captures' : 'releases'}`;
  const isOver = hold.until <= world.scene.clock.now();
  const reply = await world.send(path, {});
  if (captures && isOver) {
    expect(reply.body.code).toBe('hold_expired');
    return reply;
  }
  expect(reply.status).toBe(201);
  member.holds.splice(member.holds.indexOf(hold), 1);
  if (captures) issue(member, hold);
  return reply;
};

const cancel = async (world: World): Promise<Reply | null> => {
  const { member } = someMember(world);
  const made = world.random.pick(member.issued);
  if (!made) return null;
  const reply = await world.send(`/v1/redemptions/${made.id}/cancellations`, {});
  expect(reply.status).toBe(201);
  member.stamps += made.price;
  member.issued.splice(member.issued.indexOf(made), 1);
  return reply;
};

export const ACTIONS: Action[] = [
  ...ORDER_ACTIONS,
  { name: 'tap', weight: 4, run: tap },
  { name: 'undo tap', weight: 1, run: undoTap },
  { name: 'adjust', weight: 2, run: adjust },
  { name: 'redeem', weight: 4, run: redeem },
  { name: 'end hold', weight: 2, run: endHold },
  { name: 'cancel', weight: 1, run: cancel },
];
