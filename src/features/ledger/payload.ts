import { subjectOf } from '#core/apply.ts';
import type { Decision } from '#core/decision.ts';
import type { VisitRecord } from '#core/state.ts';
import type { DayCount } from '#core/window.ts';
import { newId } from '#platform/ids/ids.ts';
import type { Command, EventPlan } from './command.ts';
import type { LedgerContext } from './context.ts';
import type { Loaded } from './loaded.ts';
import { idempotencyKey, locationOf, orderRow, redemptionRow, type Write } from './payload-rows.ts';

/** The argument of `stamgast.commit_decision` for a decided event; empty sections are left out. */
export function decisionPayload(ctx: LedgerContext, command: Command, write: Write): object {
  const { plan, loaded, state, decision } = write;
  const begun = decision.visits.filter((visit) => visit.begun_by === decision.id);
  return {
    member_id: memberOf(loaded),
    version: state.version,
    at: decision.at,
    ...visitCounts(decision.days, begun),
    decision: decisionRow(ctx, plan, decision),
    ...section(
      'entries',
      decision.entries.map((entry, n) => ({ n, ...entry })),
    ),
    ...section(
      'lots',
      decision.lots.map((lot) => ({ ...lot, n: lotKey(lot.key).lot_n })),
    ),
    ...section(
      'allocations',
      decision.allocations.map(({ lot, amount }, n) => ({ n, ...lotKey(lot), amount })),
    ),
    ...section('accounts', decision.accounts),
    ...section('remainders', decision.remainders),
    ...holdSection(decision),
    ...section('visits', decision.visits),
    ...section('days', decision.days),
    ...(decision.redemption && { redemption: redemptionRow(ctx, write) }),
    ...(decision.order && { order: orderRow(ctx, write) }),
    ...standingSection(decision),
    ...section('claims', decision.claims),
    ...keysSection(command, write),
    ...section(
      'outbox',
      decision.outbox.map((event) => ({ id: newId(), ...event })),
    ),
  };
}

const section = (name: string, rows: object[]): object => (rows.length > 0 ? { [name]: rows } : {});

function memberOf(loaded: Loaded): string {
  if (!loaded.profile) throw new Error('a decision needs a member');
  return loaded.profile.id;
}

/** Visits begun, less those taken back. */
function visitCounts(days: DayCount[], begun: VisitRecord[]): object {
  const new_visits = days.reduce(
    (sum, { measure, amount }) => (measure === 'visits' ? sum + amount : sum),
    0,
  );
  if (begun.length === 0) return new_visits === 0 ? {} : { new_visits };
  return { new_visits, last_visit_at: Math.max(...begun.map((visit) => visit.at)) };
}

function decisionRow(ctx: LedgerContext, plan: EventPlan, decision: Decision): object {
  const { id, program_version, event, facts, reverses } = decision;
  return {
    id,
    program_version,
    event,
    facts,
    reverses,
    subject: subjectOf(decision),
    effects: {
      accounts: decision.accounts,
      remainders: decision.remainders,
      visits: decision.visits,
      days: decision.days,
      progress: decision.progress,
      vouchers: decision.vouchers,
      tier: decision.tier,
      redemption: decision.redemption,
      hold: decision.hold,
      claims: decision.claims,
    },
    actor: ctx.actor,
    staff_id: ctx.staffId,
    till_id: ctx.tillId,
    location_id: locationOf(plan),
    ...(plan.flags && plan.flags.length > 0 && { flags: plan.flags }),
  };
}

/** `decision:n`. */
function lotKey(key: string): { lot_decision_id: string; lot_n: number } {
  const colon = key.lastIndexOf(':');
  return { lot_decision_id: key.slice(0, colon), lot_n: Number(key.slice(colon + 1)) };
}

/** Tier, progress and vouchers, where they changed. */
function standingSection({ tier, progress, vouchers }: Decision): object {
  const changed = tier !== null || progress.length > 0 || vouchers.length > 0;
  return changed ? { standing: { tier, progress, vouchers } } : {};
}

function holdSection({ hold }: Decision): object {
  if (!hold) return {};
  return 'open' in hold ? { hold_open: hold.open } : { hold_close: hold.close };
}

function keysSection(command: Command, write: Write): object {
  const keys = {
    ...orderKeys(write),
    ...(command.device && {
      device: { ...command.device, subject_id: deviceSubject(write.decision) },
    }),
    ...idempotencyKey(command, write.response),
  };
  return Object.keys(keys).length > 0 ? { keys } : {};
}

function orderKeys({ plan, loaded, decision }: Write): object {
  if (decision.event.type !== 'order' || !plan.order || !decision.order) return {};
  const { order_id, snapshot } = decision.event;
  const { refund, hash } = plan.order;
  if (refund) return { refunds: [{ order_id, ...refund }] };
  const sameSnapshot =
    loaded.order?.version === snapshot.version && loaded.order.decision_id !== null;
  return sameSnapshot ? {} : { snapshot: { order_id, version: snapshot.version, hash } };
}

/** The id of what the action made or changed. */
function deviceSubject(decision: Decision): string | null {
  return subjectOf(decision).split(':')[1] ?? null;
}
