import type { IconNode } from 'lucide';
import { Gift } from 'lucide';
import type { TillProgram, TillReward } from '#contract/till-directory.ts';
import { unitIcon } from '../../shared/unit-icons.ts';

/** The reward's own icon, that of the card it fills, or a gift. */
export const rewardIcon = (program: TillProgram, reward: TillReward): IconNode => {
  if (reward.icon) return unitIcon(reward.icon);
  const onCard = program.stamp_cards.some((card) => card.reward_id === reward.id);
  const icon = program.units.find((it) => it.id === reward.cost.unit)?.icon;
  return onCard && icon ? unitIcon(icon) : Gift;
};
