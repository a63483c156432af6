import type { OrderInput } from '#contract/order.ts';
import { allocate, mulDivFloor } from '#core/amount.ts';

type Amounts = Pick<
  OrderInput,
  | 'discount_minor'
  | 'tax_minor'
  | 'tax_included'
  | 'shipping_minor'
  | 'tip_minor'
  | 'fees_minor'
  | 'lines'
  | 'refunds'
>;

const sumOf = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** Gives every line its share so that they sum to `target`; negative ones keep their weight. */
const convertLines = (totals: number[], target: number, scale: (minor: number) => number) => {
  const converted = totals.map((total) => (total < 0 ? -scale(-total) : 0));
  const positive = totals.map((total) => Math.max(0, total));
  const rest = target - sumOf(converted);
  if (rest > 0 && positive.length > 0) {
    allocate(rest, positive).forEach((share, i) => {
      converted[i] = converted[i]! + share;
    });
  }
  return converted;
};

/**
 * Refunded money in the shop's currency. Shares are taken from the running total, so refunds of
 * everything sum to the whole order whatever each rounds to.
 */
const convertRefunds = (refunds: OrderInput['refunds'], scale: (minor: number) => number) => {
  let refunded = 0;
  return refunds.map((refund) => {
    if (refund.amount_minor === undefined) return refund;
    const before = scale(refunded);
    refunded += refund.amount_minor;
    return { ...refund, amount_minor: scale(refunded) - before };
  });
};

/**
 * An order sold in another currency, in the merchant's: every amount in proportion to
 * `shop_amount_minor` ÷ `total_minor`, lines by largest remainder so that the sum stays exact.
 */
export const convertAmounts = (input: OrderInput, total: number, shopTotal: number): Amounts => {
  const scale = (minor: number) => (total === 0 ? 0 : mulDivFloor(minor, shopTotal, total));
  const discount_minor = scale(input.discount_minor);
  const tax_minor = scale(input.tax_minor);
  const shipping_minor = scale(input.shipping_minor);
  const tip_minor = scale(input.tip_minor);
  const fees_minor = scale(input.fees_minor);
  const beside = shipping_minor + tip_minor + fees_minor + (input.tax_included ? 0 : tax_minor);
  const lineTotals = convertLines(
    input.lines.map((line) => line.total_minor),
    shopTotal + discount_minor - beside,
    scale,
  );
  return {
    discount_minor,
    tax_minor,
    tax_included: input.tax_included,
    shipping_minor,
    tip_minor,
    fees_minor,
    lines: input.lines.map((line, i) => ({ ...line, total_minor: lineTotals[i] ?? 0 })),
    refunds: convertRefunds(input.refunds, scale),
  };
};
