import type { RejectedRow, RejectReason } from '#contract/import.ts';
import { importText } from '#contract/messages/imports/index.ts';
import type { ImportReport } from '#features/import/index.ts';

/** What the command answers: of the rejected rows the first. */
export type Imported = Omit<ImportReport, 'ok'> & { rejected: Omit<RejectedRow, 'cells'>[] };

const inWords = (reason: RejectReason): string => importText('en')(`reason.${reason}`);

/** What an import did, for a person. */
export const tellImport = ({ import_id, counts, rejected, mapping }: Imported): string => {
  const kept = mapping.duplicates === 'keep' ? 'kept' : 'dropped';
  const amount = counts.amount_minor === null ? 'unknown' : `${counts.amount_minor} minor units`;
  const reasons = Object.entries(counts.rejected).map(
    ([reason, lines]) => `  ${lines}  ${inWords(reason as RejectReason)}`,
  );
  const first = rejected.slice(0, 10).map(({ row, reason }) => `  row ${row}: ${inWords(reason)}`);
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
