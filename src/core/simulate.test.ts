import { expect, test } from 'vitest';
import { DAY, document, HOUR, line, MORNING, pointPer, snapshot } from '#support/core-scene.ts';
import type { ProgramDocument } from './program.ts';
import { type SimulatedReward, type SimulationTerms, simulator } from './simulate.ts';
import { firstRewards, unitCosts } from './simulation-figures.ts';

const coffee: SimulatedReward = {
  id: 'coffee',
  cost: { unit: 'points', amount: 20 },
  cost_minor: 60,
};
const points = (more: Partial<ProgramDocument> = {}) =>
  document({ rules: [pointPer(100)], stamp_cards: [], ...more });

/** Purchases of ten euros, one a day and customer. */
const run = (purchases: Record<string, number>, more: Partial<SimulationTerms> = {}) => {
  const terms = { document: points(), rewards: [coffee], redeems: true, breakage_per_mille: 0 };
  const simulation = simulator({ ...terms, ...more });
  for (const [customer, times] of Object.entries(purchases)) {
    for (let n = 0; n < times; n += 1) {
      const occurred_at = MORNING + n * DAY;
      simulation.take({ customer, snapshot: snapshot([line('tea', 1_000)], { occurred_at }) });
    }
  }
  return simulation.result();
};

test('[N6] past purchases say when the first reward comes, what is given back and what is owed', () => {
  expect(run({ often: 5, once: 1 })).toEqual({
    members: 2,
    orders: 6,
    visits: 6,
    revenue_minor: 6_000,
    from: MORNING,
    to: MORNING + 4 * DAY,
    first_reward: {
      members: 1,
      median_visits: 2,
      by_visit: [
        { visits: 2, per_mille: 500 },
        { visits: 5, per_mille: 500 },
        { visits: 10, per_mille: 500 },
      ],
    },
    issued: [{ rule: 'points', unit: 'points', units: 60 }],
    redeemed: [{ reward: 'coffee', times: 2 }],
    reward_cost_minor: 120,
    give_back_per_mille: 30,
    outstanding: [
      { unit: 'points', units: 20 },
      { unit: 'stamps', units: 0 },
    ],
    liability_minor: 60,
  });
});

test('[N6] members who never redeem leave all of it outstanding, breakage taken off', () => {
  const kept = run({ often: 5 }, { redeems: false });
  expect(kept).toMatchObject({ redeemed: [], reward_cost_minor: 0, liability_minor: 150 });
  expect(run({ often: 5 }, { redeems: false, breakage_per_mille: 200 }).liability_minor).toBe(120);
});

test('[N6] the dearest reward that can be paid is taken', () => {
  const cake = { id: 'cake', cost: { unit: 'points', amount: 40 }, cost_minor: 200 };
  const rewards = [coffee, cake];
  const taken = (per_minor: number) =>
    run({ often: 2 }, { rewards, document: points({ rules: [pointPer(per_minor)] }) }).redeemed;
  expect(taken(25)).toEqual([{ reward: 'cake', times: 1 }]);
  expect(taken(50)).toEqual([{ reward: 'coffee', times: 1 }]);
  expect(taken(100)).toEqual([]);
});

test('[N6] a welcome gift counts, and a reward paid by it is there before any visit', () => {
  const gift = {
    id: 'gift',
    on: 'enrollment',
    give: { kind: 'fixed', unit: 'points', units: 20 },
  } as const;
  const result = run({ a: 1 }, { document: points({ rules: [gift] }) });
  expect(result.first_reward).toMatchObject({ members: 1, median_visits: 0 });
  expect(result.redeemed).toEqual([{ reward: 'coffee', times: 1 }]);
});

test('[N6] conditions, promotions and limits decide as they would have', () => {
  const monday = {
    id: 'monday',
    on: 'purchase',
    when: [{ kind: 'weekdays', days: [1] }],
    give: { kind: 'fixed', unit: 'points', units: 7 },
    stacks: true,
  } as const;
  const first = { ...monday, id: 'first', when: [{ kind: 'first_purchase' }] } as const;
  const online = {
    ...monday,
    id: 'online',
    when: [{ kind: 'channel', channel: 'online' }],
  } as const;
  const promotions = [monday, first, online] as unknown as ProgramDocument['promotions'];
  const units = (more: Partial<SimulationTerms>) =>
    Object.fromEntries(
      run({ a: 14 }, { document: points({ promotions }), ...more }).issued.map((it) => [
        it.rule,
        it.units,
      ]),
    );
  expect(units({})).toEqual({ points: 140, monday: 14, first: 7 });
  expect(units({ channelOf: () => 'online' })).toMatchObject({ online: 98 });
});

test('[N6] units that ended are not owed', () => {
  const expiry = { kind: 'after_months', months: 1 } as const;
  const units = document().units.map((unit) => ({ ...unit, expiry }));
  const simulation = simulator({
    document: points({ units }),
    rewards: [coffee],
    redeems: false,
    breakage_per_mille: 0,
  });
  for (const day of [0, 90]) {
    const occurred_at = MORNING + day * DAY;
    simulation.take({ customer: 'a', snapshot: snapshot([line('tea', 1_000)], { occurred_at }) });
  }
  expect(simulation.result().outstanding[0]).toEqual({ unit: 'points', units: 10 });
});

test('[N6] two purchases within the cool-down are one visit; what is not paid is left out', () => {
  const simulation = simulator({
    document: points(),
    rewards: [],
    redeems: true,
    breakage_per_mille: 0,
  });
  for (const state of ['paid', 'pending', 'paid'] as const) {
    const occurred_at = MORNING + (state === 'paid' ? HOUR : 0);
    const content = snapshot([line('tea', 500)], { occurred_at, state });
    simulation.take({ customer: 'a', snapshot: content });
  }
  expect(simulation.result()).toMatchObject({
    orders: 2,
    visits: 1,
    reward_cost_minor: null,
    give_back_per_mille: null,
    liability_minor: null,
    first_reward: { members: 0, median_visits: null },
  });
});

test('[N6] nothing to simulate is no error', () => {
  expect(run({})).toMatchObject({ members: 0, orders: 0, from: null, give_back_per_mille: null });
  expect(firstRewards([])).toMatchObject({ members: 0, median_visits: null });
});

test('[N6] the median is that of members who ever could, the shares are of all', () => {
  expect(firstRewards([1, null, 4, 9, null])).toEqual({
    members: 3,
    median_visits: 4,
    by_visit: [
      { visits: 2, per_mille: 200 },
      { visits: 5, per_mille: 400 },
      { visits: 10, per_mille: 600 },
    ],
  });
});

test('[N6] a unit costs the average of its rewards whose cost is known', () => {
  const at = (id: string, amount: number, cost_minor: number | null) => ({
    id,
    cost: { unit: 'points', amount },
    cost_minor,
  });
  const costs = unitCosts([at('a', 10, 20), at('b', 10, 40), at('c', 10, null)]);
  expect([...costs]).toEqual([['points', 3]]);
});
