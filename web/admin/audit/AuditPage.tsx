import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { AUDIT_ACTIONS, type AuditRow } from '#contract/audit.ts';
import { useLocale, useT } from '../i18n.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Fault } from '../parts/Fault.tsx';
import { Field } from '../parts/Field.tsx';
import { Loading } from '../parts/Loading.tsx';
import { MoreButton } from '../parts/MoreButton.tsx';
import { PageTitle } from '../parts/PageTitle.tsx';
import { SelectField } from '../parts/SelectField.tsx';
import { saveFile } from '../parts/save-file.ts';
import { staffQuery } from '../people/people-query.ts';
import { useSession } from '../session.ts';
import { auditPage, type Filters, NO_FILTERS, wholeAudit } from './audit-query.ts';
import { auditCsv } from './csv.ts';
import './audit.css';

const useAudit = (filters: Filters) =>
  useInfiniteQuery({
    queryKey: ['audit', filters],
    queryFn: ({ pageParam }) => auditPage(filters, 50, pageParam),
    initialPageParam: '',
    getNextPageParam: ({ next_cursor }) => next_cursor,
  });

type FilterProps = { filters: Filters; change: (changes: Partial<Filters>) => void };

const Filter = ({ filters, change }: FilterProps) => {
  const t = useT('audit');
  const { data: staff = [] } = useQuery(staffQuery);
  return (
    <div className="audit-filters">
      <SelectField
        label={t('what')}
        value={filters.action}
        options={[
          { value: '', label: t('anything') },
          ...AUDIT_ACTIONS.map((value) => ({ value, label: t(`action.${value}`) })),
        ]}
        onChange={(action) => change({ action })}
      />
      <SelectField
        label={t('who')}
        value={filters.actor}
        options={[
          { value: '', label: t('anyone') },
          ...staff.map(({ id, name }) => ({ value: id as string, label: name })),
        ]}
        onChange={(actor) => change({ actor })}
      />
      {(['from', 'to'] as const).map((name) => (
        <Field
          key={name}
          label={t(name)}
          type="date"
          value={filters[name]}
          onChange={(event) => change({ [name]: event.target.value })}
        />
      ))}
    </div>
  );
};

const isId = (name: string): boolean => name.endsWith('_id');

/** In words of the API: a log must not hide what it does not know how to say. */
const said = (details: [name: string, value: unknown][]): string =>
  details
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' · ');

/** What has changed; ids, which say nothing to a reader, open beneath. */
const Details = ({ subject, details }: AuditRow) => {
  const t = useT('audit');
  const all = Object.entries(details);
  const ids = [said(all.filter(([name]) => isId(name))), subject].filter(Boolean).join(' · ');
  return (
    <div className="audit-details small quiet">
      {said(all.filter(([name]) => !isId(name)))}
      {ids !== '' && (
        <details>
          <summary>{t('ids')}</summary>
          <code>{ids}</code>
        </details>
      )}
    </div>
  );
};

const Rows = ({ rows }: { rows: AuditRow[] }) => {
  const t = useT('audit');
  const { intl } = useLocale();
  const { shop } = useSession();
  const format = new Intl.DateTimeFormat(intl, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: shop.zone,
  });
  return (
    <ul className="rows">
      {rows.map((row) => (
        <li key={row.id} className="audit-row">
          <span className="grow">
            <span className="strong">{t(`action.${row.action}`)}</span>
            <span className="small quiet">
              {row.actor.name ?? t(`actor.${row.actor.kind}`)} · {format.format(Date.parse(row.at))}
            </span>
          </span>
          <Details {...row} />
        </li>
      ))}
    </ul>
  );
};

/** Who changed what and when. Nothing in it can be changed. */
export const AuditPage = () => {
  const t = useT('audit');
  const [filters, setFilters] = useState(NO_FILTERS);
  const list = useAudit(filters);
  const { data, error, refetch } = list;
  const csv = useMutation({
    mutationFn: async () => {
      const whole = await wholeAudit(filters);
      saveFile(new Blob([auditCsv(whole.rows)], { type: 'text/csv;charset=utf-8' }), 'audit.csv');
      return whole;
    },
  });
  const rows = data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <>
      <PageTitle
        title={t('title')}
        note={t('note')}
        actions={
          <button
            type="button"
            className="btn plain"
            disabled={csv.isPending}
            onClick={() => csv.mutate()}
          >
            {t('csv')}
          </button>
        }
      />
      <div className="audit">
        {csv.error && <Fault fault={csv.error} />}
        {csv.data?.isCut && (
          <p className="notice warn">{t('csv_cut', { n: csv.data.rows.length })}</p>
        )}
        <Filter
          filters={filters}
          change={(changes) => setFilters((known) => ({ ...known, ...changes }))}
        />
        {error && <Fault fault={error} retry={() => void refetch()} />}
        {!data && !error && <Loading />}
        {data && rows.length === 0 && <Empty>{t('empty')}</Empty>}
        <Rows rows={rows} />
        <MoreButton list={list} />
      </div>
    </>
  );
};
