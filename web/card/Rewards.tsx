import type { CardView, Frame, RewardView } from '#contract/card-pages.ts';
import { Icon } from '../shared/Icon.tsx';
import { unitIcon } from '../shared/unit-icons.ts';
import { Choose, Chosen } from './Choose.tsx';

type Props = { view: CardView; frame: Frame };
type RewardProps = { reward: RewardView; action: string; primary: boolean; frame: Frame };

const Reward = ({ reward, action, primary, frame }: RewardProps) => (
  <li class={reward.distance ? 'far' : undefined}>
    <Icon node={unitIcon(reward.icon)} />
    <span class="grow">
      <span class="strong">{reward.name}</span>
      <span class="small quiet num">{reward.price}</span>
      {reward.choice?.chosen ? <Chosen frame={frame} /> : null}
    </span>
    {reward.distance ? <span class="small quiet distance">{reward.distance}</span> : null}
    {reward.choice ? (
      <Choose choice={reward.choice} action={action} primary={primary} frame={frame} />
    ) : null}
  </li>
);

/** What units can be exchanged for: what can be had now can be picked for the till. */
export const Rewards = ({ view, frame }: Props) => {
  // One choice at a time, and the color leads to the first that is open.
  const first = view.chosen ? null : view.rewards.find(({ choice }) => choice !== null);
  return (
    <section class="block">
      <h2>{frame.t('rewards.title')}</h2>
      <ul class="rows rewards">
        {view.rewards.map((reward) => (
          <Reward
            key={reward.id}
            reward={reward}
            action={view.links.choice}
            primary={reward === first}
            frame={frame}
          />
        ))}
      </ul>
    </section>
  );
};
