import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ChevronRight } from 'lucide';
import type { ImportState, ImportView } from '#contract/import.ts';
import { useLocale, useT } from '../i18n.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Icon } from '../parts/Icon.tsx';
import { PageTitle } from '../parts/PageTitle.tsx';
import '../parts/parts.css';
import { useSession } from '../session.ts';
import { DropFile } from './DropFile.tsx';
import { ImportSteps } from './ImportSteps.tsx';
import { importsQuery } from './import-query.ts';
import './imports.css';

const TAGS: Record<ImportState, string> = {
  uploaded: 'tag',
  checking: 'tag accent',
  checked: 'tag warn',
  running: 'tag accent',
  done: 'tag good',
  failed: 'tag bad',
};

const Row = ({ row }: { row: ImportView }) => {
  const t = useT('imports');
  const { intl } = useLocale();
  const { shop } = useSession();
  const when = new Intl.DateTimeFormat(intl, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: shop.zone,
  }).format(Date.parse(row.created_at));
  const brought = row.state === 'done' && row.counts;
  return (
    <li>
      <Link to={`/admin/import/${row.id}`} className="import-row">
        <span className="grow">
          <span className="strong">{row.file_name}</span>
          <span className="small quiet">
            {brought ? `${when} · ${t('brought', { n: brought.new_orders })}` : when}
          </span>
        </span>
        <span className={TAGS[row.state]}>{t(`state.${row.state}`)}</span>
        <Icon node={ChevronRight} small />
      </Link>
    </li>
  );
};

const Earlier = () => {
  const t = useT('imports');
  const admin = useT('admin');
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useSuspenseInfiniteQuery(importsQuery);
  const rows = data.pages.flatMap((page) => page.data);
  return (
    <section className="section">
      <header>
        <h2>{t('earlier')}</h2>
      </header>
      {rows.length === 0 && <Empty>{t('empty')}</Empty>}
      <ul className="rows">
        {rows.map((row) => (
          <Row key={row.id} row={row} />
        ))}
      </ul>
      {hasNextPage && (
        <button
          type="button"
          className="btn plain"
          disabled={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {admin('more')}
        </button>
      )}
    </section>
  );
};

/** Where an import begins, and what became of earlier ones. */
export const ImportsPage = () => {
  const t = useT('imports');
  return (
    <>
      <PageTitle title={t('title')} note={t('note')} />
      <div className="imports">
        <ImportSteps current="file" />
        <DropFile />
        <Earlier />
      </div>
    </>
  );
};
