import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { sessionQuery } from './session.ts';

/** Goes on as the person who has just signed in, to the overview or where they wanted to be. */
export const useEnter = () => {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return async (href: string): Promise<void> => {
    await queries.resetQueries({ queryKey: sessionQuery.queryKey });
    await navigate({ href });
  };
};
