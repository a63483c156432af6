import type { RejectReason } from '#contract/import.ts';
import type { OrderSnapshot } from '#core/event.ts';
import type { LineGroup } from './group-orders.ts';

/** An order of the file, ready to be written. */
export type ImportOrder = {
  external_id: string;
  customer: string | null;
  snapshot: OrderSnapshot;
  /** The row of its first line. */
  row: number;
};

const MOST_MINOR = 1_000_000_000_000;

type Total =
  | { ok: true; total: number | null; withLines: boolean }
  | { ok: false; reason: RejectReason };

const totalOf = ({ lines }: LineGroup): Total => {
  const stated = lines[0]?.total_minor ?? null;
  if (lines.some((line) => line.total_minor !== stated)) {
    return { ok: false, reason: 'order_total_mismatch' };
  }
  const known = lines[0]?.amount_minor != null;
  // Items without amounts can't carry the order's: then the order is one whole.
  if (!known) return { ok: true, total: stated, withLines: stated === null };
  const sum = lines.reduce((all, line) => all + (line.amount_minor ?? 0), 0);
  if (stated !== null && stated !== sum) return { ok: false, reason: 'order_total_mismatch' };
  if (sum > MOST_MINOR) return { ok: false, reason: 'amount_unreadable' };
  return { ok: true, total: sum, withLines: true };
};

/** The order that a group of lines is: its time and customer are the first line's that has one. */
export const toOrder = (
  group: LineGroup,
  location_id: string,
): { ok: true; order: ImportOrder } | { ok: false; reason: RejectReason } => {
  const made = totalOf(group);
  if (!made.ok) return made;
  const items = made.withLines
    ? group.lines.flatMap(({ item, amount_minor }) => (item ? [{ item, amount_minor }] : []))
    : [];
  const first = group.lines[0];
  if (!first) throw new Error(`order ${group.external_id} has no line`);
  const snapshot: OrderSnapshot = {
    version: 0,
    state: 'paid',
    occurred_at: first.at,
    location_id,
    total_minor: made.total,
    discount_minor: 0,
    shipping_minor: 0,
    tip_minor: 0,
    fees_minor: 0,
    tax_minor: 0,
    tax_included: true,
    lines: items.map(({ item, amount_minor }, index) => ({
      id: String(index),
      ...item,
      total_minor: amount_minor ?? 0,
    })),
    refunds: [],
  };
  const customer = group.lines.find((line) => line.customer !== null)?.customer ?? null;
  return {
    ok: true,
    order: { external_id: group.external_id, customer, snapshot, row: first.row },
  };
};
