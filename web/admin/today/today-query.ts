import { queryOptions } from '@tanstack/react-query';
import type { TodayView } from '#contract/figure.ts';
import { api } from '../api.ts';

/** The week's figures; a till may change them any moment, so they are asked for again. */
export const todayQuery = queryOptions({
  queryKey: ['figures', 'today'],
  queryFn: () => api.get<TodayView>('/v1/figures/today'),
  refetchInterval: 60_000,
});
