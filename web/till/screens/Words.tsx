import { ArrowRight } from 'lucide';
import type { TillReward } from '#contract/till-directory.ts';
import { Icon } from '../../shared/Icon.tsx';
import { nextGuest } from '../app/guests.ts';
import { useTexts } from '../app/language.ts';
import { rewardIcon } from '../app/reward-icon.ts';
import { useApp } from '../app/state.ts';
import { fiscalWords, gainText, rewardName } from '../app/words.ts';
import { Head } from '../parts/Head.tsx';

/** A reward was handed over: the words for the fiscal till, as large as an amount. */
export const Words = ({ reward }: { reward: TillReward }) => {
  const texts = useTexts();
  const { t } = texts;
  const program = useApp((it) => it.program);
  const guest = useApp((it) => it.guest);
  if (!program) return null;
  const left = guest?.member.balances[reward.cost.unit] ?? 0;
  const balance = gainText(program, texts, reward.cost.unit, left);
  return (
    <section class="state words">
      <Head title={guest?.member.name ?? t('member.nameless')}>
        <p class="tags">
          <span class="tag cheer">
            <Icon node={rewardIcon(program, reward)} small />
            {rewardName(program, texts, reward)}
          </span>
        </p>
      </Head>
      <div class="say">
        <p class="quiet">{t('words.title')}</p>
        <p class="fiscal num">{fiscalWords(program, texts, reward)}</p>
        <p class="quiet">
          {t(reward.kind === 'free_product' ? 'words.free_help' : 'words.off_help')}
        </p>
        <p class="quiet num">{t('words.left', { balance })}</p>
      </div>
      <button type="button" class="btn primary big wide" onClick={nextGuest}>
        {t('next_guest')}
        <Icon node={ArrowRight} />
      </button>
    </section>
  );
};
