import type { ImportCounts, RejectedRow, RejectReason } from '#contract/import.ts';
import { type Grouper, groupByReceipt, groupByRow, type LineGroup } from './group-orders.ts';
import type { RawLine } from './line.ts';
import { judgeLine, type Reading, rawLine } from './read-line.ts';
import type { Row } from './read-rows.ts';
import { type ImportOrder, toOrder } from './to-order.ts';

export type OnReject = (rejected: RejectedRow) => void;

/** What is remembered of the file beside its figures. */
type Seen = { customers: Set<string>; cancellations: Set<string> };

export type OrderReader = {
  /** Takes a row; gives the orders that are complete. */
  take: (row: Row) => ImportOrder[];
  end: () => ImportOrder[];
  reject: OnReject;
};

const countRaw = (counts: ImportCounts, seen: Seen, raw: RawLine): void => {
  counts.lines += 1;
  if (raw.customer === null) counts.lines_without_customer += 1;
  if (raw.price?.digits === 0) counts.lines_with_price_zero += 1;
  if (raw.isCancellation) {
    counts.cancellation_lines += 1;
    seen.cancellations.add(raw.order ?? '');
    counts.cancellation_orders = seen.cancellations.size;
  } else if (raw.quantity !== null && raw.quantity.digits < 0) {
    counts.negative_lines += 1;
  }
};

const countOrder = (counts: ImportCounts, seen: Seen, order: ImportOrder): void => {
  const { total_minor } = order.snapshot;
  counts.orders += 1;
  if (order.customer !== null) seen.customers.add(order.customer);
  counts.customers = seen.customers.size;
  if (total_minor === null) return;
  counts.amount_minor = (counts.amount_minor ?? 0) + total_minor;
  if (total_minor === 0) counts.orders_of_zero += 1;
};

/** Puts rows together into orders and counts everything on the way. */
export const orderReader = (
  reading: Reading,
  locationId: string,
  counts: ImportCounts,
  onReject: OnReject,
): OrderReader => {
  const hasReceipts = reading.places.order !== undefined;
  const grouper: Grouper = hasReceipts ? groupByReceipt() : groupByRow();
  const seen: Seen = { customers: new Set(), cancellations: new Set() };
  const reject: OnReject = (rejected) => {
    counts.rejected_lines += 1;
    counts.rejected[rejected.reason] = (counts.rejected[rejected.reason] ?? 0) + 1;
    onReject(rejected);
  };
  const place = (row: Row): RejectReason | null => {
    const raw = rawLine(reading, row);
    countRaw(counts, seen, raw);
    const placed = grouper.place(row, raw.order);
    if (placed.isTwin) counts.duplicate_lines += 1;
    if ('reason' in placed) return placed.reason;
    if (placed.isTwin && reading.mapping.duplicates === 'drop') return 'duplicate';
    const judged = judgeLine(reading, row, raw);
    return judged.ok ? grouper.add(placed.group, judged.line) : judged.reason;
  };
  const toOrders = (groups: LineGroup[]): ImportOrder[] => {
    counts.receipts = grouper.receipts();
    const orders: ImportOrder[] = [];
    for (const group of groups) {
      if (group.lines.length === 0) continue;
      const made = toOrder(group, locationId);
      if (!made.ok) {
        for (const { row } of group.lines) reject({ row, reason: made.reason, cells: [] });
        continue;
      }
      countOrder(counts, seen, made.order);
      orders.push(made.order);
    }
    return orders;
  };
  const take = (row: Row): ImportOrder[] => {
    const reason = place(row);
    if (reason !== null) reject({ row: row.number, reason, cells: row.cells });
    return toOrders(grouper.closed(false));
  };
  return { take, end: () => toOrders(grouper.closed(true)), reject };
};
