import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { memberView } from '#features/member/index.ts';
import { encodeId } from '#platform/ids/ids.ts';
import { createTestReward } from '#support/ledger.ts';
import { type LedgerScene, openLedgerScene, type Reply } from '#support/ledger-api.ts';
import { ACTIONS, type Action } from './api-model-actions.ts';
import { balancesOf, type Model, spendableStamps } from './api-model-state.ts';

/** The same numbers from the same seed (mulberry32). */
export const randomFrom = (seed: number) => {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    /** A whole number, `from` and `to` included. */
    between: (from: number, to: number) => from + Math.floor(next() * (to - from + 1)),
    pick: <T>(list: readonly T[]): T | undefined => list[Math.floor(next() * list.length)],
    chance: (share: number) => next() < share,
  };
};
export type Random = ReturnType<typeof randomFrom>;

export type Effort = { seed: number; steps: number; members: number };
export type Figures = { steps: number; refused: number; replayed: number } & Record<string, number>;

/** Everything a step of the simulation sees. */
export type World = {
  scene: LedgerScene;
  model: Model;
  random: Random;
  rewardId: string;
  price: number;
  send(path: string, body: object): Promise<Reply>;
};

const PRICE = 10;
/** Most of the time the next thing happens soon; now and then a hold runs out meanwhile. */
const WAITS = [0, 1_000, 20_000, 45_000, 400_000];

const openWorld = async ({ seed, members }: Effort): Promise<World> => {
  const scene = await openLedgerScene();
  const model: Model = { members: [], orders: [] };
  for (let i = 0; i < members; i++) {
    const { id, uuid } = await scene.person();
    const nothing = { stamps: 0, points: 0, holds: [], issued: [], taps: [] };
    model.members.push({ id, uuid, ...nothing });
  }
  const { merchantId } = scene.merchant;
  const reward = await createTestReward(scene.db, merchantId, { unit: 'stamp', amount: PRICE });
  const random = randomFrom(seed);
  return {
    scene,
    model,
    random,
    rewardId: encodeId('rew', reward),
    price: PRICE,
    send: async (path, body) => {
      const headers = { 'idempotency-key': randomUUID() };
      const reply = await scene.key.post(path, body, headers);
      if (reply.status >= 400 || !random.chance(0.1)) return reply;
      // The network swallowed the answer and the program asks again.
      const again = await scene.key.post(path, body, headers);
      expect(again).toMatchObject({ status: 200, body: reply.body });
      return reply;
    },
  };
};

const compare = ({ model, scene }: World, reply: Reply, what: string): void => {
  const index = model.members.findIndex(({ id }) => id === reply.body.member?.id);
  if (index < 0) return;
  const accounts = reply.body.member?.accounts ?? [];
  const shown = Object.fromEntries(accounts.map(({ unit, balance }) => [unit, balance]));
  expect(shown, what).toEqual(balancesOf(model, index));
  const stamps = accounts.find(({ unit }) => unit === 'stamp');
  const free = Math.max(0, spendableStamps(model, index, scene.clock.now()));
  expect(stamps?.spendable, `${what}: spendable`).toBe(free);
};

/** Every member once more, as the members route shows them. */
const compareAll = async ({ model, scene }: World): Promise<void> => {
  const deps = { db: scene.db, origin: () => '' };
  for (const [index, { uuid }] of model.members.entries()) {
    const now = scene.clock.now();
    const view = await memberView(deps, scene.merchant.merchantId, uuid, now);
    const shown = view?.accounts.map(({ unit, balance }) => [unit, balance]) ?? [];
    expect(Object.fromEntries(shown)).toEqual(balancesOf(model, index));
  }
};

const choose = (random: Random): Action => {
  const all = ACTIONS.reduce((sum, { weight }) => sum + weight, 0);
  let at = random.between(1, all);
  for (const action of ACTIONS) {
    at -= action.weight;
    if (at <= 0) return action;
  }
  throw new Error('weights must sum up');
};

/**
 * Random commands through the web server against the model: every answer shows the model's
 * balances, refusals come exactly when the model says so, and in the end the ledger is sound.
 */
export const runApiModel = async (
  effort: Effort,
  isSound: (scene: LedgerScene) => Promise<void>,
): Promise<Figures> => {
  const world = await openWorld(effort);
  const figures: Figures = { steps: 0, refused: 0, replayed: 0 };
  try {
    for (let step = 0; step < effort.steps; step++) {
      const action = choose(world.random);
      const reply = await action.run(world);
      if (!reply) continue;
      const what = `seed ${effort.seed}, step ${step}, ${action.name}`;
      expect(reply.status, `${what}: ${JSON.stringify(reply.body)}`).toBeLessThan(500);
      compare(world, reply, what);
      figures.steps += 1;
      figures[action.name] = (figures[action.name] ?? 0) + 1;
      if (reply.status >= 400) figures.refused += 1;
      if (reply.replayed) figures.replayed += 1;
      world.scene.clock.advance(world.random.pick(WAITS) ?? 0);
    }
    await compareAll(world);
    await isSound(world.scene);
  } finally {
    await world.scene.close();
  }
  return figures;
};
