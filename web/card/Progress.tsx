import type { ProgressView } from '#contract/card-pages.ts';
import { Stamps } from '../shared/Stamps.tsx';
import { unitIcon } from '../shared/unit-icons.ts';

const MOST_STAMPS = 12;

/** Columns that leave the last row least empty: 6 → one row, 8 → 4 + 4, 10 → 5 + 5, 12 → 6 + 6. */
const columns = (size: number): number => {
  if ([6, 11, 12].includes(size)) return 6;
  return [4, 7, 8].includes(size) ? 4 : 5;
};

/** Stamps up to twelve; a longer way is a bar. */
export const Progress = ({ view }: { view: ProgressView }) => {
  const { size, inked, label } = view;
  if (size > MOST_STAMPS) {
    return <progress class="way" max={size} value={inked} aria-label={label} />;
  }
  return (
    <div class={`columns-${columns(size)}`}>
      <Stamps size={size} inked={inked} icon={unitIcon(view.icon)} label={label} />
    </div>
  );
};
