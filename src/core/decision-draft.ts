import type { Decision, Facts, Outcome, Refusal } from './decision.ts';
import type { MemberEvent } from './event.ts';
import { closePosting, type Posting } from './posting.ts';

/** What a decision carries besides its postings. */
export type Rest = Partial<
  Pick<
    Decision,
    | 'order'
    | 'visits'
    | 'days'
    | 'progress'
    | 'vouchers'
    | 'tier'
    | 'redemption'
    | 'hold'
    | 'reverses'
    | 'claims'
    | 'outbox'
  >
>;

/** What every decision of one event has in common. */
export type Frame = { program_version: number; event: MemberEvent; facts: Facts; now: number };

/** Puts a decision together; whatever `rest` does not name is left unchanged by it. */
export const decided = (frame: Frame, posting: Posting, rest: Rest): Outcome => ({
  ok: true,
  decision: {
    id: frame.facts.decision_id,
    at: frame.now,
    program_version: frame.program_version,
    event: frame.event,
    facts: frame.facts,
    ...closePosting(posting),
    order: rest.order ?? null,
    visits: rest.visits ?? [],
    days: rest.days ?? [],
    progress: rest.progress ?? [],
    vouchers: rest.vouchers ?? [],
    tier: rest.tier ?? null,
    redemption: rest.redemption ?? null,
    hold: rest.hold ?? null,
    reverses: rest.reverses ?? null,
    claims: rest.claims ?? [],
    outbox: rest.outbox ?? [],
  },
});

export const refused = (code: Refusal['code'], details: Refusal['details'] = {}): Outcome => ({
  ok: false,
  refusal: { code, details },
});

export const STALE: Outcome = { ok: true, decision: null, stale: true };

/** Booked units as the outbox tells them. */
export const movesOf = (posting: Posting): { unit: string; amount: number }[] =>
  posting.entries.map(({ unit, amount }) => ({ unit, amount }));
