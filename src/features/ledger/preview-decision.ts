import type { Channel } from '#core/condition.ts';
import { decide } from '#core/decide.ts';
import type { Decision, Programs, Refusal } from '#core/decision.ts';
import type { MemberEvent } from '#core/event.ts';
import { lookupsFor } from '#core/lookups.ts';
import type { ProgramVersion } from '#core/program.ts';
import { emptyState, type MemberState } from '#core/state.ts';
import { newId } from '#platform/ids/ids.ts';
import type { LedgerContext } from './context.ts';
import type { Loaded } from './loaded.ts';
import { lookUp, voucherIds } from './look-up.ts';
import { connectionPort, LOOK_UP } from './port.ts';
import { programsFor } from './programs-for.ts';

export type PreviewRequest = {
  loaded: Loaded;
  event: MemberEvent;
  now: number;
  /** Decides in place of the version live then. */
  draft?: ProgramVersion | undefined;
};

/** A decision that is not written, with all it was made from. */
export type Preview =
  | { ok: true; decision: Decision; programs: Programs; state: MemberState }
  | { ok: false; refusal: Refusal };

type Source = Parameters<typeof lookUp>[0];
type Seen = Awaited<ReturnType<typeof lookUp>>;

/** How a location sells; nothing about any member is asked. */
const channelOf = async ({ port, merchantId }: Source, channel: string): Promise<Channel> => {
  const nothing = { member: false, tier: false, windows: [], progress: [] };
  const request = { ...nothing, channel, vouchers: { ids: [], origins: [] } };
  const seen = (await port(LOOK_UP, merchantId, request)) as { channel: Channel | null };
  return seen.channel ?? 'shop';
};

/** Somebody who joins at that moment: nothing is known of them, nothing has counted. */
const seenOfNobody = async (
  source: Source,
  programs: Programs,
  event: MemberEvent,
  now: number,
): Promise<Seen> => {
  const state = emptyState();
  const lookups = lookupsFor(programs, state, event, now);
  if (!lookups) return { state, facts: {} };
  const member = { enrolled_at: now, birthday: null, tags: [] };
  return {
    state,
    facts: {
      ...(lookups.member && { member }),
      ...(lookups.channel !== null && { channel: await channelOf(source, lookups.channel) }),
      ...voucherIds(lookups),
    },
  };
};

/**
 * Decides as a write would, on what is stored and with the same facts, and writes nothing. Nobody
 * loaded = somebody who has just joined. Throws on a stale event: a preview is always new.
 */
export async function previewDecision(
  ctx: LedgerContext,
  { loaded, event, now, draft }: PreviewRequest,
): Promise<Preview> {
  const source = { db: ctx.db, merchantId: ctx.merchantId, port: connectionPort(ctx.db.app) };
  const programs = draft ? { live: draft } : await programsFor(source, loaded, event, now);
  const { state, facts: seen } = loaded.profile
    ? await lookUp(source, programs, loaded, event, now)
    : await seenOfNobody(source, programs, event, now);
  const facts = { decision_id: newId(), ...seen, denied: [] };
  const outcome = decide(programs, state, event, facts, now);
  if (!outcome.ok) return outcome;
  if (outcome.decision === null) throw new Error('a preview is never stale');
  return { ok: true, decision: outcome.decision, programs, state };
}
