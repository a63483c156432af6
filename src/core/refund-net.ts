import { allocate, mulDivFloor } from './amount.ts';
import type { Refusal } from './decision.ts';
import type { Refund } from './event.ts';

/** A part of an order on its way from as sold to net. Parts besides lines have `sold: 0`. */
export type Part = {
  id: string;
  category?: string | undefined;
  sku?: string | undefined;
  tags?: readonly string[] | undefined;
  earns: boolean;
  sold: number;
  quantity: number;
  /** After discount and tax, before refunds. */
  base: number;
  net: number;
};

const refuse = (code: Refusal['code'], details: Refusal['details']): Refusal => ({ code, details });

const byId = (a: Refund, b: Refund): number =>
  a.external_id < b.external_id ? -1 : a.external_id > b.external_id ? 1 : 0;

/** Takes pieces out; only pieces refunded without an amount take their money along. */
const takePieces = (parts: Map<string, Part>, refunds: Refund[]): Refusal | null => {
  const unpriced = new Map<Part, number>();
  for (const refund of refunds) {
    for (const line of refund.lines) {
      const part = parts.get(line.id);
      if (!part) return refuse('refund_line_unknown', { line: line.id });
      part.quantity -= line.quantity;
      if (refund.amount_minor !== undefined) continue;
      unpriced.set(part, (unpriced.get(part) ?? 0) + line.quantity);
    }
  }
  for (const part of parts.values()) {
    if (part.quantity >= 0) continue;
    return refuse('refund_exceeds_order', {
      line: part.id,
      bought: part.sold,
      refunded: part.sold - part.quantity,
    });
  }
  for (const [part, pieces] of unpriced) {
    part.net = mulDivFloor(part.base, part.sold - pieces, part.sold);
  }
  return null;
};

/** Takes `amount` from parts in proportion to `weights`; returns what they could not bear. */
const takeShares = (parts: Part[], weights: number[], amount: number): number => {
  const bearable = weights.reduce((a, b) => a + b, 0);
  const taken = Math.min(amount, bearable);
  if (taken <= 0) return amount;
  allocate(taken, weights).forEach((share, i) => {
    parts[i]!.net -= share;
  });
  return amount - taken;
};

const leftOf = (parts: Part[]): number[] => parts.map((part) => Math.max(0, part.net));

/** The money of a refund goes to the pieces it names first, then to the rest of their lines. */
const takeFromNamed = (parts: Map<string, Part>, refund: Refund): number => {
  const named = [...new Set(refund.lines.map((line) => line.id))].map((id) => parts.get(id)!);
  const worth = named.map((part) => {
    const pieces = refund.lines.reduce((n, l) => (l.id === part.id ? n + l.quantity : n), 0);
    return Math.max(0, Math.min(part.net, mulDivFloor(part.base, pieces, part.sold)));
  });
  const beyondPieces = takeShares(named, worth, refund.amount_minor ?? 0);
  return takeShares(named, leftOf(named), beyondPieces);
};

/**
 * Applies a set of refunds to parts, in place. The result depends on the set alone, not on the
 * order of arrival: pieces first, then amounts of refunds that name lines (by refund id), then all
 * other amounts at once pro rata. A refund of everything that is left leaves 0 everywhere.
 */
export const refundParts = (
  parts: Part[],
  refunds: readonly Refund[],
  amountKnown: boolean,
): Refusal | null => {
  const lines = new Map(parts.filter((part) => part.sold > 0).map((part) => [part.id, part]));
  const ordered = [...refunds].sort(byId);
  const refusal = takePieces(lines, ordered);
  if (refusal || !amountKnown) return refusal;
  const payable = parts.reduce((sum, part) => sum + part.net, 0);
  const refunded = ordered.reduce((sum, refund) => sum + (refund.amount_minor ?? 0), 0);
  if (refunded === 0) return null;
  if (refunded > payable) {
    return refuse('refund_exceeds_order', { payable_minor: payable, refunded_minor: refunded });
  }
  let unnamed = 0;
  for (const refund of ordered) unnamed += takeFromNamed(lines, refund);
  takeShares(parts, leftOf(parts), unnamed);
  if (refunded === payable) for (const part of parts) part.net = 0;
  return null;
};
