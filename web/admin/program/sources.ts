import { queryOptions, useQuery } from '@tanstack/react-query';
import type { LocationView } from '#contract/location.ts';
import type { OrderView } from '#contract/order.ts';
import type { LineMatch, ProgramDocument } from '#core/program.ts';
import { templateFor } from '#core/templates.ts';
import { api, type Page } from '../api.ts';
import { useSession } from '../session.ts';
import { locationsQuery } from '../settings/locations-query.ts';

const SHOWN = 12;

/** Categories of the last purchases, the most frequent first. */
const soldQuery = queryOptions({
  queryKey: ['orders', 'categories'],
  queryFn: async () => {
    const { data } = await api.get<Page<OrderView>>('/v1/orders?limit=100');
    const counts = new Map<string, number>();
    for (const { category } of data.flatMap(({ lines }) => lines)) {
      if (category) counts.set(category, (counts.get(category) ?? 0) + 1);
    }
    return [...counts].sort((a, b) => b[1] - a[1]).map(([category]) => category);
  },
  staleTime: 60_000,
});

/** What the merchant's own program, trade and purchases offer to choose from. */
export type Sources = { locations: readonly LocationView[]; categories: readonly string[] };

const matchesOf = ({ rules, promotions = [] }: ProgramDocument): LineMatch[] =>
  [...rules, ...promotions].flatMap(({ match, when = [] }) => [
    ...(match ? [match] : []),
    ...when.flatMap((condition) => (condition.kind === 'basket' ? [condition.match] : [])),
  ]);

/** Every category that is named somewhere, once. */
export const knownCategories = (
  document: ProgramDocument,
  sold: readonly string[],
  usual: readonly string[],
): string[] => {
  const named = matchesOf(document).flatMap(({ categories = [] }) => categories);
  return [...new Set([...named, ...sold, ...usual])].slice(0, SHOWN);
};

export const useSources = (document: ProgramDocument): Sources => {
  const { shop } = useSession();
  const { data: locations = [] } = useQuery(locationsQuery);
  const { data: sold = [] } = useQuery(soldQuery);
  const usual = Object.keys(templateFor(shop.trade, shop.currency).typical.items);
  return { locations, categories: knownCategories(document, sold, usual) };
};
