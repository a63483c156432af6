import { useSuspenseQuery } from '@tanstack/react-query';
import { ScanLine } from 'lucide';
import { useState } from 'react';
import type { Till } from '#contract/till.ts';
import { useLocale, useT } from '../i18n.tsx';
import { ConfirmDialog } from '../parts/ConfirmDialog.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Former } from '../parts/Former.tsx';
import { Icon } from '../parts/Icon.tsx';
import { PageTitle } from '../parts/PageTitle.tsx';
import { type RowAction, RowMenu } from '../parts/RowMenu.tsx';
import { useMay } from '../session.ts';
import { OfflineLimitsForm } from './OfflineLimitsForm.tsx';
import { tillsQuery } from './people-query.ts';
import { TillDialog } from './TillDialog.tsx';
import { ago } from './time.ts';

type Open = { kind: 'add' } | { kind: 'code' | 'change' | 'revoke'; till: Till } | null;

const RevokeTill = ({ till, onClose }: { till: Till; onClose: () => void }) => {
  const t = useT('people');
  return (
    <ConfirmDialog
      title={t('till_revoke_title', { name: till.name })}
      text={t('till_revoke_text')}
      submit={t('till_revoke')}
      path={`/v1/tills/${till.id}/revocations`}
      stale={tillsQuery.queryKey}
      onClose={onClose}
    />
  );
};

const State = ({ till }: { till: Till }) => {
  const t = useT('people');
  const { intl } = useLocale();
  if (till.state === 'waiting') return <span className="tag warn">{t('till_waiting')}</span>;
  const { last_seen_at: seen } = till;
  const when = seen && (ago(Date.parse(seen), Date.now(), intl) ?? t('now'));
  return (
    <span className="small quiet">{when ? t('till_seen', { ago: when }) : t('till_new')}</span>
  );
};

const TillRow = ({ till, onOpen }: { till: Till; onOpen: (open: Open) => void }) => {
  const t = useT('people');
  const change = { label: t('till_rename'), act: () => onOpen({ kind: 'change', till }) };
  const revoke = { label: t('till_revoke'), act: () => onOpen({ kind: 'revoke', till }) };
  const code = { label: t('pair_again'), act: () => onOpen({ kind: 'code', till }) };
  const actions: RowAction[] = till.state === 'waiting' ? [code, revoke] : [change, revoke];
  return (
    <li>
      <Icon node={ScanLine} />
      <span className="grow">
        <span className="strong">{till.name}</span>
        <span className="small quiet">{till.location.name}</span>
      </span>
      <State till={till} />
      <RowMenu label={t('actions', { name: till.name })} actions={actions} />
    </li>
  );
};

const Dialogs = ({ open, onClose }: { open: Open; onClose: () => void }) => {
  if (open === null) return null;
  if (open.kind === 'revoke') return <RevokeTill till={open.till} onClose={onClose} />;
  return (
    <TillDialog
      till={open.kind === 'add' ? null : open.till}
      isPairing={open.kind !== 'change'}
      onClose={onClose}
    />
  );
};

/** The devices that record purchases, and the code that makes one. */
export const TillsPage = () => {
  const t = useT('people');
  const { data } = useSuspenseQuery(tillsQuery);
  const [open, setOpen] = useState<Open>(null);
  const maySet = useMay('settings:write');
  const used = data.filter(({ state }) => state !== 'revoked');
  const revoked = data
    .filter(({ state, paired_at }) => state === 'revoked' && paired_at)
    .map(({ id, name, location }) => ({ id, name: `${name} · ${location.name}` }));
  return (
    <>
      <PageTitle
        title={t('tills')}
        note={t('tills_note')}
        actions={
          <button type="button" className="btn primary" onClick={() => setOpen({ kind: 'add' })}>
            {t('till_add')}
          </button>
        }
      />
      <div className="sections">
        {used.length === 0 && <Empty>{t('tills_empty')}</Empty>}
        <ul className="rows">
          {used.map((till) => (
            <TillRow key={till.id} till={till} onOpen={setOpen} />
          ))}
        </ul>
        <Former title={t('tills_revoked')} items={revoked} />
        {maySet && <OfflineLimitsForm />}
      </div>
      <Dialogs open={open} onClose={() => setOpen(null)} />
    </>
  );
};
