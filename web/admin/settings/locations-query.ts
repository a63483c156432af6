import { queryOptions, useQueryClient } from '@tanstack/react-query';
import type { LocationView } from '#contract/location.ts';
import { api, type Page } from '../api.ts';
import { placesQuery } from '../people/people-query.ts';
import { sessionQuery } from '../session.ts';

export const locationsQuery = queryOptions({
  queryKey: ['locations'],
  queryFn: async () =>
    (await api.get<Page<LocationView>>('/v1/locations?limit=100&archived=true')).data,
});

/** Other pages choose from locations and the sidebar counts them. */
export const useStaleLocations = () => {
  const queries = useQueryClient();
  return () => {
    void queries.invalidateQueries({ queryKey: placesQuery.queryKey });
    void queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
  };
};
