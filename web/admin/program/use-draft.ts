import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { ProgramDraftView, ProgramVersionView } from '#contract/program.ts';
import type { ProgramDocument } from '#core/program.ts';
import { liveProgramQuery } from '../parts/unit-words.ts';
import { discardDraft, draftQuery, publishDraft, saveDraft } from './program-query.ts';

const PAUSE_MS = 500;

/** The document being edited; every change is saved by itself after a short pause. */
export const useDraft = (live: ProgramVersionView, stored: ProgramDraftView | null) => {
  const queries = useQueryClient();
  const [document, setDocument] = useState(stored?.document ?? live.document);
  const [unsaved, setUnsaved] = useState<ProgramDocument | null>(null);
  const id = useRef(stored?.id ?? null);
  const save = useMutation({
    // One after the other: the second save must know the id that the first one got.
    scope: { id: 'program-draft' },
    mutationFn: (next: ProgramDocument) => saveDraft(id.current, next),
    onSuccess: (draft) => {
      id.current = draft.id;
      queries.setQueryData(draftQuery.queryKey, draft);
    },
  });
  const { mutate } = save;
  useEffect(() => {
    if (!unsaved) return;
    const timer = setTimeout(() => {
      mutate(unsaved);
      setUnsaved(null);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [unsaved, mutate]);
  const change = (next: ProgramDocument) => {
    setDocument(next);
    setUnsaved(next);
  };
  const forget = async () => {
    id.current = null;
    queries.setQueryData(draftQuery.queryKey, null);
    await queries.invalidateQueries({ queryKey: ['program'] });
    await queries.invalidateQueries({ queryKey: ['rewards'] });
  };
  const discard = useMutation({
    mutationFn: async () => {
      if (id.current) await discardDraft(id.current);
    },
    onSuccess: async () => {
      setDocument(live.document);
      setUnsaved(null);
      await forget();
    },
  });
  const publish = useMutation({
    mutationFn: async (note: string) => {
      if (!id.current) throw new Error('nothing to publish');
      return publishDraft(id.current, note);
    },
    onSuccess: async (version) => {
      const forgotten = forget();
      queries.setQueryData(liveProgramQuery.queryKey, version);
      await forgotten;
    },
  });
  return {
    ...{ document, change, save, discard, publish },
    isSaving: unsaved !== null || save.isPending,
    isSaved: unsaved === null && save.isSuccess,
  };
};

export type DraftControls = ReturnType<typeof useDraft>;
