import type { Facts, Programs } from '#core/decision.ts';
import type { MemberEvent } from '#core/event.ts';
import { type Lookups, lookupsFor } from '#core/lookups.ts';
import { type Progress, progressKey } from '#core/milestone.ts';
import type { MemberState } from '#core/state.ts';
import { NO_TIER, type TierStanding } from '#core/tier.ts';
import type { VoucherRecord } from '#core/voucher.ts';
import { windowKey } from '#core/window.ts';
import { newId } from '#platform/ids/ids.ts';
import type { Loaded } from './loaded.ts';
import { type LedgerPort, LOOK_UP } from './port.ts';

type Seen = {
  member: Facts['member'];
  channel: Facts['channel'] | null;
  tier: TierStanding | null;
  windows: number[];
  progress: Progress[];
  vouchers: VoucherRecord[];
};

type Found = {
  state: MemberState;
  facts: Pick<Facts, 'current' | 'member' | 'channel' | 'ids'>;
};

/** Vouchers that one decision may give; more come with the member's next. */
const MOST_VOUCHERS = 20;

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
): Promise<Found> {
  const { state, profile } = loaded;
  if (!state || !profile) throw new Error('an event was planned for nobody');
  const { current } = programs;
  const latest = current ? { current: current.number } : {};
  const lookups = lookupsFor(programs, state, event, now);
  if (!lookups) return { state, facts: latest };
  const request = { member_id: profile.id, ...lookups };
  const seen = (await source.port(LOOK_UP, source.merchantId, request)) as Seen;
  return {
    state: { ...state, ...seenState(lookups, seen) },
    facts: {
      ...latest,
      ...(lookups.member && { member: seen.member }),
      ...(lookups.channel !== null && { channel: seen.channel ?? 'shop' }),
      ...voucherIds(lookups),
    },
  };
}

/** Ids for the vouchers that a decision may give. */
export const voucherIds = ({ ids }: Lookups): Pick<Facts, 'ids'> =>
  ids ? { ids: Array.from({ length: MOST_VOUCHERS }, () => newId()) } : {};

const seenState = (
  lookups: Lookups,
  seen: Seen,
): Pick<MemberState, 'windows' | 'tier' | 'progress' | 'vouchers'> => ({
  windows: Object.fromEntries(
    lookups.windows.map((window, n) => [windowKey(window), seen.windows[n] ?? 0]),
  ),
  tier: seen.tier ?? NO_TIER,
  progress: Object.fromEntries(seen.progress.map((each) => [progressKey(each), each])),
  vouchers: Object.fromEntries(seen.vouchers.map((voucher) => [voucher.id, voucher])),
});
