import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type { MerchantView } from '#contract/merchant.ts';
import type { Permission } from '#contract/permissions.ts';
import type { meSchema } from '#contract/staff.ts';
import { ApiFault, actFor, api } from './api.ts';

/** Who is signed in and the merchant they work for; null = nobody. */
export type Session = z.infer<typeof meSchema> & { shop: MerchantView; locations: number };

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  staleTime: 60_000,
  queryFn: async (): Promise<Session | null> => {
    try {
      const me = await api.get<z.infer<typeof meSchema>>('/v1/staff/me');
      actFor(me.merchant.id);
      const shop = await api.get<MerchantView>('/v1/merchant');
      const { data } = await api.get<{ data: unknown[] }>('/v1/locations?limit=100');
      return { ...me, shop, locations: data.length };
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
