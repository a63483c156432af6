import { queryOptions } from '@tanstack/react-query';
import type { ApiKeyView } from '#contract/api-key.ts';
import { api, type Page } from '../api.ts';

export const keysQuery = queryOptions({
  queryKey: ['api-keys'],
  queryFn: async () => (await api.get<Page<ApiKeyView>>('/v1/api-keys?limit=100')).data,
});
