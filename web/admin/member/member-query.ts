import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  MemberEntry,
  MemberFigures,
  MemberUpdate,
  MemberView,
  memberConsentsSchema,
} from '#contract/member.ts';
import { api, type Page } from '../api.ts';

export type Consents = z.infer<typeof memberConsentsSchema>;

export const memberQuery = (id: string) =>
  queryOptions({
    queryKey: ['member', id],
    queryFn: () => api.get<MemberView>(`/v1/members/${id}`),
  });

export const figuresQuery = (id: string) =>
  queryOptions({
    queryKey: ['member', id, 'figures'],
    queryFn: () => api.get<MemberFigures>(`/v1/members/${id}/figures`),
  });

export const consentsQuery = (id: string) =>
  queryOptions({
    queryKey: ['member', id, 'consents'],
    queryFn: () => api.get<Consents>(`/v1/members/${id}/consents`),
  });

const entriesPath = (id: string, locale: string, limit: number, cursor: string | null): string => {
  const asked = new URLSearchParams({ limit: String(limit), locale });
  if (cursor) asked.set('cursor', cursor);
  return `/v1/members/${id}/entries?${asked}`;
};

export const entriesQuery = (id: string, locale: string) =>
  infiniteQueryOptions({
    queryKey: ['member', id, 'entries', locale],
    queryFn: ({ pageParam }) => api.get<Page<MemberEntry>>(entriesPath(id, locale, 30, pageParam)),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor }) => next_cursor,
  });

const MOST_PAGES = 200;

/** Every entry, for a file; at most 20,000. */
export const allEntries = async (id: string, locale: string): Promise<MemberEntry[]> => {
  const entries: MemberEntry[] = [];
  let cursor: string | null = null;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const page: Page<MemberEntry> = await api.get(entriesPath(id, locale, 100, cursor));
    entries.push(...page.data);
    cursor = page.next_cursor;
    if (cursor === null) break;
  }
  return entries;
};

/** Writes about one member; all that is known of them is asked for again afterwards. */
export const useMemberWrite = <Input>(
  id: string,
  write: (input: Input) => Promise<unknown>,
  done: () => void,
) => {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: write,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['member', id] });
      await queries.invalidateQueries({ queryKey: ['members'] });
      done();
    },
  });
};

export const changeMember = (id: string) => (changes: Partial<MemberUpdate>) =>
  api.patch<MemberView>(`/v1/members/${id}`, changes);

export const adjustBalance =
  (id: string) => (input: { unit: string; amount: number; reason: string }) =>
    api.post('/v1/adjustments', { member: { id }, ...input });

export const reverseDecision = (input: { decision_id: string; reason?: string }) =>
  api.post('/v1/reversals', input);
