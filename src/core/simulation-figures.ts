import type { RewardPrice } from './card-view.ts';

/** A reward with what one of it costs the shop, in minor units; null = not known. */
export type SimulatedReward = RewardPrice & { cost_minor: number | null };

/** How soon members could pay for their first reward. */
export type FirstRewards = {
  /** Members who ever could. */
  members: number;
  /** Visits it took the middle one of them, its own counted; null when nobody could. */
  median_visits: number | null;
  /** Of all members, how many in a thousand could after so many visits. */
  by_visit: { visits: number; per_mille: number }[];
};

const LOOKED_AT = [2, 5, 10];

/** First rewards from the visits that each member needed; null = the member never could. */
export const firstRewards = (needed: readonly (number | null)[]): FirstRewards => {
  const reached = needed.filter((visits) => visits !== null).sort((a, b) => a - b);
  const by_visit = LOOKED_AT.map((visits) => {
    const soon = reached.filter((n) => n <= visits).length;
    return {
      visits,
      per_mille: needed.length === 0 ? 0 : Math.round((soon * 1_000) / needed.length),
    };
  });
  const median_visits = reached[Math.floor((reached.length - 1) / 2)] ?? null;
  return { members: reached.length, median_visits, by_visit };
};

/** Cost of one unit in minor units: the average over its rewards whose cost is known. */
export const unitCosts = (rewards: readonly SimulatedReward[]): Map<string, number> => {
  const rates = Map.groupBy(
    rewards.filter(({ cost_minor, cost }) => cost_minor !== null && cost.amount > 0),
    ({ cost }) => cost.unit,
  );
  return new Map(
    [...rates].map(([unit, priced]) => {
      const sum = priced.reduce((all, { cost, cost_minor }) => all + cost_minor! / cost.amount, 0);
      return [unit, sum / priced.length];
    }),
  );
};
