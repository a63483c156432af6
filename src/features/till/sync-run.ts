import { createHash } from 'node:crypto';
import { type Refused, refuse } from '#contract/refusals.ts';
import type { TillAction } from '#contract/till-action.ts';
import { canonical } from '#core/canonical.ts';
import type { Locale } from '#core/program.ts';
import { mayUndo, shopFacts, type Writer, type Written } from '#features/decision/index.ts';
import { recordOrder } from '#features/order/index.ts';
import { redeemReward } from '#features/redemption/index.ts';
import { reverseDecision } from '#features/reversal/index.ts';
import { recordVisit } from '#features/visit/index.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import { actorOf, type Deps, placesOf, type TillPrincipal } from '#platform/http/index.ts';
import { encodeId } from '#platform/ids/ids.ts';
import { findAction, insertAction, VOID } from './sync-device-actions.ts';
import { enrollAtTill } from './sync-enroll.ts';
import { noteFlagged, offlineFlagsOf } from './sync-limits.ts';
import { type DeviceTimes, happenedAt, wasOffline } from './sync-time.ts';

export type SyncDeps = Pick<Deps, 'db' | 'clock' | 'origin' | 'log'>;

/** The actions of one kind. */
export type Of<Kind extends TillAction['kind']> = Extract<TillAction, { kind: Kind }>;

/** One action of a device, with who did it and when by our clock. */
export type Step<A extends TillAction = TillAction> = {
  deps: SyncDeps;
  principal: TillPrincipal;
  reader: Locale;
  sequence: number;
  times: DeviceTimes;
  action: A;
};

/** A change with its reason, where the action has just been explained. */
export type ToldEntry = { unit: string; amount: number; text?: string | undefined };

/** What came of an action; `decision` null: it changed nothing, e.g. a number made void. */
export type Outcome = {
  ok: true;
  replayed: boolean;
  decision: { id: string; entries: ToldEntry[] } | null;
  subject_id: string | null;
  member_id: string | null;
  flags: string[];
  /** The page of a new card, for the guest who stands there. */
  card_url?: string | undefined;
};

/** Over all that the device said, so that a number used for two things is noticed. */
export const actionHash = (action: TillAction): string =>
  createHash('sha256').update(canonical(action)).digest('hex');

export const writerOfStep = (step: Step, flags: string[] = []): Writer => {
  const { deps, principal, times, action, sequence } = step;
  return {
    ctx: {
      db: deps.db,
      clock: deps.clock,
      merchantId: principal.merchantId,
      actor: actorOf(principal),
      staffId: principal.staffId ?? undefined,
      tillId: principal.tillId,
    },
    reader: step.reader,
    locationId: principal.locationId,
    places: placesOf(principal),
    device: {
      till_id: principal.tillId,
      sequence,
      hash: actionHash(action),
      kind: action.kind,
      device_at: times.device_at,
      sent_at: times.sent_at,
    },
    ...(flags.length > 0 ? { flags } : {}),
  };
};

type Body = {
  id?: string;
  decision: {
    id: string;
    entries: { unit: string; amount: number; explanation: { text: string } }[];
  } | null;
  member: { id: string } | null;
};

const outcomeOf = (written: Written<Body> | Refused, flags: string[]): Outcome | Refused => {
  if (!written.ok) return written;
  const { body, status } = written;
  const entries = body.decision?.entries.map(
    ({ unit, amount, explanation: { text } }): ToldEntry => ({ unit, amount, text }),
  );
  return {
    ok: true,
    replayed: status !== 'created',
    decision: body.decision && { id: body.decision.id, entries: entries ?? [] },
    subject_id: body.id ?? null,
    member_id: body.member?.id ?? null,
    flags,
  };
};

const runVisit = async (step: Step<Of<'visit'>>): Promise<Outcome | Refused> => {
  const { action, times } = step;
  const flags = await offlineFlagsOf(step);
  const occurred_at = new Date(happenedAt(times)).toISOString();
  const { member, stamps } = action;
  const visit = { member, stamps, occurred_at };
  return noteFlagged(step, outcomeOf(await recordVisit(writerOfStep(step, flags), visit), flags));
};

