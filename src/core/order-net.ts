import { allocate } from './amount.ts';
import type { Matches } from './compile.ts';
import type { Refusal } from './decision.ts';
import type { OrderSnapshot } from './event.ts';
import type { ProgramDocument, Trigger } from './program.ts';
import { type Part, refundParts } from './refund-net.ts';

/** What is left of a line after discount and refunds. Money in minor units, tax included. */
export type NetLine = {
  id: string;
  category?: string | undefined;
  sku?: string | undefined;
  tags?: readonly string[] | undefined;
  quantity: number;
  net_minor: number;
};

/** The base of earning of one order. `amount_known: false` = only pieces and visits count. */
export type NetOrder = {
  /** Lines that earn, with the parts besides lines that the program lets earn. */
  lines: NetLine[];
  amount_known: boolean;
  /** Everything left of the order, also what does not earn. */
  remaining_minor: number;
  remaining_quantity: number;
};

/**
 * Checks Σ lines − discount + shipping + tip + fees + (tax_included ? 0 : tax) = total. Returns
 * what the total should be when it differs, else null. Without lines or amount there is nothing to
 * check.
 */
export const totalMismatch = (snapshot: OrderSnapshot): number | null => {
  if (snapshot.total_minor === null || snapshot.lines.length === 0) return null;
  const lines = snapshot.lines.reduce((sum, line) => sum + line.total_minor, 0);
  const { discount_minor, shipping_minor, tip_minor, fees_minor } = snapshot;
  const tax = snapshot.tax_included ? 0 : snapshot.tax_minor;
  const expected = lines - discount_minor + shipping_minor + tip_minor + fees_minor + tax;
  return expected === snapshot.total_minor ? null : expected;
};

const sumOf = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

const lineParts = (snapshot: OrderSnapshot): Part[] =>
  snapshot.lines.map((line) => ({
    id: line.id,
    category: line.category,
    sku: line.sku,
    tags: line.tags,
    earns: line.earns,
    sold: line.quantity,
    quantity: line.quantity,
    base: line.total_minor,
    net: line.total_minor,
  }));

/** Negative lines (a deposit given back) take no share of the discount. */
const spread = (parts: Part[], total: number, sign: 1 | -1): number => {
  const weights = parts.map((part) => Math.max(0, part.base));
  const shared = sign < 0 ? Math.min(total, sumOf(weights)) : sumOf(weights) > 0 ? total : 0;
  const shares = shared > 0 ? allocate(shared, weights) : [];
  shares.forEach((share, i) => {
    const part = parts[i]!;
    part.base += sign * share;
    part.net = part.base;
  });
  return total - shared;
};

const extraPart = (id: string, base: number, earns: boolean): Part => ({
  id,
  earns,
  sold: 0,
  quantity: 0,
  base,
  net: base,
});

/** Without lines the rest of the total is one line without category. */
const wholeOrderPart = (snapshot: OrderSnapshot): Part => {
  const { total_minor, shipping_minor, tip_minor, fees_minor } = snapshot;
  const base = (total_minor ?? 0) - shipping_minor - tip_minor - fees_minor;
  return { ...extraPart('', base, true), sold: 1, quantity: 1 };
};

/**
 * The order cut into parts that sum to its total: lines after their share of the order's discount
 * (largest remainder) and of a tax not yet in them, then shipping, tip and fees.
 */
const partsOf = (snapshot: OrderSnapshot, earning: ProgramDocument['base']): Part[] => {
  const parts = snapshot.lines.length > 0 ? lineParts(snapshot) : [wholeOrderPart(snapshot)];
  const { discount_minor, shipping_minor, tip_minor, fees_minor } = snapshot;
  if (discount_minor > 0 && snapshot.lines.length > 0) {
    const beyond = spread(parts, discount_minor, -1);
    if (beyond > 0) parts.push(extraPart('', -beyond, false));
  }
  if (!snapshot.tax_included && snapshot.tax_minor > 0 && snapshot.lines.length > 0) {
    const beyond = spread(parts, snapshot.tax_minor, 1);
    if (beyond > 0) parts.push(extraPart('', beyond, false));
  }
  if (shipping_minor !== 0) parts.push(extraPart('', shipping_minor, earning.shipping));
  if (tip_minor !== 0) parts.push(extraPart('', tip_minor, earning.tips));
  if (fees_minor !== 0) parts.push(extraPart('', fees_minor, earning.fees));
  return parts;
};

const netOf = (parts: Part[], amount_known: boolean): NetOrder => ({
  lines: parts
    .filter((part) => part.earns)
    .map(({ id, category, sku, tags, quantity, net }) => ({
      id,
      category,
      sku,
      tags,
      quantity,
      net_minor: amount_known ? net : 0,
    })),
  amount_known,
  remaining_minor: amount_known ? sumOf(parts.map((part) => part.net)) : 0,
  remaining_quantity: sumOf(parts.map((part) => part.quantity)),
});

/**
 * The base of earning: lines as sold minus refunds (semantics, "The base of earning", "Snapshots").
 * Refuses a refund of an unknown line or of more than was bought.
 */
export const netOrder = (
  snapshot: OrderSnapshot,
  earning: ProgramDocument['base'],
): { ok: true; net: NetOrder } | { ok: false; refusal: Refusal } => {
  const amountKnown = snapshot.total_minor !== null;
  const parts = partsOf(snapshot, earning);
  if (snapshot.refunds.length > 0) {
    const refusal = refundParts(parts, snapshot.refunds, amountKnown);
    if (refusal) return { ok: false, refusal };
  }
  return { ok: true, net: netOf(parts, amountKnown) };
};

/** A piece counts while something of its line is left to pay, or the amount is unknown. */
export const counts = (line: NetLine, net: NetOrder): boolean =>
  line.quantity > 0 && (!net.amount_known || line.net_minor > 0);

/** Money left of the lines that are meant, in minor units, never below 0. */
export const matchedMoney = (net: NetOrder, matches: Matches): number => {
  let sum = 0;
  for (const line of net.lines) if (matches(line)) sum += line.net_minor;
  return Math.max(0, sum);
};

/** Pieces that count of the lines that are meant. */
export const matchedPieces = (net: NetOrder, matches: Matches): number => {
  let sum = 0;
  for (const line of net.lines) if (counts(line, net) && matches(line)) sum += line.quantity;
  return sum;
};

/** Whether something that a rule looks at is left of the order; a visit looks at all of it. */
export const standing = ({ on }: { on: Trigger }, net: NetOrder, matches: Matches): boolean => {
  if (on === 'visit')
    return net.amount_known ? net.remaining_minor > 0 : net.remaining_quantity > 0;
  return net.lines.some(
    (line) => matches(line) && (net.amount_known ? line.net_minor > 0 : line.quantity > 0),
  );
};
