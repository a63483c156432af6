import { queryOptions } from '@tanstack/react-query';
import type { ProgramVersionView } from '#contract/program.ts';
import type { RewardView } from '#contract/reward.ts';
import { api, type Page } from '../api.ts';

/** What the preview of the card shows besides name and color. */
export const cardContentQuery = queryOptions({
  queryKey: ['card-content'],
  queryFn: async () => {
    const { document } = await api.get<ProgramVersionView>('/v1/program');
    const { data: rewards } = await api.get<Page<RewardView>>('/v1/rewards?limit=50');
    return { document, rewards };
  },
});
