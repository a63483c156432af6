import type { CompiledProgram, CompiledTerm } from './compile.ts';
import { compile } from './compile.ts';
import type { ConditionKind } from './condition.ts';
import { dayIn } from './counting.ts';
import { occasionPlace } from './decide-occasion.ts';
import { tiersNow } from './decide-tier.ts';
import type { Programs } from './decision.ts';
import type { MemberEvent, OccasionEvent } from './event.ts';
import { limitWindows } from './limits.ts';
import { type Progress, periodAt } from './milestone.ts';
import { voucherOrigin } from './milestone-gifts.ts';
import type { MemberState } from './state.ts';
import { keptWindow, tierWindow } from './tier.ts';
import { visitById } from './visits.ts';
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
  /** Progress of these milestones and periods. */
  progress: Pick<Progress, 'milestone' | 'period'>[];
  /** Vouchers by id, and all that came from one of these. */
  vouchers: { ids: string[]; origins: string[] };
  /** The decision may give vouchers: it needs ids for them. */
  ids: boolean;
};

const MEMBER_CONDITIONS: ReadonlySet<ConditionKind> = new Set([
  'member_tags',
  'new_member',
  'birthday',
]);

const asks = (
  terms: Iterable<Pick<CompiledTerm, 'frozen'>>,
  wanted: (kind: ConditionKind) => boolean,
): boolean => {
  for (const term of terms) {
    if (term.frozen.some(({ condition }) => wanted(condition.kind))) return true;
  }
  return false;
};

type Happened = { at: number; location_id: string | null };

/** When and where the event freezes terms; null = it does not. */
const freezing = (state: MemberState, event: MemberEvent, now: number): Happened | null => {
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
  if (event.type === 'occasion') return { at: now, location_id: null };
  if (event.type !== 'visit' && event.type !== 'enrollment') return null;
  return { at: event.occurred_at, location_id: event.location_id ?? null };
};

type Asked = Pick<Lookups, 'member' | 'channel' | 'windows'>;

const lookupsAt = (program: CompiledProgram, { at, location_id }: Happened): Asked => {
  const terms = [...program.terms.values(), ...program.occasions.values()];
  const windows = limitWindows(program, dayIn(program, at));
  if (asks(terms, (kind) => kind === 'first_purchase')) {
    windows.push({ measure: 'orders', from: null, to: null });
  }
  return {
    member: asks(terms, (kind) => MEMBER_CONDITIONS.has(kind)),
    channel: asks(terms, (kind) => kind === 'channel') ? location_id : null,
    windows,
  };
};

const NOTHING = { member: false, channel: null, windows: [] };

/** Where an event may move milestones: under which program, and for which business day. */
const milestonesAt = (
  programs: Programs,
  state: MemberState,
  event: MemberEvent,
): { program: CompiledProgram; day: string } | null => {
  const { document } = programs.basis ?? programs.live;
  if ((document.milestones ?? []).length === 0) return null;
  const at = movedAt(state, event);
  const program = compile(document);
  return at === null ? null : { program, day: dayIn(program, at) };
};

const idOf = (subject: string): string => subject.slice(subject.indexOf(':') + 1);

/** When what an event moves happened; null = it moves no purchase or visit. */
const movedAt = (state: MemberState, event: MemberEvent): number | null => {
  if (event.type === 'order') return event.snapshot.occurred_at;
  if (event.type === 'visit') return event.occurred_at;
  if (event.type === 'inclusion') return state.orders[event.order_id]?.snapshot.occurred_at ?? null;
  if (event.type !== 'reversal') return null;
  const subject = state.decisions[event.decision_id]?.subject ?? '';
  const order = state.orders[idOf(subject)];
  return order?.snapshot.occurred_at ?? visitById(state, idOf(subject))?.at ?? null;
};

const occasionLookups = (programs: Programs, { occasion }: OccasionEvent) => ({
  progress: [occasionPlace(occasion)],
  ids: compile(programs.live.document).occasions.get(occasion)?.terms.give.kind === 'voucher',
  origins: [],
});

const progressFor = (
  programs: Programs,
  state: MemberState,
  event: MemberEvent,
): Pick<Lookups, 'progress' | 'ids'> & { origins: string[] } => {
  if (event.type === 'occasion') return occasionLookups(programs, event);
  const place = milestonesAt(programs, state, event);
  const progress: Lookups['progress'] = [];
  const origins: string[] = [];
  for (const milestone of place?.program.document.milestones ?? []) {
    const period = periodAt(milestone, place!.day);
    if (period === null) continue;
    progress.push({ milestone: milestone.id, period });
    if (milestone.give?.kind === 'voucher') origins.push(voucherOrigin(milestone.id, period));
  }
  return { progress, ids: origins.length > 0, origins };
};

/** The voucher that a redemption uses, names or gives back. */
const namedVouchers = (state: MemberState, event: MemberEvent): string[] => {
  if (event.type === 'redemption' && event.voucher_id !== undefined) return [event.voucher_id];
  const id =
    event.type === 'redemption'
      ? event.redemption_id
      : event.type === 'reversal'
        ? idOf(state.decisions[event.decision_id]?.subject ?? '')
        : '';
  const used = state.redemptions[id]?.reward.voucher_id;
  return used === undefined ? [] : [used];
};

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
  const happened = freezing(state, event, now);
  const asked = happened ? lookupsAt(compile(programs.live.document), happened) : NOTHING;
  const ofTier = tierWindows(programs, event, now);
  const all = [...asked.windows, ...ofTier];
  const windows = [...new Map(all.map((window) => [windowKey(window), window])).values()];
  const { progress, ids, origins } = progressFor(programs, state, event);
  const vouchers = { ids: namedVouchers(state, event), origins };
  const lookups = { ...asked, tier: ofTier.length > 0, windows, progress, vouchers, ids };
  return isNeeded(lookups) ? lookups : null;
};

const isNeeded = ({ member, channel, windows, progress, vouchers }: Lookups): boolean =>
  member ||
  channel !== null ||
  windows.length > 0 ||
  progress.length > 0 ||
  vouchers.ids.length > 0;
