import type { Outcome } from './decision.ts';
import { decided, type Frame, movesOf, STALE } from './decision-draft.ts';
import { expire } from './losses.ts';
import { bySpendingOrder, lotState } from './lots.ts';
import { openPosting } from './posting.ts';
import type { Lot, MemberState } from './state.ts';

/** As many of a unit as one load brings: one decision records no more, wherever it is made. */
const EXPIRED_AT_ONCE = 200;

const expiredByUnit = (state: MemberState, now: number): Map<string, Lot[]> => {
  const byUnit = new Map<string, Lot[]>();
  for (const lot of [...state.lots].sort(bySpendingOrder)) {
    if (lotState(lot, now) !== 'expired') continue;
    const lots = byUnit.get(lot.unit) ?? [];
    if (lots.length < EXPIRED_AT_ONCE) byUnit.set(lot.unit, [...lots, lot]);
  }
  return byUnit;
};

/**
 * Records what has already stopped counting, one entry per unit; nothing to record = stale. The
 * rest of very many lots waits for the next decision: it counts no more anyway.
 */
export const decideExpiry = (frame: Frame, state: MemberState): Outcome => {
  const expired = expiredByUnit(state, frame.now);
  if (expired.size === 0) return STALE;
  const posting = openPosting(state, frame.facts.decision_id, frame.now);
  for (const [unit, lots] of expired) {
    expire(posting, unit, lots, (repaid) => ({
      counter: 'expired',
      cause: 'expiry',
      explain: (amount) => ({ code: 'expire', params: { amount, repaid } }),
    }));
  }
  return decided(frame, posting, {
    outbox: [{ type: 'units.expired', data: { moves: movesOf(posting) } }],
  });
};
