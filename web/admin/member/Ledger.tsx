import { useInfiniteQuery } from '@tanstack/react-query';
import { Download } from 'lucide';
import { useState } from 'react';
import type { MemberView } from '#contract/member.ts';
import { useLocale, useT } from '../i18n.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Fault } from '../parts/Fault.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Loading } from '../parts/Loading.tsx';
import { LedgerRow } from './LedgerRow.tsx';
import { csvOf, type Row, rowsOf, withBalances } from './ledger.ts';
import { allEntries, entriesQuery } from './member-query.ts';
import { ReverseDialog } from './ReverseDialog.tsx';

const saveAs = (text: string, name: string): void => {
  // The mark in front tells spreadsheets that this is UTF-8.
  const file = new Blob([`\uFEFF${text}`], { type: 'text/csv;charset=utf-8' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
};

const CsvLink = ({ member }: { member: MemberView }) => {
  const t = useT('members');
  const { intl } = useLocale();
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<unknown>(null);
  const save = async () => {
    setBusy(true);
    setFault(null);
    try {
      const entries = await allEntries(member.id, intl);
      saveAs(csvOf(withBalances(entries, member.accounts)), `${member.id}.csv`);
    } catch (failed) {
      setFault(failed);
    }
    setBusy(false);
  };
  return (
    <>
      <button type="button" className="link" disabled={isBusy} onClick={() => void save()}>
        {t('csv')}
        <Icon node={Download} small />
      </button>
      {fault ? <Fault fault={fault} /> : null}
    </>
  );
};

const Table = ({ rows, reverse }: { rows: Row[]; reverse: (row: Row) => void }) => {
  const t = useT('members');
  return (
    <table className="table ledger">
      <thead>
        <tr>
          <th scope="col" className="day">
            {t('day')}
          </th>
          <th scope="col">{t('event')}</th>
          <th scope="col" className="mid">
            {t('change')}
          </th>
          <th scope="col" className="end">
            {t('balance')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <LedgerRow key={row.decision_id} row={row} reverse={reverse} />
        ))}
      </tbody>
    </table>
  );
};

const useEntries = (member: MemberView) => {
  const { intl } = useLocale();
  const list = useInfiniteQuery(entriesQuery(member.id, intl));
  const entries = list.data?.pages.flatMap(({ data }) => data);
  return { list, rows: entries && rowsOf(withBalances(entries, member.accounts)) };
};

/** What happened to a member's units, the newest first, each with its reason. */
export const Ledger = ({ member }: { member: MemberView }) => {
  const t = useT('members');
  const all = useT('admin');
  const { list, rows } = useEntries(member);
  const [reversing, reverse] = useState<Row | null>(null);
  return (
    <section className="section">
      <header>
        <h2>{t('ledger')}</h2>
        {rows && rows.length > 0 && <CsvLink member={member} />}
      </header>
      {list.error && <Fault fault={list.error} retry={() => void list.refetch()} />}
      {!rows && !list.error && <Loading />}
      {rows?.length === 0 && <Empty>{t('no_entries')}</Empty>}
      {rows && rows.length > 0 && <Table rows={rows} reverse={reverse} />}
      {list.hasNextPage && (
        <button
          type="button"
          className="btn plain"
          disabled={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {all('more')}
        </button>
      )}
      {reversing && <ReverseDialog member={member} row={reversing} close={() => reverse(null)} />}
    </section>
  );
};
