import type { ImportView } from '#contract/import.ts';
import { formatMoney, formatNumber } from '#contract/messages/format.ts';
import { useLocale, useT } from '../i18n.tsx';
import { useSession } from '../session.ts';

type FigureProps = { name: string; value: string; note?: string };

const Figure = ({ name, value, note }: FigureProps) => (
  <div>
    <dt className="small quiet">{name}</dt>
    <dd className="num">{value}</dd>
    {note && <dd className="small quiet">{note}</dd>}
  </div>
);

/** What a check found, or what an import brought. */
export const ImportFigures = ({ current }: { current: ImportView }) => {
  const t = useT('imports');
  const { intl } = useLocale();
  const { shop } = useSession();
  const { counts, state, award, mapping } = current;
  if (!counts) return null;
  const number = (value: number) => formatNumber(value, intl);
  const amount =
    counts.amount_minor === null
      ? t('amount.unknown')
      : formatMoney(counts.amount_minor, shop.currency, intl);
  const awarded = award === 'none' ? t('awarded.none') : number(counts.decisions);
  return (
    <>
      <dl className="import-figures">
        <Figure
          name={t(state === 'done' ? 'imported_orders' : 'new_orders')}
          value={number(counts.new_orders)}
        />
        <Figure name={t('known_orders')} value={number(counts.known_orders)} />
        <Figure
          name={t('customers')}
          value={number(counts.customers)}
          note={t('new_customers', { n: counts.new_customers })}
        />
        <Figure name={t('amount')} value={amount} />
        {state === 'done' && <Figure name={t('awarded')} value={awarded} />}
        <Figure
          name={t('left_out')}
          value={number(counts.rejected_lines)}
          note={t('of_rows', { n: counts.lines })}
        />
      </dl>
      {counts.duplicate_lines > 0 && (
        <p className="small quiet">
          {t('duplicates.found', { n: counts.duplicate_lines, how: mapping.duplicates })}
        </p>
      )}
    </>
  );
};
