import type { Limit, LimitPeriod } from '#core/program.ts';
import { useT } from '../i18n.tsx';
import { ListChoice, NumberChoice } from './choices.tsx';

type Bound = { most: number; per: LimitPeriod };

type Props = {
  bound: Bound;
  change: (bound: Bound) => void;
  /** What a limit counts; a cap always counts units. */
  of?: Limit['of'];
  changeOf?: (of: Limit['of']) => void;
};

const PERIODS = ['day', 'week', 'month', 'year', 'ever'] as const;

/** "At most … a day": how many, of what, in which time. */
export const BoundFields = ({ bound, change, of, changeOf }: Props) => {
  const t = useT('program');
  const { most, per } = bound;
  return (
    <>
      <NumberChoice
        label={t('at_most')}
        value={most}
        chips={of === 'times' ? [1, 2, 3] : [1, 5, 20, 100]}
        min={1}
        max={1_000_000}
        choose={(next) => change({ most: next, per })}
      />
      {of && changeOf && (
        <ListChoice
          options={[
            { value: 'units', label: t('limit.units') },
            { value: 'times', label: t('limit.times') },
          ]}
          value={of}
          choose={changeOf}
        />
      )}
      <ListChoice
        options={PERIODS.map((value) => ({ value, label: t(`period.${value}`) }))}
        value={per}
        choose={(next) => change({ most, per: next })}
      />
    </>
  );
};
