import type { ImportCounts } from '#contract/import.ts';

export const noCounts = (): ImportCounts => ({
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
  new_orders_with_customer: 0,
  known_orders: 0,
  new_customers: 0,
  decisions: 0,
});
