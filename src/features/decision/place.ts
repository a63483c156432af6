import { type Refused, refuse, refuseFields } from '#contract/refusals.ts';
import { isBeyond } from '#platform/http/index.ts';
import { decodeId } from '#platform/ids/ids.ts';
import { shopFacts } from './shop.ts';
import type { Writer } from './writer.ts';

type Place = { ok: true; location: string } | Refused;

/** Where someone acts who does not say it: at the merchant's default, or their only location. */
const usualPlace = async ({ ctx, places = null }: Writer): Promise<Place> => {
  const { defaultLocation } = await shopFacts(ctx);
  if (!isBeyond(places, defaultLocation)) return { ok: true, location: defaultLocation };
  const [only, ...others] = places ?? [];
  if (only !== undefined && others.length === 0) return { ok: true, location: only };
  return refuseFields([{ path: 'location_id', fault: 'required' }]);
};

/** Where it happened: as asked, else the till's place, else where who writes usually is. */
export const placeOf = async (writer: Writer, asked: string | undefined): Promise<Place> => {
  const { ctx, locationId, places = null } = writer;
  if (asked === undefined) {
    return locationId === undefined ? usualPlace(writer) : { ok: true, location: locationId };
  }
  const location = decodeId('loc', asked);
  if (location === null || isBeyond(places, location)) return refuse('not_found');
  const { locations } = await shopFacts(ctx, location);
  return locations.has(location) ? { ok: true, location } : refuse('not_found');
};

/** Whether what happened at a location is out of the reach of who writes. */
export const isElsewhere = ({ places = null }: Writer, location: string | null): boolean =>
  isBeyond(places, location);
