import { canonical } from './canonical.ts';
import type { Refusal } from './decision.ts';
import type { OrderSnapshot, Refund } from './event.ts';
import type { OrderRecord } from './state.ts';

/**
 * A paid order without a basis has moved to another member: it gives nothing here, nothing of it is
 * left to take, and it is awarded anew when it comes back.
 */
export const isElsewhere = (record: OrderRecord): boolean =>
  record.basis === null && record.snapshot.state === 'paid' && !record.excluded;

export type Reconciled =
  | { kind: 'stale' }
  | { kind: 'refused'; refusal: Refusal }
  | { kind: 'next'; snapshot: OrderSnapshot };

const refused = (code: Refusal['code'], details: Refusal['details']): Reconciled => ({
  kind: 'refused',
  refusal: { code, details },
});

/** The union of known and incoming refunds, or the id of one that came with other content. */
const mergeRefunds = (known: Refund[], incoming: Refund[]): Refund[] | { changed: string } => {
  const merged = new Map(known.map((refund) => [refund.external_id, refund]));
  for (const refund of incoming) {
    const before = merged.get(refund.external_id);
    if (before && canonical(before) !== canonical(refund)) return { changed: refund.external_id };
    merged.set(refund.external_id, before ?? refund);
  }
  return [...merged.values()];
};

/** What a version promises not to change. The time of an order is fixed by its first arrival. */
const contentOf = (snapshot: OrderSnapshot): string =>
  canonical({ ...snapshot, refunds: undefined, occurred_at: undefined });

const removedLine = (snapshot: OrderSnapshot, known: Refund[]): string | undefined => {
  const present = new Set(snapshot.lines.map((line) => line.id));
  return known.flatMap((refund) => refund.lines).find((line) => !present.has(line.id))?.id;
};

const first = (snapshot: OrderSnapshot): Reconciled => {
  if (snapshot.refunds.length < 2) return { kind: 'next', snapshot };
  const refunds = mergeRefunds([], snapshot.refunds);
  if (!Array.isArray(refunds)) return refused('refund_changed', { refund: refunds.changed });
  return { kind: 'next', snapshot: { ...snapshot, refunds } };
};

/** Same version: either nothing new, or the same order with more refunds. */
const sameVersion = (record: OrderRecord, next: OrderSnapshot, unawarded: boolean): Reconciled => {
  const known = record.snapshot;
  if (contentOf(known) !== contentOf(next)) {
    return refused('order_version_conflict', { version: next.version });
  }
  const grew = next.refunds.length > known.refunds.length;
  if (!grew) return unawarded ? { kind: 'next', snapshot: next } : { kind: 'stale' };
  if (known.state === 'pending') return refused('order_not_paid', { state: known.state });
  return { kind: 'next', snapshot: next };
};

/**
 * What an incoming snapshot means beside the known one. Older or identical → stale; same version
 * with more refunds or a newer version → the snapshot to award, with every refund known so far and
 * the time that was known first. `unawarded` = a known snapshot still has to be awarded here (the
 * order moved to this member, or is leaving it), so the same content is not stale.
 */
export const reconcile = (
  record: OrderRecord | undefined,
  incoming: OrderSnapshot,
  unawarded: boolean,
): Reconciled => {
  if (!record) return first(incoming);
  const known = record.snapshot;
  if (incoming.version < known.version) return { kind: 'stale' };
  const refunds = mergeRefunds(known.refunds, incoming.refunds);
  if (!Array.isArray(refunds)) return refused('refund_changed', { refund: refunds.changed });
  const occurred_at = record.basis ? known.occurred_at : incoming.occurred_at;
  const next = { ...incoming, refunds, occurred_at };
  if (incoming.version === known.version) return sameVersion(record, next, unawarded);
  const line = removedLine(incoming, known.refunds);
  if (line !== undefined) return refused('order_line_removed', { line });
  return { kind: 'next', snapshot: next };
};
