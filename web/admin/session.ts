import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import type { Permission, Role } from '#contract/permissions.ts';
import type { Locale } from '#core/program.ts';
import { ApiFault, api, useMerchant } from './api.ts';

/** Who is signed in and for which merchant; null = nobody. Mirrors `GET /v1/session`. */
export type Session = {
  user: { name: string; email: string };
  staff: { id: string; name: string; role: Role };
  permissions: Permission[];
  merchant: {
    id: string;
    name: string;
    slug: string;
    trade: string;
    currency: string;
    locale: Locale;
    zone: string;
    setup_done: boolean;
    demo: boolean;
    accent: string;
    logo_url: string | null;
    locations: number;
  };
  merchants: { id: string; name: string }[];
};

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  staleTime: 60_000,
  queryFn: async (): Promise<Session | null> => {
    try {
      const session = await api.get<Session>('/v1/session');
      useMerchant(session.merchant.id);
      return session;
    } catch (fault) {
      if (fault instanceof ApiFault && fault.problem.status === 401) return null;
      throw fault;
    }
  },
});

/** The session of a page inside the shell, where somebody is signed in by definition. */
export const useSession = (): Session => {
  const { data } = useSuspenseQuery(sessionQuery);
  if (!data) throw new Error('a page of the shell without a session');
  return data;
};

export const useMay = (permission: Permission): boolean =>
  useSession().permissions.includes(permission);
