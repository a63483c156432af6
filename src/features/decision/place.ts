import { type Refused, refuse } from '#contract/refusals.ts';
import { decodeId } from '#platform/ids/ids.ts';
import { shopFacts } from './shop.ts';
import type { Writer } from './writer.ts';

/** Where it happened: as asked, else the till's place, else the merchant's default. */
export const placeOf = async (
  { ctx, locationId }: Writer,
  asked: string | undefined,
): Promise<{ ok: true; location: string } | Refused> => {
  if (asked === undefined) {
    return { ok: true, location: locationId ?? (await shopFacts(ctx)).defaultLocation };
  }
  const location = decodeId('loc', asked);
  if (location === null) return refuse('not_found');
  const { locations } = await shopFacts(ctx, location);
  return locations.has(location) ? { ok: true, location } : refuse('not_found');
};
