import { writeChoice } from '#features/member/index.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import type { CardSource } from './card-source.ts';
import type { CardDeps } from './deps.ts';
import { isReachable } from './distance.ts';
import type { OpenCard } from './load-card.ts';

/**
 * Picks a reward for the till, or takes the pick back with null. Only what can be had now can be
 * picked; false otherwise, and then an earlier pick stays.
 */
export const chooseReward = async (
  deps: Pick<CardDeps, 'db' | 'clock'>,
  { shop: { merchantId }, memberId }: OpenCard,
  source: CardSource,
  rewardId: string | null,
): Promise<boolean> => {
  const reward = source.rewards.find(({ id }) => id === rewardId);
  if (rewardId !== null && !(reward && isReachable(source, reward))) return false;
  const choice = reward ? { rewardId: reward.id, at: deps.clock.now() } : null;
  await inMerchant(deps.db, merchantId, (trx) => writeChoice(merchantId, memberId, choice, trx));
  return true;
};
