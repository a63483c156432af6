import { Gift } from 'lucide';
import { Icon } from '../../shared/Icon.tsx';
import { useTexts } from '../app/language.ts';
import { useApp } from '../app/state.ts';
import { itemWord } from '../app/words.ts';
import type { CardProgress } from '../logic/member-view.ts';
import { perTap } from '../logic/member-view.ts';

const MOST_DOTS = 12;

const dotClass = (place: number, filled: number, fresh: number): string => {
  if (place > filled) return '';
  return place > filled - fresh ? 'on now' : 'on';
};

const Dots = ({ progress, fresh }: { progress: CardProgress; fresh: number }) => {
  const { size, filled } = progress;
  const places = Array.from({ length: size }, (_, at) => at + 1);
  return (
    <div class={`dots of-${size}`} aria-hidden="true">
      {places.map((place) => (
        <i key={place} class={dotClass(place, filled, fresh)}>
          {place === size && <Icon node={Gift} small />}
        </i>
      ))}
    </div>
  );
};

/** The sentence for the guest and the card as it fills; `fresh` places have just come. */
export const Progress = ({ progress, fresh }: { progress: CardProgress; fresh: number }) => {
  const texts = useTexts();
  const { t } = texts;
  const program = useApp((it) => it.program);
  if (!program) return null;
  const { size, filled, missing, unit } = progress;
  const items = Math.ceil(missing / perTap(program, unit));
  const sentence =
    missing === 0
      ? t('member.full')
      : t('member.to_reward', { count: items, items: itemWord(program, texts, unit, items) });
  return (
    <div class="progress">
      <p class="line">
        <span class="strong">{sentence}</span>
        <span class="quiet num nowrap">{t('member.of', { filled, size })}</span>
      </p>
      {size <= MOST_DOTS ? (
        <Dots progress={progress} fresh={fresh} />
      ) : (
        <progress class="track" max={size} value={filled} aria-label={sentence} />
      )}
    </div>
  );
};
