import type { PreviewView } from '#contract/preview.ts';
import type { Unit } from '#core/program.ts';
import { useLocale, useT } from '../i18n.tsx';
import { countedUnits } from '../parts/unit-words.ts';
import { useSession } from '../session.ts';
import { MissedList } from './MissedList.tsx';

/** Counts units of the program that was tried, in the reader's words. */
const useCounted = (units: readonly Unit[]) => {
  const { intl } = useLocale();
  const { shop } = useSession();
  const words = { reader: intl, merchant: shop.locale };
  return (unit: string, n: number): string => countedUnits(units, unit, n, words);
};

type Props = { preview: PreviewView; units: readonly Unit[]; isOld: boolean };

const sumsOf = ({ decision }: PreviewView): Map<string, number> => {
  const sums = new Map<string, number>();
  for (const { unit, amount } of decision.entries) sums.set(unit, (sums.get(unit) ?? 0) + amount);
  return sums;
};

const Gains = ({ preview, units }: Omit<Props, 'isOld'>) => {
  const t = useT('try');
  const counted = useCounted(units);
  const sums = [...sumsOf(preview)].filter(([, amount]) => amount !== 0);
  if (sums.length === 0) return <p className="try-sum quiet">{t('result.nothing')}</p>;
  return (
    <p className="try-sum">
      {sums.map(([unit, amount]) => (
        <span key={unit} className="num">
          {amount > 0 ? '+' : ''}
          {counted(unit, amount)}
        </span>
      ))}
    </p>
  );
};

const After = ({ preview, units }: Omit<Props, 'isOld'>) => {
  const t = useT('try');
  const counted = useCounted(units);
  return (
    <section>
      <h2>{t('after')}</h2>
      <dl className="try-after">
        {preview.member.accounts.map(({ unit, balance, pending }) => (
          <div key={unit}>
            <dt className="visually-hidden">{unit}</dt>
            <dd className="num strong">{counted(unit, balance)}</dd>
            {pending > 0 && (
              <dd className="small quiet">{t('pending', { units: counted(unit, pending) })}</dd>
            )}
          </div>
        ))}
      </dl>
    </section>
  );
};

/** What would come of it: sums, each reason, the balance afterwards, and what did not apply. */
export const TryResult = ({ preview, units, isOld }: Props) => {
  const t = useT('try');
  const counted = useCounted(units);
  return (
    <div className="try-result" aria-live="polite" aria-busy={isOld}>
      <Gains preview={preview} units={units} />
      {preview.decision.entries.length > 0 && (
        <ul className="try-entries">
          {preview.decision.entries.map(({ unit, amount, cause, explanation }) => (
            <li key={`${cause}/${unit}`}>
              <span className="grow">{explanation.text}</span>
              <span className="num gain">{`${amount > 0 ? '+' : ''}${counted(unit, amount)}`}</span>
            </li>
          ))}
        </ul>
      )}
      <After preview={preview} units={units} />
      <section>
        <h2>{t('missed')}</h2>
        <MissedList missed={preview.missed} />
      </section>
    </div>
  );
};
