import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  ProgramDraftView,
  ProgramVersionView,
  programVersionListSchema,
} from '#contract/program.ts';
import type { ProgramDocument } from '#core/program.ts';
import { api, type Page } from '../api.ts';

export type Versions = z.infer<typeof programVersionListSchema>;

/** The newest draft: the one that everybody who works on the program shares. */
export const draftQuery = queryOptions({
  queryKey: ['program', 'draft'],
  queryFn: async () =>
    (await api.get<Page<ProgramDraftView>>('/v1/program/drafts?limit=1')).data[0] ?? null,
  // What stands in the editor is newer than any answer.
  refetchOnWindowFocus: false,
});

export const versionsQuery = queryOptions({
  queryKey: ['program', 'versions'],
  queryFn: () => api.get<Versions>('/v1/program/versions?limit=20'),
});

export const saveDraft = (id: string | null, document: ProgramDocument) =>
  id === null
    ? api.post<ProgramDraftView>('/v1/program/drafts', { document })
    : api.put<ProgramDraftView>(`/v1/program/drafts/${id}`, { document });

export const discardDraft = (id: string) => api.remove<void>(`/v1/program/drafts/${id}`);

export const publishDraft = (id: string, note: string) =>
  api.post<ProgramVersionView>(
    `/v1/program/drafts/${id}/publications`,
    note.trim() === '' ? {} : { note: note.trim() },
  );
