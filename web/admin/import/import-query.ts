import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { ImportGuess, ImportTable, ImportView, RejectedRow } from '#contract/import.ts';
import { api, type Page } from '../api.ts';

const WATCH_MS = 1_000;

/** Everything that is known of imports. */
const IMPORTS = ['imports'] as const;

export const isRead = ({ state }: ImportView): boolean =>
  state === 'checking' || state === 'running';

export const importsQuery = infiniteQueryOptions({
  queryKey: [...IMPORTS, 'list'],
  queryFn: ({ pageParam }) =>
    api.get<Page<ImportView>>(`/v1/imports?limit=10${pageParam && `&cursor=${pageParam}`}`),
  initialPageParam: '',
  getNextPageParam: ({ next_cursor }) => next_cursor,
  // States change on the server: what was known a moment ago is asked again.
  staleTime: 0,
  refetchInterval: ({ state: { data } }) =>
    data?.pages.some((page) => page.data.some(isRead)) ? WATCH_MS : false,
});

/** One import; while the server reads its file, it is asked how far that is. */
export const importQuery = (id: string) =>
  queryOptions({
    queryKey: [...IMPORTS, id],
    queryFn: () => api.get<ImportView>(`/v1/imports/${id}`),
    refetchInterval: ({ state: { data } }) => (data && isRead(data) ? WATCH_MS : false),
  });

export type Layout = Pick<ImportGuess, 'encoding' | 'delimiter' | 'header'>;

export const layoutOf = ({ encoding, delimiter, header }: Layout): Layout => ({
  encoding,
  delimiter,
  header,
});

/** The file's first rows, laid out in one way or another. */
export const tableQuery = (id: string, layout: Layout) =>
  queryOptions({
    queryKey: [...IMPORTS, id, 'table', layout],
    queryFn: () => {
      const asked = new URLSearchParams({ ...layout, header: String(layout.header) });
      return api.get<ImportTable>(`/v1/imports/${id}/table?${asked}`);
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

export const rejectedQuery = ({ id, finished_at }: ImportView) =>
  queryOptions({
    queryKey: [...IMPORTS, id, 'rejected', finished_at],
    queryFn: () => api.get<{ data: RejectedRow[] }>(`/v1/imports/${id}/rejected-rows`),
  });
