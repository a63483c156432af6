import './missed.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocale, useT } from '../i18n.tsx';
import { Fault } from '../parts/Fault.tsx';
import { Loading } from '../parts/Loading.tsx';
import { MissedList } from './MissedList.tsx';
import { pastMissedQuery } from './try-query.ts';

const Known = ({ decision }: { decision: string }) => {
  const t = useT('try');
  const { locale } = useLocale();
  const { data, error } = useQuery(pastMissedQuery(decision, locale));
  if (error) return <Fault fault={error} />;
  if (!data) return <Loading rows={2} />;
  if (!data.missed) return <p className="quiet">{t('missed.too_long')}</p>;
  return <MissedList missed={data.missed} />;
};

/** Why nothing else gave something in a past decision; looked up when it is asked for. */
export const PastMissed = ({ decision }: { decision: string }) => {
  const t = useT('try');
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="past-missed" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="link small">{t('missed.why')}</summary>
      {isOpen && <Known decision={decision} />}
    </details>
  );
};
