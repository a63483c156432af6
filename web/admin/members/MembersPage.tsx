import './members.css';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Plus } from 'lucide';
import { useState } from 'react';
import { useT } from '../i18n.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Fault } from '../parts/Fault.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Loading } from '../parts/Loading.tsx';
import { PageTitle } from '../parts/PageTitle.tsx';
import { useMay } from '../session.ts';
import { MemberTable } from './MemberTable.tsx';
import { membersQuery, type Search, SOURCES, WHO } from './members-query.ts';
import { NewMember } from './NewMember.tsx';
import { SampleMembers } from './SampleMembers.tsx';

const TYPING_MS = 250;

type FilterProps = { search: Search; change: (changes: Partial<Search>) => void };

const Filters = ({ search, change }: FilterProps) => {
  const t = useT('members');
  return (
    <div className="filters">
      <input
        className="input"
        type="search"
        aria-label={t('search')}
        placeholder={t('search')}
        value={search.text}
        onChange={(event) => change({ text: event.target.value })}
      />
      <fieldset className="segmented">
        <legend className="visually-hidden">{t('filter')}</legend>
        {WHO.map((who) => (
          <button
            key={who}
            type="button"
            aria-pressed={search.who === who}
            onClick={() => change({ who })}
          >
            {t(`filter.${who}`)}
          </button>
        ))}
      </fieldset>
      <select
        className="input"
        aria-label={t('source')}
        value={search.source}
        onChange={(event) => change({ source: event.target.value })}
      >
        <option value="">{t('source.any')}</option>
        {SOURCES.map((source) => (
          <option key={source} value={source}>
            {t(`source.${source}`)}
          </option>
        ))}
      </select>
    </div>
  );
};

const FirstDay = () => {
  const t = useT('members');
  const poster = (
    <Link className="btn plain" to="/admin/posters">
      {t('empty.poster')}
    </Link>
  );
  return (
    <Empty action={poster} sample={<SampleMembers />}>
      {t('empty')}
    </Empty>
  );
};

const Found = ({ search }: { search: Search }) => {
  const t = useT('members');
  const all = useT('admin');
  const list = useInfiniteQuery({ ...membersQuery(search), placeholderData: keepPreviousData });
  if (list.error) return <Fault fault={list.error} retry={() => void list.refetch()} />;
  if (!list.data) return <Loading />;
  const members = list.data.pages.flatMap(({ data }) => data);
  const isFiltered = search.text !== '' || search.who !== 'all' || search.source !== '';
  if (members.length === 0 && isFiltered) return <Empty>{t('nothing_found')}</Empty>;
  if (members.length === 0) return <FirstDay />;
  return (
    <>
      <MemberTable members={members} />
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
    </>
  );
};

/** Everyone the shop knows: found by name, phone, e-mail or card. */
export const MembersPage = () => {
  const t = useT('members');
  const mayWrite = useMay('members:write');
  const [search, setSearch] = useState<Search>({ text: '', who: 'all', source: '' });
  const [asked] = useDebouncedValue(search, TYPING_MS);
  const [isAdding, setAdding] = useState(false);
  return (
    <>
      <PageTitle
        title={t('title')}
        actions={
          mayWrite && (
            <button type="button" className="btn primary" onClick={() => setAdding(true)}>
              <Icon node={Plus} />
              {t('new')}
            </button>
          )
        }
      />
      <Filters
        search={search}
        change={(changes) => setSearch((known) => ({ ...known, ...changes }))}
      />
      <Found search={asked} />
      {isAdding && <NewMember close={() => setAdding(false)} />}
    </>
  );
};
