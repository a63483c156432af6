import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Invitation } from '#contract/invitation.ts';
import { formatDay } from '#contract/messages/format.ts';
import type { Staff } from '#contract/staff.ts';
import { api } from '../api.ts';
import { useLocale, useT } from '../i18n.tsx';
import { ConfirmDialog } from '../parts/ConfirmDialog.tsx';
import { Fault } from '../parts/Fault.tsx';
import { Former } from '../parts/Former.tsx';
import { PageTitle } from '../parts/PageTitle.tsx';
import { useMay, useSession } from '../session.ts';
import { useChange } from '../use-change.ts';
import { AddPerson } from './AddPerson.tsx';
import { ChangePerson } from './ChangePerson.tsx';
import { ChoosePin } from './ChoosePin.tsx';
import { InvitePerson } from './InvitePerson.tsx';
import { PersonRow } from './PersonRow.tsx';
import { invitationsQuery, staffQuery } from './people-query.ts';

type Open =
  | { kind: 'add' }
  | { kind: 'invite' }
  | { kind: 'pin' | 'change' | 'archive'; person: Staff }
  | null;

const ArchivePerson = ({ person, onClose }: { person: Staff; onClose: () => void }) => {
  const t = useT('people');
  return (
    <ConfirmDialog
      title={t('archive_title', { name: person.name })}
      text={t('archive_text')}
      submit={t('archive')}
      path={`/v1/staff/${person.id}/archivals`}
      stale={staffQuery.queryKey}
      onClose={onClose}
    />
  );
};

const Invitations = () => {
  const t = useT('people');
  const { intl } = useLocale();
  const { shop } = useSession();
  const { data = [] } = useQuery(invitationsQuery);
  const withdraw = useChange(
    ({ id }: Invitation) => api.remove(`/v1/invitations/${id}`),
    invitationsQuery.queryKey,
  );
  if (data.length === 0) return null;
  return (
    <section className="section">
      <header>
        <h2>{t('invitations')}</h2>
      </header>
      {withdraw.error && <Fault fault={withdraw.error} />}
      <ul className="rows">
        {data.map((each) => (
          <li key={each.id}>
            <span className="grow">
              {each.name}
              <span className="small quiet">
                {each.email} ·{' '}
                {t('until', { date: formatDay(Date.parse(each.expires_at), intl, shop.zone) })}
              </span>
            </span>
            <button
              type="button"
              className="link btn"
              disabled={withdraw.isPending}
              onClick={() => withdraw.mutate(each)}
            >
              {t('withdraw')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
};

const Dialogs = ({ open, onClose }: { open: Open; onClose: () => void }) => {
  if (open === null) return null;
  if (open.kind === 'add') return <AddPerson onClose={onClose} />;
  if (open.kind === 'invite') return <InvitePerson onClose={onClose} />;
  if (open.kind === 'pin') return <ChoosePin person={open.person} onClose={onClose} />;
  if (open.kind === 'change') return <ChangePerson person={open.person} onClose={onClose} />;
  return <ArchivePerson person={open.person} onClose={onClose} />;
};

/** Who works here: rights, PINs, invitations. Only the owner changes others. */
export const PeoplePage = () => {
  const t = useT('people');
  const mayWrite = useMay('staff:write');
  const { data } = useSuspenseQuery(staffQuery);
  const [open, setOpen] = useState<Open>(null);
  const former = data.filter(({ archived }) => archived);
  return (
    <>
      <PageTitle
        title={t('title')}
        note={t('note')}
        actions={
          mayWrite && (
            <>
              <button
                type="button"
                className="btn plain"
                onClick={() => setOpen({ kind: 'invite' })}
              >
                {t('invite')}
              </button>
              <button
                type="button"
                className="btn primary"
                onClick={() => setOpen({ kind: 'add' })}
              >
                {t('add')}
              </button>
            </>
          )
        }
      />
      <div className="sections">
        <ul className="rows">
          {data
            .filter(({ archived }) => !archived)
            .map((person) => (
              <PersonRow
                key={person.id}
                person={person}
                onAct={(kind) => setOpen({ kind, person })}
              />
            ))}
        </ul>
        {mayWrite && <Invitations />}
        <Former title={t('archived')} items={former} />
      </div>
      <Dialogs open={open} onClose={() => setOpen(null)} />
    </>
  );
};
