import { Check } from 'lucide';
import type { ChoiceView, Frame } from '#contract/card-pages.ts';
import { Icon } from '../shared/Icon.tsx';

type Props = { choice: ChoiceView; action: string; primary: boolean; frame: Frame };

/** Picks a reward for the till, or takes the pick back; an ordinary form, so it needs no script. */
export const Choose = ({ choice, action, primary, frame: { t } }: Props) => {
  const { reward, name, chosen } = choice;
  const label = t(chosen ? 'choice.undo_label' : 'choice.choose_label', { reward: name });
  return (
    <form class="choose" method="post" action={action} id={`choice-${reward}`} data-choose>
      <input type="hidden" name="reward" value={chosen ? '' : reward} />
      <button
        type="submit"
        class={primary && !chosen ? 'btn primary' : 'btn plain'}
        aria-label={label}
      >
        {t(chosen ? 'choice.undo' : 'choice.choose')}
      </button>
    </form>
  );
};

/** What a pick means: no more than that staff see it. */
export const Chosen = ({ frame: { t } }: { frame: Frame }) => (
  <span class="chosen small">
    <Icon node={Check} small /> {t('choice.chosen')}
  </span>
);
