import { useT } from '../i18n.tsx';

type List = {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => Promise<unknown>;
};

/** Reads the next page of a list; gone where there is none. */
export const MoreButton = ({ list }: { list: List }) => {
  const t = useT('admin');
  if (!list.hasNextPage) return null;
  return (
    <button
      type="button"
      className="btn plain"
      disabled={list.isFetchingNextPage}
      onClick={() => void list.fetchNextPage()}
    >
      {t('more')}
    </button>
  );
};
