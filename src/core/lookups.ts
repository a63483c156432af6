import type { CompiledProgram, CompiledTerm } from './compile.ts';
import { compile } from './compile.ts';
import type { ConditionKind } from './condition.ts';
import { dayIn } from './counting.ts';
import { tiersNow } from './decide-tier.ts';
import type { Programs } from './decision.ts';
import type { MemberEvent } from './event.ts';
import { limitWindows } from './limits.ts';
import type { MemberState } from './state.ts';
import { keptWindow, tierWindow } from './tier.ts';
import { type Window, windowKey } from './window.ts';

/** What a decision needs to see besides the member's accounts, lots and the records at hand. */
export type Lookups = {
  /** Facts about the member: joined when, birthday, tags. */
  member: boolean;
  /** How this location sells. */
  channel: string | null;
  /** The member's standing. */
  tier: boolean;
  /** Sums over the member's business days. */
  windows: Window[];
};

const MEMBER_CONDITIONS: ReadonlySet<ConditionKind> = new Set([
  'member_tags',
  'new_member',
  'birthday',
]);

const asks = (terms: Iterable<CompiledTerm>, wanted: (kind: ConditionKind) => boolean): boolean => {
  for (const term of terms) {
    if (term.frozen.some(({ condition }) => wanted(condition.kind))) return true;
  }
  return false;
};

type Happened = { at: number; location_id: string | null };

/** When and where the event freezes terms; null = it does not. */
const freezing = (state: MemberState, event: MemberEvent): Happened | null => {
  if (event.type === 'order') {
    const { occurred_at, location_id } = event.snapshot;
    const isFrozen = state.orders[event.order_id]?.basis != null;
    return isFrozen ? null : { at: occurred_at, location_id };
  }
  if (event.type === 'inclusion') {
    const record = state.orders[event.order_id];
    if (!record || record.basis) return null;
    return { at: record.snapshot.occurred_at, location_id: record.snapshot.location_id };
  }
  if (event.type !== 'visit' && event.type !== 'enrollment') return null;
  return { at: event.occurred_at, location_id: event.location_id ?? null };
};

const lookupsAt = (program: CompiledProgram, { at, location_id }: Happened): Lookups => {
  const terms = [...program.terms.values()];
  const windows = limitWindows(program, dayIn(program, at));
  if (asks(terms, (kind) => kind === 'first_purchase')) {
    windows.push({ measure: 'orders', from: null, to: null });
  }
  return {
    member: asks(terms, (kind) => MEMBER_CONDITIONS.has(kind)),
    channel: asks(terms, (kind) => kind === 'channel') ? location_id : null,
    tier: false,
    windows,
  };
};

const NOTHING: Lookups = { member: false, channel: null, tier: false, windows: [] };

/** The sums that decide about the member's tier: of what is earned, and of what a review keeps. */
const tierWindows = (programs: Programs, event: MemberEvent, now: number): Window[] => {
  const tiers = tiersNow(programs, now);
  if (!tiers) return [];
  const { terms, day } = tiers;
  const kept =
    event.type === 'tier_review' && event.until !== null
      ? [keptWindow(terms, event.until, day)]
      : [];
  return [tierWindow(terms, day), ...kept];
};

/** What the shell has to look up for an event, or null when the state says it all. */
export const lookupsFor = (
  programs: Programs,
  state: MemberState,
  event: MemberEvent,
  now: number,
): Lookups | null => {
  const happened = freezing(state, event);
  const asked = happened ? lookupsAt(compile(programs.live.document), happened) : NOTHING;
  const ofTier = tierWindows(programs, event, now);
  const all = [...asked.windows, ...ofTier];
  const windows = [...new Map(all.map((window) => [windowKey(window), window])).values()];
  const lookups = { ...asked, tier: ofTier.length > 0, windows };
  return lookups.member || lookups.channel !== null || windows.length > 0 ? lookups : null;
};
