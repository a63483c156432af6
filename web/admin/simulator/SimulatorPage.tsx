import './simulator.css';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { formatDay } from '#contract/messages/format.ts';
import type { ProgramDraftView } from '#contract/program.ts';
import type { SimulationView } from '#contract/simulation.ts';
import { useLocale, useT } from '../i18n.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Fault } from '../parts/Fault.tsx';
import { Loading } from '../parts/Loading.tsx';
import { PageTitle } from '../parts/PageTitle.tsx';
import { draftQuery } from '../program/program-query.ts';
import { useSession } from '../session.ts';
import { type Progress, simulateFile, simulateOrders } from './run-simulation.ts';
import { type Asked, SimulationForm } from './SimulationForm.tsx';
import { SimulationTable } from './SimulationTable.tsx';

const Basis = ({ both }: { both: SimulationView }) => {
  const t = useT('simulator');
  const { intl } = useLocale();
  const { zone } = useSession().shop;
  const { orders, members, from, to } = both.draft;
  if (from === null || to === null) return <p>{t('nothing')}</p>;
  const day = (at: number) => formatDay(at, intl, zone);
  return (
    <p>
      {t('basis', { orders, members, from: day(from), to: day(to) })}
      {both.orders_without_customer > 0 && (
        <span className="quiet"> {t('guests', { n: both.orders_without_customer })}</span>
      )}
    </p>
  );
};

const Result = ({ both }: { both: SimulationView }) => {
  const t = useT('simulator');
  const isCostless = both.draft.reward_cost_minor === null;
  return (
    <section className="simulation-result" aria-live="polite">
      <Basis both={both} />
      {both.cut_off && <p className="notice">{t('cut_off')}</p>}
      {both.draft.orders > 0 && (
        <>
          <SimulationTable both={both} />
          {isCostless && <p className="notice">{t('unknown.help')}</p>}
          <p className="small quiet">{t('caveat')}</p>
        </>
      )}
    </section>
  );
};

const Bar = ({ done, of }: Progress) => {
  const t = useT('simulator');
  const { intl } = useLocale();
  const number = new Intl.NumberFormat(intl);
  const text = t('progress', { done: number.format(done), of: number.format(of) });
  return (
    <div className="simulation-progress" role="status">
      <progress value={done} max={Math.max(1, of)} aria-label={text} />
      <span className="small quiet num">{text}</span>
    </div>
  );
};

const Known = ({ draft }: { draft: ProgramDraftView }) => {
  const [asked, setAsked] = useState<Asked>({ days: '90', redeems: true, breakage: '0' });
  const [progress, setProgress] = useState<Progress>({ done: 0, of: 0 });
  const simulation = useMutation({
    mutationFn: (file: File | null) => {
      const { days, redeems, breakage } = asked;
      const percent = Math.min(100, Math.max(0, Number(breakage)));
      const breakage_per_mille = Math.round(percent * 10);
      const behavior = { days: Number(days), redeems, breakage_per_mille };
      setProgress({ done: 0, of: 0 });
      return file
        ? simulateFile(draft.id, behavior, file, setProgress)
        : simulateOrders(draft.id, behavior, setProgress);
    },
  });
  return (
    <>
      <SimulationForm
        asked={asked}
        change={(part) => setAsked((known) => ({ ...known, ...part }))}
        isRunning={simulation.isPending}
        run={(file) => simulation.mutate(file)}
      />
      {simulation.isPending && <Bar {...progress} />}
      {simulation.error && <Fault fault={simulation.error} />}
      {simulation.data && !simulation.isPending && <Result both={simulation.data} />}
    </>
  );
};

/** A draft run over past orders, its figures beside those of the live program. */
export const SimulatorPage = () => {
  const t = useT('simulator');
  const { data, error } = useQuery(draftQuery);
  return (
    <>
      <PageTitle title={t('title')} note={t('note')} />
      {error && <Fault fault={error} />}
      {data === undefined && !error && <Loading />}
      {data === null && (
        <Empty
          action={
            <Link className="btn plain" to="/admin/program">
              {t('to_program')}
            </Link>
          }
        >
          {t('no_draft')}
        </Empty>
      )}
      {data && <Known draft={data} />}
    </>
  );
};
