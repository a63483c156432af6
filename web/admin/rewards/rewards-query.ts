import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { RewardView } from '#contract/reward.ts';
import { api, type Page } from '../api.ts';

/** All of them: a program of more than 100 rewards is no program. */
export const rewardsQuery = (isActive: boolean, locale: string) =>
  queryOptions({
    queryKey: ['rewards', isActive, locale],
    queryFn: () => api.get<Page<RewardView>>(`/v1/rewards?limit=100&active=${isActive}`),
  });

/** Writes about rewards; lists and whatever shows their prices are asked for again. */
export const useRewardWrite = <Input>(
  write: (input: Input) => Promise<unknown>,
  done: () => void,
) => {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: write,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['rewards'] });
      done();
    },
  });
};
