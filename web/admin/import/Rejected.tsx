import { useMutation, useSuspenseQuery } from '@tanstack/react-query';
import type { ImportView } from '#contract/import.ts';
import { api } from '../api.ts';
import { useT } from '../i18n.tsx';
import { Fault } from '../parts/Fault.tsx';
import { saveFile } from '../parts/save-file.ts';
import { rejectedQuery } from './import-query.ts';

const MOST_SHOWN = 10;

const Rows = ({ current }: { current: ImportView }) => {
  const t = useT('imports');
  const { data } = useSuspenseQuery(rejectedQuery(current));
  return (
    <table className="table rejected">
      <thead>
        <tr>
          <th scope="col">{t('row')}</th>
          <th scope="col">{t('reason')}</th>
          <th scope="col" className="wide">
            {t('content')}
          </th>
        </tr>
      </thead>
      <tbody>
        {data.data.slice(0, MOST_SHOWN).map(({ row, reason, cells }) => (
          <tr key={row}>
            <td className="num">{row}</td>
            <td>{t(`reason.${reason}`)}</td>
            <td className="wide quiet">{cells.filter(Boolean).join(' · ')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

/** The rows that were not taken, each with its reason; all of them as a file. */
export const Rejected = ({ current }: { current: ImportView }) => {
  const t = useT('imports');
  const csv = useMutation({
    mutationFn: async () => {
      const whole = await api.blob(`/v1/imports/${current.id}/rejected-rows/csv`);
      saveFile(whole, 'rejected-rows.csv');
    },
  });
  const all = current.counts?.rejected_lines ?? 0;
  const isKept = current.rejected_until !== null && Date.parse(current.rejected_until) > Date.now();
  if (all === 0 || !isKept) return null;
  return (
    <section className="section">
      <header>
        <h2>{t('left_out')}</h2>
        {all > MOST_SHOWN && (
          <span className="small quiet">{t('rejected.first', { n: MOST_SHOWN, all })}</span>
        )}
        <button
          type="button"
          className="btn plain"
          disabled={csv.isPending}
          onClick={() => csv.mutate()}
        >
          {t('rejected.csv')}
        </button>
      </header>
      {csv.error && <Fault fault={csv.error} />}
      <Rows current={current} />
    </section>
  );
};
