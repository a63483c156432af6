import { infiniteQueryOptions } from '@tanstack/react-query';
import type { MemberView } from '#contract/member.ts';
import { api, type Page } from '../api.ts';

export const WHO = ['all', 'enrolled', 'customers'] as const;
export type Who = (typeof WHO)[number];
export const SOURCES = ['poster', 'till', 'api', 'import'] as const;
export type Search = { text: string; who: Who; source: string };

const LIMIT = '30';

/** The list's address for a search and a place in it. */
export const membersPath = ({ text, who, source }: Search, cursor: string | null): string => {
  const asked = new URLSearchParams({ limit: LIMIT });
  if (text.trim() !== '') asked.set('query', text.trim().slice(0, 200));
  if (who !== 'all') asked.set('enrolled', String(who === 'enrolled'));
  if (source !== '') asked.set('source', source);
  if (cursor) asked.set('cursor', cursor);
  return `/v1/members?${asked}`;
};

export const membersQuery = (search: Search) =>
  infiniteQueryOptions({
    queryKey: ['members', search],
    queryFn: ({ pageParam }) => api.get<Page<MemberView>>(membersPath(search, pageParam)),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor }) => next_cursor,
  });
