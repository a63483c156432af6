import type { ChoiceView } from '#contract/card-pages.ts';
import type { CardReward, CardSource } from './card-source.ts';
import { isReachable } from './distance.ts';
import type { Words } from './words.ts';

/** The way to pick a reward for the till; null while it can't be had. */
export const choiceView = (
  source: CardSource,
  words: Words,
  reward: CardReward | undefined,
): ChoiceView | null =>
  reward && isReachable(source, reward)
    ? { reward: reward.id, name: words.named(reward.name), chosen: reward.id === source.chosen }
    : null;
