import { hash } from 'node:crypto';
import type { RejectReason } from '#contract/import.ts';
import type { Line } from './line.ts';
import type { Row } from './read-rows.ts';

/** Lines of one receipt need not stand together, but not further apart than so many receipts. */
const MOST_OPEN = 2_000;
const MOST_LINES = 5_000;

/** The lines of one order, in the order of the file. */
export type LineGroup = { external_id: string; lines: Line[] };

type Open = LineGroup & { seen: Set<string> };

export type Placed = { group: Open } | { reason: RejectReason };

export type Grouper = {
  /** Opens the order a row belongs to; tells whether the row equals an earlier one. */
  place: (row: Row, order: string | null) => Placed & { isTwin: boolean };
  add: (group: Open, line: Line) => RejectReason | null;
  /** Orders that are complete; with `end` all that are left. */
  closed: (end: boolean) => LineGroup[];
  receipts: () => number;
};

const keyOf = ({ cells }: Row): string => hash('sha256', cells.join('\u001f'), 'base64url');

const add: Grouper['add'] = (group, line) => {
  if (group.lines.length >= MOST_LINES) return 'order_too_long';
  group.lines.push(line);
  return null;
};

const openGroup = (external_id: string): Open => ({
  external_id,
  lines: [],
  seen: new Set(),
});

/** Rows with the same receipt number are one order. */
export const groupByReceipt = (): Grouper => {
  const open = new Map<string, Open>();
  const done = new Set<string>();
  const place: Grouper['place'] = (row, order) => {
    if (order === null) return { reason: 'order_id_missing', isTwin: false };
    if (done.has(order)) return { reason: 'order_scattered', isTwin: false };
    const group = open.get(order) ?? openGroup(order);
    open.set(order, group);
    const key = keyOf(row);
    const isTwin = group.seen.has(key);
    group.seen.add(key);
    return { group, isTwin };
  };
  const closed: Grouper['closed'] = (end) => {
    const groups: LineGroup[] = [];
    for (const [order, group] of open) {
      if (!end && open.size <= MOST_OPEN) break;
      open.delete(order);
      done.add(order);
      groups.push(group);
    }
    return groups;
  };
  return { place, add, closed, receipts: () => open.size + done.size };
};

/**
 * Without receipt numbers each row is an order. Its id is the hash of its cells and how often they
 * came before, so twins are two orders and the same file brings the same ids again.
 */
export const groupByRow = (): Grouper => {
  const times = new Map<string, number>();
  let rows = 0;
  let ready: Open[] = [];
  const place: Grouper['place'] = (row) => {
    const key = keyOf(row).slice(0, 22);
    const time = (times.get(key) ?? 0) + 1;
    times.set(key, time);
    rows += 1;
    const group = openGroup(`row:${key}:${time}`);
    ready.push(group);
    return { group, isTwin: time > 1 };
  };
  const closed: Grouper['closed'] = () => {
    const groups = ready;
    ready = [];
    return groups;
  };
  return { place, add, closed, receipts: () => rows };
};
