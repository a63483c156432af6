import iconv from 'iconv-lite';
import type { ImportTable, ImportTableQuery } from '#contract/import.ts';
import { type Refused, refuse } from '#contract/refusals.ts';
import type { ImportRow } from './import-row-queries.ts';
import { sampleRows } from './read-rows.ts';
import { recognize } from './recognize.ts';

const ROWS_SHOWN = 5;
const MOST_COLUMNS = 100;
const LONGEST_CELL = 100;

const shown = (cells: readonly string[], longest = LONGEST_CELL): string[] =>
  cells.slice(0, MOST_COLUMNS).map((cell) => cell.slice(0, longest));

/**
 * The beginning of a file as columns: laid out as its mapping says, or as somebody who knows better
 * asks to see it; then the columns are recognized anew.
 */
export const readTable = (
  sample: Buffer,
  { mapping }: Pick<ImportRow, 'mapping'>,
  query: ImportTableQuery,
): ImportTable | Refused => {
  const { encoding = mapping.encoding, delimiter = mapping.delimiter } = query;
  const { header = mapping.header } = query;
  if (!iconv.encodingExists(encoding)) {
    return refuse('import_unreadable', { reason: 'encoding', encoding });
  }
  const isAsMapped =
    encoding === mapping.encoding && delimiter === mapping.delimiter && header === mapping.header;
  const recognized = isAsMapped ? mapping : recognize({ encoding, sample }, { delimiter, header });
  if (!recognized) return refuse('import_unreadable', { reason: 'no_columns' });
  const [first = [], ...rest] = sampleRows(sample, { encoding, delimiter });
  const rows = header ? rest : [first, ...rest];
  return {
    recognized,
    // Headers name columns, so they are told whole.
    header: header ? shown(first, Number.POSITIVE_INFINITY) : null,
    rows: rows.slice(0, ROWS_SHOWN).map((cells) => shown(cells)),
  };
};
