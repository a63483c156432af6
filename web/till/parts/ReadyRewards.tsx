import { Smartphone } from 'lucide';
import type { TillProgram, TillReward } from '#contract/till-directory.ts';
import { Icon } from '../../shared/Icon.tsx';
import { redeem } from '../app/awards.ts';
import { useTexts } from '../app/language.ts';
import { rewardIcon } from '../app/reward-icon.ts';
import { useApp } from '../app/state.ts';
import { gainText, rewardName } from '../app/words.ts';
import { type KnownMember, reachableRewards } from '../logic/member-view.ts';

const RewardRow = (props: { reward: TillReward; member: KnownMember; program: TillProgram }) => {
  const { reward, member, program } = props;
  const texts = useTexts();
  const { t } = texts;
  const online = useApp((it) => it.online);
  const busy = useApp((it) => it.busy);
  const chosen = reward.id === member.chosen_reward_id;
  const name = rewardName(program, texts, reward);
  const own = member.balances[reward.cost.unit] ?? 0;
  const onCard = program.stamp_cards.some((card) => card.reward_id === reward.id);
  const cost = gainText(program, texts, reward.cost.unit, reward.cost.amount);
  const detail = onCard
    ? t('member.full_cards', { count: Math.floor(own / reward.cost.amount) })
    : t('member.cost', { cost, balance: own });
  const done = t('toast.redeemed', { reward: name });
  const give = () => redeem(reward, { done, unsure: t('redeem.unsure') });
  return (
    <li class={chosen ? 'chosen' : undefined}>
      <Icon node={rewardIcon(program, reward)} />
      <span class="grow what">
        <span class="strong">{name}</span>
        <span class="small quiet num">{detail}</span>
        {chosen && (
          <span class="tag accent">
            <Icon node={Smartphone} small /> {t('member.chosen')}
          </span>
        )}
      </span>
      <button
        type="button"
        class={chosen ? 'btn primary' : 'btn plain'}
        disabled={!online || busy}
        onClick={() => void give()}
        aria-label={t('member.redeem_label', { reward: name })}
      >
        {t('member.redeem')}
      </button>
    </li>
  );
};

type Props = { member: KnownMember; program: TillProgram };

/** What can be handed over now, the guest's own pick first. */
export const ReadyRewards = ({ member, program }: Props) => {
  const { t } = useTexts();
  const online = useApp((it) => it.online);
  const rewards = reachableRewards(program, member);
  if (rewards.length === 0) return null;
  return (
    <>
      <ul class="rows ready">
        {rewards.map((it) => (
          <RewardRow key={it.id} reward={it} member={member} program={program} />
        ))}
      </ul>
      {!online && <p class="small quiet">{t('member.redeem_offline')}</p>}
    </>
  );
};
