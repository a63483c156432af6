/** A spreadsheet would run a cell that begins like a formula; an apostrophe keeps it a text. */
const FORMULA = /^(?:[=+@\t\r]|-(?!\d+(?:[.,]\d+)*$))/;

const cellText = (cell: string): string => {
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** One line of a CSV file (RFC 4180). */
export const csvLine = (cells: readonly string[]): string => `${cells.map(cellText).join(',')}\r\n`;
