import { encodeId } from '#platform/ids/ids.ts';
import { act } from './act.ts';
import { DAYS } from './calendar.ts';
import { changeProgram } from './change-program.ts';
import { type Cafe, type DemoDeps, foundDemo, freshOwnerLink, ZONE } from './found-demo.ts';
import { inTurn } from './in-turn.ts';
import { findDemos } from './remove-demo.ts';
import type { Counts, Stage } from './stage.ts';
import { type Happening, makeYear } from './year.ts';

export type DemoOptions = {
  members: number;
  seed: number;
  onProgress?: (done: number, total: number) => void;
};

export type CreatedDemo = Counts & { merchant_id: string; owner_link: string };

const DAY_MS = 86_400_000;
const AT_A_TIME = 8;
const NOTHING: Counts = {
  ...{ members: 0, orders: 0, visits: 0, redemptions: 0, refunds: 0, reversals: 0 },
};

/**
 * Founds a made-up café and lets it live the year that ends now, through the same use cases that
 * tills and the API call; in the middle of it the program changes. Null when there is a demo
 * already.
 */
export const createDemo = async (
  deps: DemoDeps,
  options: DemoOptions,
): Promise<CreatedDemo | null> => {
  if ((await findDemos(deps.db)).length > 0) return null;
  const until = deps.clock.now();
  const { seed, members } = options;
  const year = makeYear({ seed, members, until, zone: ZONE });
  const start = until - (DAYS + 1) * DAY_MS;
  const cafe = await foundDemo(deps, start);
  const counts = await live(deps, cafe, year, options);
  const merchant_id = encodeId('mer', cafe.merchantId);
  return { merchant_id, owner_link: await freshOwnerLink(deps, cafe), ...counts };
};

const live = async (
  deps: DemoDeps,
  cafe: Cafe,
  year: Happening[],
  { onProgress }: DemoOptions,
): Promise<Counts> => {
  const stage: Stage = { deps, cafe, members: new Map(), counts: { ...NOTHING } };
  let done = 0;
  const run = (happenings: Happening[]) =>
    inTurn(
      happenings,
      AT_A_TIME,
      ({ who }) => who,
      async (happening) => {
        await act(stage, happening);
        done += 1;
        onProgress?.(done, year.length);
      },
    );
  const changesAt = deps.clock.now() - (DAYS / 2) * DAY_MS;
  // What an event earns depends on the versions there are: the second must not come late.
  const later = year.findIndex(({ at }) => at >= changesAt);
  const middle = later < 0 ? year.length : later;
  await run(year.slice(0, middle));
  await changeProgram(deps, cafe, changesAt);
  await run(year.slice(middle));
  return stage.counts;
};
