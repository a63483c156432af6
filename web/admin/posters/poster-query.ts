import { infiniteQueryOptions } from '@tanstack/react-query';
import type { PosterView } from '#contract/poster.ts';
import { api, type Page } from '../api.ts';

/** Posters, the newest first, a page at a time. */
export const postersQuery = infiniteQueryOptions({
  queryKey: ['posters'],
  queryFn: ({ pageParam }) =>
    api.get<Page<PosterView>>(`/v1/posters?limit=20${pageParam && `&cursor=${pageParam}`}`),
  initialPageParam: '',
  getNextPageParam: ({ next_cursor }) => next_cursor,
});
