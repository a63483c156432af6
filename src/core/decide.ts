import { decideAdjustment } from './decide-adjustment.ts';
import { decideCompaction } from './decide-compaction.ts';
import { decideEnrollment } from './decide-enrollment.ts';
import { decideExpiry } from './decide-expiry.ts';
import { decideInclusion } from './decide-inclusion.ts';
import { decideOccasion } from './decide-occasion.ts';
import { decideOrder } from './decide-order.ts';
import { decideRedemption } from './decide-redemption.ts';
import { decideReversal } from './decide-reversal.ts';
import { decideTierAssignment, decideTierReview, earnTier } from './decide-tier.ts';
import { decideVisit } from './decide-visit.ts';
import type { Decide, Outcome, Programs } from './decision.ts';
import type { Frame } from './decision-draft.ts';
import type { MemberEvent } from './event.ts';
import type { MemberState } from './state.ts';

const decideEvent = (
  frame: Frame,
  programs: Programs,
  state: MemberState,
  event: MemberEvent,
): Outcome => {
  switch (event.type) {
    case 'order':
      return decideOrder(frame, programs, state, event);
    case 'visit':
      return decideVisit(frame, programs, state, event);
    case 'enrollment':
      return decideEnrollment(frame, programs, state, event);
    case 'redemption':
      return decideRedemption(frame, programs, state, event);
    case 'adjustment':
      return decideAdjustment(frame, programs, state, event);
    case 'reversal':
      return decideReversal(frame, programs, state, event);
    case 'inclusion':
      return decideInclusion(frame, programs, state, event);
    case 'occasion':
      return decideOccasion(frame, programs, state, event);
    case 'tier_review':
      return decideTierReview(frame, programs, state, event);
    case 'tier_assignment':
      return decideTierAssignment(frame, programs, state, event);
    case 'expiry':
      return decideExpiry(frame, state);
    case 'compaction':
      return decideCompaction(frame, state, event);
  }
};

/** Facts bring more ids for vouchers than are used; the decision keeps those it used. */
const withUsedIds = (outcome: Outcome): Outcome => {
  if (!outcome.ok || !outcome.decision?.facts.ids) return outcome;
  const { decision } = outcome;
  const { ids = [], ...facts } = decision.facts;
  const used = ids.filter((id) => decision.vouchers.some((voucher) => voucher.id === id));
  const kept = used.length > 0 ? { ...facts, ids: used } : facts;
  return { ok: true, decision: { ...decision, facts: kept } };
};

/**
 * The engine: what one event changes for one member. Pure: the same programs, state, event, facts
 * and `now` (epoch ms) give the same outcome, at the till, in an import, in the simulator and in
 * the replay check. Business facts that forbid it are refusals; impossible states throw.
 */
export const decide: Decide = (programs, state, event, facts, now) => {
  const frame: Frame = { program_version: programs.live.number, event, facts, now };
  return withUsedIds(earnTier(programs, state, decideEvent(frame, programs, state, event)));
};
