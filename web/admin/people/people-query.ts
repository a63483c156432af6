import { queryOptions } from '@tanstack/react-query';
import type { Invitation } from '#contract/invitation.ts';
import type { LocationView } from '#contract/location.ts';
import type { Staff } from '#contract/staff.ts';
import type { Till } from '#contract/till.ts';
import { api, type Page } from '../api.ts';

export const staffQuery = queryOptions({
  queryKey: ['staff'],
  queryFn: async () => (await api.get<Page<Staff>>('/v1/staff')).data,
});

export const invitationsQuery = queryOptions({
  queryKey: ['invitations'],
  queryFn: async () => (await api.get<Page<Invitation>>('/v1/invitations')).data,
});

export const tillsQuery = queryOptions({
  queryKey: ['tills'],
  queryFn: async () => (await api.get<Page<Till>>('/v1/tills')).data,
});

/** The places something can belong to; more than a hundred would need a search, not a list. */
export const placesQuery = queryOptions({
  queryKey: ['places'],
  queryFn: async () => (await api.get<Page<LocationView>>('/v1/locations?limit=100')).data,
});
