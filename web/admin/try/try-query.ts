import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { MemberView } from '#contract/member.ts';
import type { decisionMissedSchema, PreviewView } from '#contract/preview.ts';
import { api, type Page } from '../api.ts';

const FOUND = 6;

/** What would come of it; the last result stays until the next is here. */
export const previewQuery = (body: object | null, reader: string) =>
  queryOptions({
    queryKey: ['preview', body, reader],
    queryFn: () => api.post<PreviewView>('/v1/decisions/preview', body ?? {}),
    enabled: body !== null,
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 60_000,
  });

export const foundQuery = (text: string) =>
  queryOptions({
    queryKey: ['members', 'found', text],
    queryFn: () => {
      const asked = new URLSearchParams({ limit: String(FOUND), query: text });
      return api.get<Page<MemberView>>(`/v1/members?${asked}`);
    },
    enabled: text.trim().length >= 2,
    placeholderData: keepPreviousData,
  });

export const pastMissedQuery = (decision: string, reader: string) =>
  queryOptions({
    queryKey: ['missed', decision, reader],
    queryFn: () =>
      api.get<z.infer<typeof decisionMissedSchema>>(`/v1/decisions/${decision}/missed`),
    staleTime: Number.POSITIVE_INFINITY,
  });
