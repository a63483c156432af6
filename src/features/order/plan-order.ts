import type { MemberReference } from '#contract/member-reference.ts';
import { refuse } from '#contract/refusals.ts';
import type { OrderSnapshot } from '#core/event.ts';
import { absent, mustExist } from '#features/decision/index.ts';
import type { Loaded, LoadedOrder, OrderDetails, Plan } from '#features/ledger/index.ts';
import { newId } from '#platform/ids/ids.ts';
import { settleSnapshot } from './settle-snapshot.ts';

export type SnapshotPlan = {
  snapshot: OrderSnapshot;
  /** Whose it is, as the source says; undefined where it doesn't. */
  member: MemberReference | undefined;
  visitId: string | undefined;
  flags: string[] | undefined;
  details: Omit<OrderDetails, 'net_minor' | 'contact'>;
};

/** How to find a guest again, once they enroll. */
const contactOf = (plan: SnapshotPlan): unknown => {
  if (!plan.member) return undefined;
  const { phone, email, external_id, source } = plan.member;
  const foreign = external_id === undefined ? undefined : { source, id: external_id };
  return { phone, email, external_id: foreign };
};

/** The order belongs to one member and the source now names another. */
export const isAnothers = (order: LoadedOrder | null, named: string | null): boolean =>
  named !== null && order !== null && order.member_id !== null && order.member_id !== named;

/** A member's order that was imported without award: whatever comes of it gives nothing. */
export const isUnawarded = (order: LoadedOrder | null): boolean =>
  order !== null && order.member_id !== null && order.decision_id === null && !order.frozen;

/** Whether the core can compare it with what it knows: the order is this member's already. */
const isOwn = (loaded: Loaded): boolean =>
  loaded.order?.member_id != null && loaded.order.member_id === loaded.profile?.id;

const planOwn = (loaded: Loaded, plan: SnapshotPlan): Plan => {
  const settled = settleSnapshot(loaded.order, plan.snapshot, false);
  // Stale, refused or next: the core says it once more, with the basis at hand.
  const net_minor = settled.ok && !settled.stale ? settled.net_minor : plan.snapshot.total_minor;
  return eventPlan(loaded, plan, plan.snapshot, net_minor);
};

const eventPlan = (
  loaded: Loaded,
  plan: SnapshotPlan,
  snapshot: OrderSnapshot,
  net_minor: number | null,
): Plan => ({
  ok: true,
  event: {
    type: 'order',
    order_id: loaded.order?.id ?? newId(),
    snapshot,
    visit_id: plan.visitId,
    new_visit_id: newId(),
  },
  order: { ...plan.details, card_id: plan.details.card_id ?? loaded.card_id, net_minor },
  flags: plan.flags,
});

/** What to do with a snapshot, given what is known of the order and of the member it names. */
export const planSnapshot = (loaded: Loaded, plan: SnapshotPlan): Plan => {
  const { order, named, profile } = loaded;
  if (plan.member && mustExist(plan.member)) {
    const refused = absent(plan.member, loaded);
    if (refused) return refused;
  }
  if (isAnothers(order, named)) return planMove(loaded, plan);
  if (plan.visitId !== undefined && profile && !knowsVisit(loaded, plan.visitId)) {
    return refuse('not_found');
  }
  const isPlain = isUnawarded(order);
  if (isOwn(loaded) && !isPlain) return planOwn(loaded, plan);
  const settled = settleSnapshot(order, plan.snapshot, profile !== null && !isPlain);
  if (!settled.ok) return settled;
  if (settled.stale) return { ok: true, stale: true };
  if (profile && !isPlain) return eventPlan(loaded, plan, settled.snapshot, settled.net_minor);
  const details = { ...plan.details, contact: contactOf(plan), net_minor: settled.net_minor };
  const order_id = order?.id ?? newId();
  return { ok: true, guest: { order_id, snapshot: settled.snapshot, order: details } };
};

const knowsVisit = (loaded: Loaded, visitId: string): boolean =>
  loaded.state?.visits.some(({ id }) => id === visitId) ?? false;

/** Only a newer snapshot moves an order to another member. */
const planMove = (loaded: Loaded, { snapshot }: SnapshotPlan): Plan => {
  const known = loaded.order?.version ?? 0;
  if (snapshot.version < known) return { ok: true, stale: true };
  return refuse('order_version_conflict', { version: snapshot.version });
};
