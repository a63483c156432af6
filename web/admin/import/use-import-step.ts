import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ImportView } from '#contract/import.ts';
import { api } from '../api.ts';
import { importQuery, importsQuery } from './import-query.ts';

/** A step of an import; the server answers with the import as it then stands. */
export const useImportStep = <Input = void>(
  step: (input: Input) => Promise<ImportView>,
  onSuccess?: () => void,
) => {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: step,
    onSuccess: (now) => {
      queries.setQueryData(importQuery(now.id).queryKey, now);
      onSuccess?.();
    },
  });
};

/** Forgets an upload and goes back to where a file is chosen. */
export const useDiscard = (id: string) => {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: () => api.remove(`/v1/imports/${id}`),
    onSuccess: async () => {
      // The list must not show for a moment what is no longer there.
      queries.removeQueries({ queryKey: importsQuery.queryKey });
      await navigate({ to: '/admin/import' });
      queries.removeQueries({ queryKey: importQuery(id).queryKey });
    },
  });
};