const runOrder = async (step: Step<Of<'order'>>): Promise<Outcome | Refused> => {
  const { action, times, principal, sequence } = step;
  const flags = await offlineFlagsOf(step);
  const writer = writerOfStep(step, flags);
  const { currency } = await shopFacts(writer.ctx);
  const lines = (action.lines ?? []).map((line) => ({ ...line, earns: true }));
  const written = await recordOrder(writer, {
    source: 'till',
    external_id: `${encodeId('til', principal.tillId)}:${sequence}`,
    version: 0,
    state: 'paid',
    member: action.member,
    occurred_at: new Date(happenedAt(times)).toISOString(),
    currency,
    total_minor: action.total_minor,
    discount_minor: 0,
    tax_minor: 0,
    tax_included: true,
    shipping_minor: 0,
    tip_minor: 0,
    fees_minor: 0,
    lines,
    refunds: [],
  });
  return noteFlagged(step, outcomeOf(written, flags));
};

/** A reward leaves the shop at once, so it is never given on the word of a device alone. */
const runRedemption = async (step: Step<Of<'redemption'>>): Promise<Outcome | Refused> => {
  const { action, principal, times } = step;
  if (!principal.permissions.includes('redemptions:write')) return refuse('forbidden');
  if (wasOffline(times)) return refuse('offline_redemption');
  const { member, reward_id } = action;
  return outcomeOf(await redeemReward(writerOfStep(step), { member, reward_id, hold: false }), []);
};

const reverse = async (
  step: Step<Of<'reversal'>>,
  decision_id: string,
): Promise<Outcome | Refused> => {
  const { principal, times } = step;
  // The minute is counted to the tap, however long the tap waited for the network.
  const tapped = happenedAt(times);
  const written = await reverseDecision(writerOfStep(step), { decision_id }, (done) =>
    mayUndo(principal, done, tapped),
  );
  return outcomeOf(written, []);
};

const nothing = (replayed: boolean): Outcome => ({
  ok: true,
  replayed,
  decision: null,
  subject_id: null,
  member_id: null,
  flags: [],
});

/**
 * Takes back what a number did. If it never arrived, the number is made void, so that it can't
 * count later: an undo whose action was lost on the way leaves nothing behind.
 */
const runReversalOf = async (
  step: Step<Of<'reversal'>>,
  of_sequence: number,
): Promise<Outcome | Refused> => {
  const { deps, principal, times } = step;
  const { merchantId, tillId } = principal;
  const taken = await inMerchant(deps.db, merchantId, async (trx) => {
    const row = {
      till_id: tillId,
      sequence: of_sequence,
      hash: '',
      kind: VOID,
      subject_id: null,
      decision_id: null,
      device_at: times.device_at,
      sent_at: times.sent_at,
    };
    const voided = await insertAction(merchantId, trx, row);
    return voided ? null : await findAction(merchantId, trx, tillId, of_sequence);
  });
  if (!taken?.decision_id) return nothing(taken !== null);
  const done = await reverse(step, encodeId('dec', taken.decision_id));
  // Somebody took it back already: what was wanted is so.
  return !done.ok && done.refusal.code === 'already_reversed' ? nothing(true) : done;
};

const runReversal = async (step: Step<Of<'reversal'>>): Promise<Outcome | Refused> => {
  const { action } = step;
  return 'of_sequence' in action
    ? runReversalOf(step, action.of_sequence)
    : reverse(step, action.decision_id);
};

const runKind = (step: Step): Promise<Outcome | Refused> => {
  const { action } = step;
  switch (action.kind) {
    case 'visit':
      return runVisit({ ...step, action });
    case 'order':
      return runOrder({ ...step, action });
    case 'enroll':
      return enrollAtTill({ ...step, action });
    case 'redemption':
      return runRedemption({ ...step, action });
    case 'reversal':
      return runReversal({ ...step, action });
  }
};

const isVoid = async ({ deps, principal, sequence }: Step): Promise<boolean> => {
  const { merchantId, tillId } = principal;
  const known = await inMerchant(deps.db, merchantId, (trx) =>
    findAction(merchantId, trx, tillId, sequence),
  );
  return known?.kind === VOID;
};

/** Carries out one action, once for ever; a number that was made void does nothing. */
export const runAction = async (step: Step): Promise<Outcome | Refused> => {
  const done = await runKind(step);
  const mayBeVoid = !done.ok && done.refusal.code === 'idempotency_key_reused';
  return mayBeVoid && (await isVoid(step)) ? nothing(true) : done;
};
