import type { Reason } from './line.ts';

/** What an import found and did. Lines without the header; every figure of the whole file. */
export type Counts = {
  lines: number;
  /** Orders in the file, also those of which no line could be taken. */
  receipts: number;
  orders: number;
  customers: number;
  /** Of orders with a known amount; null when the file says no amounts. */
  amount_minor: number | null;
  orders_of_zero: number;
  lines_without_customer: number;
  lines_with_price_zero: number;
  /** Lines that equal an earlier one in every cell, kept or dropped as the mapping says. */
  duplicate_lines: number;
  /** Cancellations name no sale: they are counted and not taken. */
  cancellation_lines: number;
  cancellation_orders: number;
  /** Negative quantities that are no cancellation. */
  negative_lines: number;
  rejected_lines: number;
  rejected: Partial<Record<Reason, number>>;
  /** Orders written now; in a dry run those that would be. */
  new_orders: number;
  /** Orders that were there before, by their id. */
  known_orders: number;
  new_customers: number;
  /** Orders that the live rules awarded. */
  decisions: number;
};

export const noCounts = (): Counts => ({
  lines: 0,
  receipts: 0,
  orders: 0,
  customers: 0,
  amount_minor: null,
  orders_of_zero: 0,
  lines_without_customer: 0,
  lines_with_price_zero: 0,
  duplicate_lines: 0,
  cancellation_lines: 0,
  cancellation_orders: 0,
  negative_lines: 0,
  rejected_lines: 0,
  rejected: {},
  new_orders: 0,
  known_orders: 0,
  new_customers: 0,
  decisions: 0,
});
