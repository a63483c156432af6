import { compile } from './compile.ts';
import { dayIn } from './counting.ts';
import type { Decision, DomainEvent, Outcome, Programs } from './decision.ts';
import { decided, type Frame, refused, STALE } from './decision-draft.ts';
import type { TierAssignmentEvent, TierReviewEvent } from './event.ts';
import { openPosting } from './posting.ts';
import type { MemberState } from './state.ts';
import {
  afterEarning,
  afterReview,
  keptWindow,
  rankOf,
  type TierStanding,
  type TierTerms,
  tierWindow,
} from './tier.ts';
import { inWindow, windowSum } from './window.ts';

/** The terms of tiers and the business day of now under the latest version; null = no tiers. */
export const tiersNow = (
  programs: Programs,
  now: number,
): { terms: TierTerms; day: string } | null => {
  const program = compile((programs.current ?? programs.live).document);
  const { tiers } = program.document;
  return tiers ? { terms: tiers, day: dayIn(program, now) } : null;
};

const told = (before: TierStanding, after: TierStanding): DomainEvent[] => {
  if (before.tier !== after.tier) {
    return [{ type: 'tier.changed', data: { from: before.tier, to: after.tier } }];
  }
  if (after.noticed === undefined || before.noticed === after.noticed) return [];
  return [{ type: 'tier.ending', data: { tier: after.tier, until: after.until } }];
};

/** The decision with the tier that it earns. What was imported is not told to anybody. */
const withEarned = (programs: Programs, state: MemberState, decision: Decision): Decision => {
  if (decision.days.length === 0 || decision.tier) return decision;
  const tiers = tiersNow(programs, decision.at);
  if (!tiers) return decision;
  const window = tierWindow(tiers.terms, tiers.day);
  const amount = windowSum(state, window) + inWindow(decision.days, window);
  const next = afterEarning(tiers.terms, state.tier, amount, tiers.day);
  if (next === state.tier) return decision;
  const isSilent = decision.event.type === 'order' && decision.event.imported_at !== undefined;
  const outbox = isSilent ? [] : told(state.tier, next);
  return { ...decision, tier: next, outbox: [...decision.outbox, ...outbox] };
};

/** What was decided, with the tier that it earns: up at once, within the same decision. */
export const earnTier = (programs: Programs, state: MemberState, outcome: Outcome): Outcome =>
  outcome.ok && outcome.decision
    ? { ok: true, decision: withEarned(programs, state, outcome.decision) }
    : outcome;

const stand = (frame: Frame, state: MemberState, next: TierStanding): Outcome =>
  decided(frame, openPosting(state, frame.facts.decision_id, frame.now), {
    tier: next,
    outbox: told(state.tier, next),
  });

/** A night's look at a tier: confirmed, announced as ending, or lost (semantics, "Tiers"). */
export const decideTierReview = (
  frame: Frame,
  programs: Programs,
  state: MemberState,
  event: TierReviewEvent,
): Outcome => {
  const tiers = tiersNow(programs, frame.now);
  if (!tiers || event.until !== state.tier.until) return STALE;
  const { terms, day } = tiers;
  const today = windowSum(state, tierWindow(terms, day));
  const kept = event.until === null ? today : windowSum(state, keptWindow(terms, event.until, day));
  const next = afterReview(terms, state.tier, { day, kept, today });
  return next === state.tier ? STALE : stand(frame, state, next);
};

/** Gives a tier by hand, or ends that. */
export const decideTierAssignment = (
  frame: Frame,
  programs: Programs,
  state: MemberState,
  event: TierAssignmentEvent,
): Outcome => {
  const tiers = tiersNow(programs, frame.now);
  const rank = tiers ? rankOf(tiers.terms, event.tier) : -1;
  if (!tiers || (event.tier !== null && rank < 0)) {
    return refused('tier_unknown', { tier: event.tier ?? '' });
  }
  const { terms, day } = tiers;
  if (event.tier !== null) {
    const manual = { until: event.until };
    return stand(frame, state, { tier: event.tier, since: day, until: event.until, manual });
  }
  const today = windowSum(state, tierWindow(terms, day));
  const none = { tier: null, since: day, until: null };
  return stand(frame, state, afterEarning(terms, none, today, day));
};
