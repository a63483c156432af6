/**
 * What card and till say about progress. Safe for browsers: plain numbers in, plain numbers out.
 */

/**
 * Progress on a stamp card of `size` (≥ 1): nothing is issued when it is full, the rest carries on.
 */
export type StampProgress = {
  /** How many rewards the balance pays for. */
  ready: number;
  /** Stamps on the card that is being filled; 0 … size − 1. */
  filled: number;
  /** Stamps missing to the next reward; 1 … size. */
  missing: number;
};

/** ready = ⌊balance ÷ size⌋; a balance below 0 (debt) shows as 0 and its stamps are missing too. */
export const stampProgress = (balance: number, size: number): StampProgress => {
  const ready = Math.max(0, Math.floor(balance / size));
  const filled = balance < 0 ? 0 : balance % size;
  return { ready, filled, missing: balance < 0 ? size - balance : size - filled };
};

export type RewardPrice = { id: string; cost: { unit: string; amount: number } };

/** A reward beside what the member can spend. */
export type RewardProgress<T extends RewardPrice> = {
  reward: T;
  isReachable: boolean;
  missing: number;
  /** Whole visits at the usual gain; null when visits do not bring this unit. */
  visits: number | null;
};

/**
 * Visits until `missing` units are there at `gainPerVisit` units a visit, rounded up; 0 when
 * nothing is missing, null when visits bring none. visitsTo(22, 5) = 5.
 */
export const visitsTo = (missing: number, gainPerVisit: number): number | null => {
  if (missing <= 0) return 0;
  return gainPerVisit > 0 ? Math.ceil(missing / gainPerVisit) : null;
};

/** Rewards with their progress, reachable ones first, then by what is missing. */
export const rewardProgress = <T extends RewardPrice>(
  rewards: readonly T[],
  spendable: Readonly<Record<string, number>>,
  gainPerVisit: Readonly<Record<string, number>>,
): RewardProgress<T>[] =>
  rewards
    .map((reward) => {
      const { unit, amount } = reward.cost;
      const missing = Math.max(0, amount - (spendable[unit] ?? 0));
      const visits = visitsTo(missing, gainPerVisit[unit] ?? 0);
      return { reward, isReachable: missing === 0, missing, visits };
    })
    .sort(
      (a, b) =>
        (a.visits ?? Infinity) - (b.visits ?? Infinity) ||
        a.missing - b.missing ||
        a.reward.cost.amount - b.reward.cost.amount,
    );

/** What can be redeemed now, dearest first: that is what staff offer. */
export const reachableRewards = <T extends RewardPrice>(
  rewards: readonly T[],
  spendable: Readonly<Record<string, number>>,
): T[] =>
  rewards
    .filter(({ cost }) => (spendable[cost.unit] ?? 0) >= cost.amount)
    .sort((a, b) => b.cost.amount - a.cost.amount);
