import { useQuery } from '@tanstack/react-query';
import type { AddressView, PosterView } from '#contract/poster.ts';
import { api, type Page } from '../api.ts';

const WATCH_MS = 2000;

/** How the address stands; watched, since a phone may prove it any moment. */
export const useAddress = () =>
  useQuery({
    queryKey: ['address'],
    queryFn: () => api.get<AddressView>('/v1/address'),
    refetchInterval: (query) => (query.state.data?.state === 'proven' ? false : WATCH_MS),
  });

/** A poster's openings and joins, watched while somebody stands there with a phone. */
export const usePoster = (poster: PosterView) =>
  useQuery({
    queryKey: ['poster', poster.id],
    queryFn: async () => {
      const { data } = await api.get<Page<PosterView>>('/v1/posters?limit=20');
      return data.find(({ id }) => id === poster.id) ?? poster;
    },
    initialData: poster,
    refetchInterval: (query) => ((query.state.data?.members ?? 0) > 0 ? false : WATCH_MS),
  });
