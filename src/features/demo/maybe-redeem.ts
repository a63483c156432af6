import type { MemberBalance } from '#contract/member-balance.ts';
import { redeemReward } from '#features/redemption/index.ts';
import { encodeId } from '#platform/ids/ids.ts';
import type { Cafe } from './found-demo.ts';
import { type Random, seeded } from './random.ts';
import { locationOf, SECOND, type Stage, taken, writerAt } from './stage.ts';
import type { Happening } from './year.ts';

type Reward = Cafe['rewards'][number];

const AFTER_MS = 20 * SECOND;

/** Chance that somebody takes at once what they can afford; many save points for something big. */
const chanceOf = ({ cost: { unit, amount } }: Reward): number => {
  if (unit === 'stamps') return 0.75;
  if (amount >= 200) return 0.4;
  return amount >= 50 ? 0.15 : 0.05;
};

/** Some take what they can afford, right after they were told so. */
export const maybeRedeem = async (
  stage: Stage,
  happening: Happening,
  member: MemberBalance | null,
): Promise<void> => {
  if (!member) return;
  const wish = wishOf(stage.cafe, seeded(happening.seed), member);
  if (!wish) return;
  const writer = writerAt(stage, happening.at + AFTER_MS, happening.place);
  taken(
    await redeemReward(writer, {
      member: { id: member.id },
      reward_id: encodeId('rew', wish.id),
      hold: false,
      location_id: locationOf(stage, happening.place),
    }),
  );
  stage.counts.redemptions += 1;
};

const wishOf = (cafe: Cafe, random: Random, { accounts }: MemberBalance): Reward | undefined => {
  const affordable = cafe.rewards.filter(({ cost }) =>
    accounts.some(({ unit, spendable }) => unit === cost.unit && spendable >= cost.amount),
  );
  const dearestFirst = affordable.sort((a, b) => b.cost.amount - a.cost.amount);
  return dearestFirst.find((reward) => random() < chanceOf(reward));
};
