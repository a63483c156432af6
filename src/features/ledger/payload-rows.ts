import type { Decision } from '#core/decision.ts';
import type { MemberState } from '#core/state.ts';
import type { Command, EventPlan, GuestPlan, StoredResponse } from './command.ts';
import type { LedgerContext } from './context.ts';
import type { Loaded, LoadedOrder } from './loaded.ts';

export type Write = {
  plan: EventPlan;
  loaded: Loaded;
  state: MemberState;
  decision: Decision;
  response: StoredResponse | undefined;
};

export function locationOf(plan: EventPlan): string | undefined {
  if (plan.event.type === 'order') return plan.event.snapshot.location_id;
  return plan.event.type === 'visit' ? plan.event.location_id : plan.location_id;
}

export function idempotencyKey(command: Command, response: StoredResponse | undefined): object {
  if (!command.idempotency || !response) return {};
  const { principal, key, hash } = command.idempotency;
  return { idempotency: { principal, key, hash, ...response } };
}

/** The order after a decision: a new row with all its columns, a known one as far as it changed. */
export function orderRow(ctx: LedgerContext, write: Write): object {
  const { decision, plan, loaded } = write;
  const order = decision.order;
  if (!order) throw new Error('the decision touched no order');
  const { snapshot } = order;
  const known = loaded.order;
  const details = plan.order;
  if (!known && !details) throw new Error('a new order needs its details');
  const detached = decision.event.type === 'order' && decision.event.detached === true;
  return {
    id: order.id,
    ...(known && { revision: known.revision }),
    ...(details && detailColumns(details)),
    at: snapshot.occurred_at,
    version: snapshot.version,
    state: snapshot.state,
    location_id: snapshot.location_id,
    total_minor: snapshot.total_minor,
    snapshot,
    member_id: detached ? null : loaded.profile?.id,
    basis: order.basis,
    posted: order.posted,
    excluded: order.excluded,
    visit_id: order.visit_id,
    staff_id: ctx.staffId,
    till_id: ctx.tillId,
    received_at: decision.at,
  };
}

type Details = NonNullable<EventPlan['order']>;

function detailColumns(details: Details): object {
  const { source, external_id, currency, hash, contact, card_id, net_minor, import_id } = details;
  return { source, external_id, currency, hash, contact, card_id, net_minor, import_id };
}

export function redemptionRow(ctx: LedgerContext, { decision, plan, loaded }: Write): object {
  return {
    ...decision.redemption,
    ...(loaded.redemption && { exists: true }),
    at: decision.at,
    member_id: loaded.profile?.id,
    card_id: plan.card_id ?? loaded.card_id,
    location_id: locationOf(plan),
    staff_id: ctx.staffId,
    till_id: ctx.tillId,
  };
}

export type GuestWrite = {
  guest: GuestPlan['guest'];
  known: LoadedOrder | null;
  now: number;
  response: StoredResponse | undefined;
};

/**
 * The argument of `stamgast.commit_decision` for an order that decides nothing: its rows and keys
 * alone. It is nobody's, or was imported without award and stays whose it is.
 */
export function guestPayload(ctx: LedgerContext, command: Command, write: GuestWrite): object {
  const { guest, known, now, response } = write;
  const { snapshot, order, order_id } = guest;
  const isNewVersion = known?.version !== snapshot.version;
  return {
    at: now,
    order: {
      id: order_id,
      ...(known && { revision: known.revision, member_id: known.member_id }),
      ...detailColumns(order),
      at: snapshot.occurred_at,
      version: snapshot.version,
      state: snapshot.state,
      location_id: snapshot.location_id,
      total_minor: snapshot.total_minor,
      snapshot,
      basis: null,
      posted: {},
      excluded: false,
      staff_id: ctx.staffId,
      till_id: ctx.tillId,
      received_at: now,
    },
    keys: {
      ...(isNewVersion && {
        snapshot: { order_id, version: snapshot.version, hash: order.hash },
      }),
      ...(order.refund && { refunds: [{ order_id, ...order.refund }] }),
      ...(command.device && { device: { ...command.device, subject_id: order_id } }),
      ...idempotencyKey(command, response),
    },
  };
}
