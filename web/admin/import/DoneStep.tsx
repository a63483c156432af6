import { Link } from '@tanstack/react-router';
import { Check } from 'lucide';
import type { ImportView } from '#contract/import.ts';
import { useT } from '../i18n.tsx';
import { Icon } from '../parts/Icon.tsx';
import { ImportFigures } from './ImportFigures.tsx';
import { Rejected } from './Rejected.tsx';

/** What an import has brought, and where to go from here. */
export const DoneStep = ({ current }: { current: ImportView }) => {
  const t = useT('imports');
  return (
    <section className="import-step">
      <p className="notice good" role="status">
        <Icon node={Check} />
        <span className="grow strong">{t('done', { n: current.counts?.new_orders ?? 0 })}</span>
      </p>
      <ImportFigures current={current} />
      <Rejected current={current} />
      <div className="import-buttons">
        <Link to="/admin/members" className="btn primary">
          {t('to_members')}
        </Link>
        <Link to="/admin/import" className="btn plain">
          {t('another')}
        </Link>
      </div>
    </section>
  );
};
