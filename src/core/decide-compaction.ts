import type { Outcome } from './decision.ts';
import { decided, type Frame, STALE } from './decision-draft.ts';
import type { CompactionEvent } from './event.ts';
import { addLot } from './gains.ts';
import { DAY_MS } from './lifetime.ts';
import { takeFrom } from './lot-moves.ts';
import { bySpendingOrder, isProlonged, lotState } from './lots.ts';
import { openPosting, type Posting } from './posting.ts';
import type { Lot, MemberState } from './state.ts';

/**
 * Two years, a leap day among them. Younger lots may still be asked for by a refund of what earned
 * them, which takes its own lots first; of older ones only amount and expiry matter.
 */
export const REFUND_HORIZON_MS = 731 * DAY_MS;
/** Fewer lots than this are not worth a decision. */
export const LEAST_MERGED = 32;
/** The first so many lots of a unit are looked at: the same ones, however many more are loaded. */
const MOST_LOTS = 10_000;

/** Open lots of one unit and expiry that are old enough, in spending order. */
const mergeable = (state: MemberState, event: CompactionEvent, now: number): Lot[][] => {
  const stands = (lot: Lot) => lot.left > 0 && (lot.expires_at === null || lot.expires_at > now);
  const isOld = (lot: Lot) => lot.earned_at < event.earned_before;
  const groups: Lot[][] = [];
  const open = state.lots.filter(stands).sort(bySpendingOrder);
  for (const lots of Map.groupBy(open, ({ unit }) => unit).values()) {
    const old = lots
      .slice(0, MOST_LOTS)
      // A prolonged lot must stay known as one: it is not prolonged again.
      .filter((lot) => isOld(lot) && lotState(lot, now) === 'active' && !isProlonged(lot));
    groups.push(...Map.groupBy(old, ({ expires_at }) => expires_at).values());
  }
  return groups.filter((group) => group.length >= event.least);
};

const merge = (p: Posting, lots: Lot[]): void => {
  const [oldest] = lots;
  if (!oldest) return;
  const units = lots.reduce((sum, { left }) => sum + left, 0);
  takeFrom(p, lots, units);
  addLot(p, oldest.unit, units, 'compaction', {
    earned_at: oldest.earned_at,
    active_from: Math.max(...lots.map(({ active_from }) => active_from)),
    expires_at: oldest.expires_at,
  });
};

/**
 * Keeps a member's open lots few: old ones that expire together become one. No account changes, so
 * there is no entry: Σ lot = Σ allocation. Law: what can be spent at any time stays as it is; what
 * was taken from a merged lot can still go back to it. Nothing to merge = stale.
 */
export const decideCompaction = (
  frame: Frame,
  state: MemberState,
  event: CompactionEvent,
): Outcome => {
  const posting = openPosting(state, frame.facts.decision_id, frame.now);
  for (const lots of mergeable(state, event, frame.now)) merge(posting, lots);
  return posting.lots.length === 0 ? STALE : decided(frame, posting, {});
};
