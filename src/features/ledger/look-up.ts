import type { Facts, Programs } from '#core/decision.ts';
import type { MemberEvent } from '#core/event.ts';
import { lookupsFor } from '#core/lookups.ts';
import type { MemberState } from '#core/state.ts';
import { NO_TIER, type TierStanding } from '#core/tier.ts';
import { windowKey } from '#core/window.ts';
import type { Loaded } from './loaded.ts';
import { type LedgerPort, LOOK_UP } from './port.ts';

type Seen = {
  member: Facts['member'];
  channel: Facts['channel'] | null;
  tier: TierStanding | null;
  windows: number[];
};

/**
 * What the program of an event asks about beyond what every event loads. Most programs ask for
 * nothing; the others cost one more round trip. A decision that comes between the two changes the
 * member's version, so the commit notices.
 */
export async function lookUp(
  source: { port: LedgerPort; merchantId: string },
  programs: Programs,
  loaded: Loaded,
  event: MemberEvent,
  now: number,
): Promise<{ state: MemberState; facts: Pick<Facts, 'current' | 'member' | 'channel'> }> {
  const { state, profile } = loaded;
  if (!state || !profile) throw new Error('an event was planned for nobody');
  const lookups = lookupsFor(programs, state, event, now);
  const { current } = programs;
  const latest = current ? { current: current.number } : {};
  if (!lookups) return { state, facts: latest };
  const request = { member_id: profile.id, ...lookups };
  const seen = (await source.port(LOOK_UP, source.merchantId, request)) as Seen;
  const windows = Object.fromEntries(
    lookups.windows.map((window, n) => [windowKey(window), seen.windows[n] ?? 0]),
  );
  return {
    state: { ...state, windows, tier: seen.tier ?? NO_TIER },
    facts: {
      ...latest,
      ...(lookups.member && { member: seen.member }),
      ...(lookups.channel !== null && { channel: seen.channel ?? 'shop' }),
    },
  };
}
