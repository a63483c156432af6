import { ChevronDown, ChevronUp, TriangleAlert } from 'lucide';
import { useState } from 'react';
import { formatMoney } from '#contract/messages/format.ts';
import { OFFLINE_FLAGS } from '#core/offline-limits.ts';
import { useLocale, useT } from '../i18n.tsx';
import { Icon } from '../parts/Icon.tsx';
import { useUnits } from '../parts/unit-words.ts';
import { useMay, useSession } from '../session.ts';
import { PastMissed } from '../try/PastMissed.tsx';
import { balancesOf, changesOf, type Line, type Row } from './ledger.ts';
import { useDay } from './use-day.ts';

const signed = (n: number, locale: string): string =>
  new Intl.NumberFormat(locale, { signDisplay: 'exceptZero' }).format(n);

const useRemainder = (lines: readonly Line[]): string | null => {
  const t = useT('members');
  const { intl } = useLocale();
  const { shop } = useSession();
  const left = lines
    .map(({ explanation }) => explanation.params.remainder_after_minor)
    .find((value) => typeof value === 'number' && value > 0);
  return typeof left === 'number'
    ? t('remainder', { money: formatMoney(left, shop.currency, intl) })
    : null;
};

/** Where a change comes from: the version, who, where and when, what is carried over. */
const Origin = ({ row }: { row: Row }) => {
  const t = useT('members');
  const { time } = useDay();
  const remainder = useRemainder(row.lines);
  const who = [row.till, row.staff].filter((name) => name !== null).join(', ');
  const parts = [row.version && t('version', { n: row.version }), who, time(row.at)];
  return (
    <p className="small quiet">
      {parts.filter((part) => part).join(' · ')}
      {remainder && `. ${remainder}.`}
    </p>
  );
};

/** What rules may have given something for. */
const AWARDING: readonly Row['kind'][] = ['order', 'visit'];

const Why = ({ row, reverse }: { row: Row; reverse: () => void }) => {
  const t = useT('members');
  const { intl } = useLocale();
  const { counted } = useUnits();
  const mayReverse = useMay('reversals:write');
  // One line needs no sum.
  const summed = changesOf(row).filter(
    ({ unit }) => row.lines.filter((line) => line.unit === unit).length > 1,
  );
  return (
    <div className="why">
      <ul>
        {row.lines.map((line) => (
          <li key={`${line.unit}/${line.cause}/${line.balance}`}>
            <span className="grow">{line.explanation.text}</span>
            <span className="num">{signed(line.amount, intl)}</span>
          </li>
        ))}
        {summed.map(({ unit, amount }) => (
          <li key={unit} className="total">
            <span className="grow">{t('total')}</span>
            <span className="num">{counted(unit, amount)}</span>
          </li>
        ))}
      </ul>
      <Origin row={row} />
      {OFFLINE_FLAGS.filter((flag) => row.flags.includes(flag)).map((flag) => (
        <p key={flag} className="notice warn">
          <Icon node={TriangleAlert} />
          {t(`flag.${flag}`)}
        </p>
      ))}
      {AWARDING.includes(row.kind) && <PastMissed decision={row.decision_id} />}
      {mayReverse && row.isReversible && (
        <button type="button" className="btn plain" onClick={reverse}>
          {t('reverse')}
        </button>
      )}
    </div>
  );
};

type Props = { row: Row; reverse: (row: Row) => void };

/** One decision: what happened, what it changed; its reason opens beneath. */
export const LedgerRow = ({ row, reverse }: Props) => {
  const t = useT('members');
  const { intl } = useLocale();
  const { day } = useDay();
  const { counted } = useUnits();
  const [isOpen, setOpen] = useState(false);
  const changes = changesOf(row);
  const what = changes.map(({ unit, amount }) => counted(unit, Math.abs(amount))).join(', ');
  return (
    <>
      <tr className={isOpen ? 'opened' : undefined}>
        <td className="day quiet">{day(row.at)}</td>
        <td>
          <span className="when small quiet">{day(row.at)}</span>
          <span className="strong">{t(`subject.${row.kind}`)}</span>{' '}
          {row.isReversed && <span className="tag">{t('reversed')}</span>}
          {row.flags.length > 0 && !row.isReversed && <span className="tag warn">{t('flag')}</span>}
          <button
            type="button"
            className="link small"
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            {t('why', { what })}
            <Icon node={isOpen ? ChevronUp : ChevronDown} small />
          </button>
        </td>
        <td className="mid">
          {changes.map(({ unit, amount }) => (
            <span key={unit} className={amount > 0 ? 'gain' : undefined}>
              {signed(amount, intl)}
            </span>
          ))}
        </td>
        <td className="end">
          {balancesOf(row).map(({ unit, balance }) => (
            <span key={unit}>{counted(unit, balance)}</span>
          ))}
        </td>
      </tr>
      {isOpen && (
        <tr className="reason">
          <td className="day" />
          <td colSpan={3}>
            <Why row={row} reverse={() => reverse(row)} />
          </td>
        </tr>
      )}
    </>
  );
};
