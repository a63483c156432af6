import { QueryClient } from '@tanstack/react-query';
import { ApiFault } from './api.ts';

/** A refusal is an answer: only failures of the way to the server are tried again. */
const worthRetrying = (failures: number, fault: Error): boolean =>
  failures < 2 && !(fault instanceof ApiFault && fault.problem.status < 500);

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 10_000, retry: worthRetrying, refetchOnWindowFocus: true },
    mutations: { retry: false },
  },
});
