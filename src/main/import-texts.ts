import type { ImportReport, Rejected } from '#features/import/index.ts';

/** What the command answers: of the rejected rows the first. */
export type Imported = Omit<ImportReport, 'ok'> & { rejected: Omit<Rejected, 'cells'>[] };

/** A cell that begins like a formula is text to a spreadsheet, too. */
const cellText = (cell: string): string => {
  const text = /^[=+@\t]/.test(cell) ? `'${cell}` : cell;
  return /[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** One line of the CSV file of rejected rows. */
export const rejectedCsv = (cells: readonly string[]): string =>
  `${cells.map(cellText).join(',')}\r\n`;

const REASONS: Record<Imported['rejected'][number]['reason'], string> = {
  order_id_missing: 'the order id is missing',
  id_too_long: 'an id is longer than 200 signs',
  date_unreadable: 'the date can not be read',
  date_in_future: 'the date lies in the future',
  item_missing: 'no item is named',
  quantity_unreadable: 'the quantity can not be read',
  quantity_not_positive: 'the quantity is zero or negative',
  amount_unreadable: 'the amount can not be read',
  amount_negative: 'the amount is negative',
  cancellation: 'a cancellation that names no sale',
  duplicate: 'equals an earlier line, dropped as the mapping says',
  order_scattered: 'too far from the other lines of its order',
  order_too_long: 'its order has more than 5,000 lines',
  order_total_mismatch: 'the lines of its order do not make its total',
  order_refused: 'the ledger refused its order',
};

/** What an import did, for a person. */
export const tellImport = ({ import_id, counts, rejected, mapping }: Imported): string => {
  const kept = mapping.duplicates === 'keep' ? 'kept' : 'dropped';
  const amount = counts.amount_minor === null ? 'unknown' : `${counts.amount_minor} minor units`;
  const reasons = Object.entries(counts.rejected).map(
    ([reason, lines]) => `  ${lines}  ${REASONS[reason as keyof typeof REASONS]}`,
  );
  const first = rejected.slice(0, 10).map(({ row, reason }) => `  row ${row}: ${REASONS[reason]}`);
  return [
    import_id === null ? 'Dry run: nothing was written' : `Import ${import_id}`,
    `Lines      ${counts.lines}, ${counts.rejected_lines} of them rejected`,
    `Orders     ${counts.orders} of ${counts.receipts}: ${counts.new_orders} new, ` +
      `${counts.known_orders} known, ${counts.orders_of_zero} with amount 0`,
    `Customers  ${counts.customers}: ${counts.new_customers} new; ` +
      `${counts.lines_without_customer} lines without`,
    `Amount     ${amount}; ${counts.lines_with_price_zero} lines with price 0`,
    `Twins      ${counts.duplicate_lines} lines equal an earlier one: ${kept}`,
    `Returns    ${counts.cancellation_lines} lines of ${counts.cancellation_orders} cancellations, ` +
      `${counts.negative_lines} other negative lines: not taken`,
    `Awarded    ${counts.decisions} orders`,
    ...(reasons.length > 0 ? ['Rejected', ...reasons, 'The first of them', ...first] : []),
  ].join('\n');
};
