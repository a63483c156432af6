import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';

/** A write, after which what it may have changed is read anew. */
export const useChange = <Input, Output>(
  change: (input: Input) => Promise<Output>,
  stale: QueryKey,
  onSuccess?: (output: Output) => void,
) => {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: async (output) => {
      await queries.invalidateQueries({ queryKey: stale });
      onSuccess?.(output);
    },
  });
};
