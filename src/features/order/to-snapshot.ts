import { lineIds, type OrderInput, type RefundInput } from '#contract/order.ts';
import { type Refused, refuse } from '#contract/refusals.ts';
import type { OrderLine, OrderSnapshot, Refund } from '#core/event.ts';
import { totalMismatch } from '#core/order-net.ts';
import { convertAmounts } from './convert-currency.ts';

/** What the shop adds to an order as sent. Times are epoch ms. */
export type Shop = { currency: string; locationId: string; now: number };

export type SnapshotResult = { ok: true; snapshot: OrderSnapshot } | Refused;

/** A refund with every line named by its id; null and the name when the order has no such line. */
export const toRefund = (
  refund: RefundInput,
  ids: readonly string[],
): { ok: true; refund: Refund } | Refused => {
  const lines: Refund['lines'] = [];
  for (const { id, index, quantity } of refund.lines ?? []) {
    const known = id ?? ids[index ?? 0];
    if (known === undefined || !ids.includes(known)) {
      return refuse('refund_line_unknown', { line: id ?? String(index) });
    }
    lines.push({ id: known, quantity });
  }
  const { external_id, amount_minor } = refund;
  return { ok: true, refund: { external_id, lines, amount_minor } };
};

const toLines = (input: OrderInput): OrderLine[] => {
  const ids = lineIds(input.lines);
  return input.lines.map((line, i) => ({ ...line, id: ids[i]! }));
};

/** What the total should be, when it is not that. */
const computedTotal = (snapshot: OrderSnapshot): number | null => {
  const { total_minor, lines, shipping_minor, tip_minor, fees_minor } = snapshot;
  if (lines.length > 0 || total_minor === null) return totalMismatch(snapshot);
  // Without lines the rest of the total is what was bought: it can't be below nothing.
  const beside = shipping_minor + tip_minor + fees_minor;
  return beside > total_minor ? beside : null;
};

const build = (input: OrderInput, shop: Shop): SnapshotResult => {
  const refunds: Refund[] = [];
  const lines = toLines(input);
  for (const sent of input.refunds) {
    const made = toRefund(
      sent,
      lines.map(({ id }) => id),
    );
    if (!made.ok) return made;
    refunds.push(made.refund);
  }
  const snapshot: OrderSnapshot = {
    version: input.version,
    state: input.state,
    occurred_at: input.occurred_at === undefined ? shop.now : Date.parse(input.occurred_at),
    location_id: shop.locationId,
    total_minor: input.total_minor,
    discount_minor: input.discount_minor,
    shipping_minor: input.shipping_minor,
    tip_minor: input.tip_minor,
    fees_minor: input.fees_minor,
    tax_minor: input.tax_minor,
    tax_included: input.tax_included,
    lines,
    refunds,
  };
  const computed = computedTotal(snapshot);
  if (computed === null) return { ok: true, snapshot };
  return refuse('order_total_mismatch', {
    total_minor: snapshot.total_minor ?? 0,
    computed_minor: computed,
  });
};

/**
 * An order as sent, as the core sees it: lines with ids, money in the merchant's currency, sums
 * checked. An order in another currency needs `shop_amount_minor`; its own figures are kept beside.
 */
export const toSnapshot = (input: OrderInput, shop: Shop): SnapshotResult => {
  const asSold = build(input, shop);
  if (!asSold.ok || input.currency === shop.currency) return asSold;
  const { total_minor, shop_amount_minor, currency } = input;
  if (shop_amount_minor === undefined || total_minor === null) {
    return refuse('currency_mismatch', { currency, expected: shop.currency });
  }
  const amounts = convertAmounts(input, total_minor, shop_amount_minor);
  const converted = build({ ...input, ...amounts, total_minor: shop_amount_minor }, shop);
  if (!converted.ok) return converted;
  const original = {
    currency,
    total_minor,
    line_totals: input.lines.map((line) => line.total_minor),
  };
  return { ok: true, snapshot: { ...converted.snapshot, original } };
};
