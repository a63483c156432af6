import './member.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide';
import { useState } from 'react';
import type { MemberView } from '#contract/member.ts';
import { useT } from '../i18n.tsx';
import { Fault } from '../parts/Fault.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Loading } from '../parts/Loading.tsx';
import { useMay } from '../session.ts';
import { AdjustDialog } from './AdjustDialog.tsx';
import { Aside } from './Aside.tsx';
import { EditDialog } from './EditDialog.tsx';
import { Figures } from './Figures.tsx';
import { Ledger } from './Ledger.tsx';
import { memberQuery } from './member-query.ts';
import { useDay } from './use-day.ts';

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((part) => [...part][0] ?? '')
    .join('')
    .toUpperCase();

const Head = ({ member, adjust }: { member: MemberView; adjust: (() => void) | null }) => {
  const t = useT('members');
  const tryIt = useT('try');
  const mayTry = useMay('program:write');
  const { longDay } = useDay();
  const name = member.name ?? t('unnamed');
  return (
    <header className="member-head">
      <title>{`${name} · Stamgast`}</title>
      <span className="initials" aria-hidden="true">
        {initials(name)}
      </span>
      <div className="grow">
        <h1>{name}</h1>
        <p className="small quiet">
          <span>
            {member.enrolled_at
              ? t('in_program_since', { day: longDay(member.enrolled_at) })
              : t('not_enrolled')}
          </span>
          {member.phone && <span>{member.phone}</span>}
          {member.email && <span>{member.email}</span>}
        </p>
      </div>
      {mayTry && (
        <Link className="btn plain" to="/admin/try" search={{ member: member.id }}>
          {tryIt('open')}
        </Link>
      )}
      {adjust && (
        <button type="button" className="btn plain" onClick={adjust}>
          {t('adjust')}
        </button>
      )}
    </header>
  );
};

type Open = 'adjust' | 'edit' | null;

const Known = ({ member }: { member: MemberView }) => {
  const mayAdjust = useMay('adjustments:write');
  const mayEdit = useMay('members:write');
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  return (
    <>
      <Head member={member} adjust={mayAdjust ? () => setOpen('adjust') : null} />
      <div className="member-columns">
        <div className="member-main">
          <Figures member={member} />
          <Ledger member={member} />
        </div>
        <Aside member={member} edit={mayEdit ? () => setOpen('edit') : null} />
      </div>
      {open === 'adjust' && <AdjustDialog member={member} close={close} />}
      {open === 'edit' && <EditDialog member={member} close={close} />}
    </>
  );
};

/** One member: what they hold, what happened and why, who they are. */
export const MemberPage = () => {
  const t = useT('members');
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const { data, error, refetch } = useQuery(memberQuery(id));
  return (
    <>
      <Link className="member-back quiet" to="/admin/members">
        <Icon node={ChevronLeft} small />
        {t('title')}
      </Link>
      {error && <Fault fault={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && <Known member={data} />}
    </>
  );
};
