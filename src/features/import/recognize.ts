import {
  columnName,
  type DateFormat,
  type ImportField,
  type ImportGuess,
} from '#contract/import.ts';
import { decimalOf, idOf, localTimeOf, textOf } from './cells.ts';
import { fieldNamed } from './column-names.ts';
import type { FileSurvey } from './open-file.ts';
import { sampleRows } from './read-rows.ts';

/** In this order: a comma also stands within numbers, a space within anything. */
const DELIMITERS = [';', '\t', '|', ',', ' '];
const MOST_STRAY_ROWS = 0.05;

/** How many columns most rows have, and whether few enough have another number: one may. */
const shapeOf = (rows: readonly string[][]): { columns: number; isTable: boolean } => {
  const counts = new Map<number, number>();
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1);
  const [columns, most] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [1, 0];
  const stray = rows.length - most;
  return { columns, isTable: stray < most && stray <= Math.max(1, rows.length * MOST_STRAY_ROWS) };
};

type Sample = { delimiter: string; rows: string[][] };

const samplesOf = (sample: Buffer, encoding: string): Sample | null => {
  for (const delimiter of DELIMITERS) {
    const rows = sampleRows(sample, { delimiter, encoding });
    const { columns, isTable } = shapeOf(rows);
    if (columns > 1 && isTable) return { delimiter, rows };
  }
  return null;
};

const isDate = (cell: string): boolean =>
  localTimeOf(cell, null, 'dmy') !== null ||
  localTimeOf(cell, null, 'mdy') !== null ||
  !Number.isNaN(isoOf(cell));

/** A time that names its zone: `2026-01-05T10:00:00Z`. NaN when it doesn't. */
export const isoOf = (cell: string): number =>
  /^\d{4}-\d\d-\d\dT.*(?:Z|[+-]\d\d:?\d\d)$/.test(cell) ? Date.parse(cell) : Number.NaN;

const looksLikeData = (cell: string): boolean => isDate(cell) || /^[-+]?\d+([.,]\d+)?$/.test(cell);

/** A first row that names columns, or at least holds nothing that is data. */
const hasHeader = ([first = []]: string[][]): boolean =>
  !first.some(looksLikeData) && first.some((cell) => cell !== '');

/** The cells of one column, without those that hold nothing. */
const columnOf = (rows: readonly string[][], place: number): string[] =>
  rows.map((row) => textOf(row[place])).filter((cell) => cell !== null);

const byName = (header: readonly string[]): Partial<Record<ImportField, number>> => {
  const found: Partial<Record<ImportField, number>> = {};
  header.forEach((name, place) => {
    const field = fieldNamed(name);
    if (field && found[field] === undefined) found[field] = place;
  });
  return found;
};

const isDates = (cells: readonly string[]) => cells.length > 0 && cells.every(isDate);
const isPlainNumber = (cell: string) => /^-?(0|[1-9]\d{0,3})$/.test(cell);
const isMoney = (cell: string) => /^-?\d{1,9}[.,]\d{1,2}$/.test(cell);
const repeats = (cells: readonly string[]) => new Set(cells).size < cells.length * 0.9;

/** Guesses of columns without a name: each by its content, the first that fits. */
const GUESSES: [ImportField, (cells: readonly string[]) => boolean][] = [
  ['date', isDates],
  ['amount', (cells) => cells.length > 0 && cells.every((cell) => isMoney(cell) || cell === '0')],
  ['quantity', (cells) => cells.length > 0 && cells.every(isPlainNumber)],
  ['customer', (cells) => cells.every((cell) => /^[\w-]*\d[\w-]*$/.test(cell)) && repeats(cells)],
  ['item', (cells) => cells.length > 0 && cells.every((cell) => /\p{L}{2}/u.test(cell))],
];

const byContent = (
  rows: readonly string[][],
  known: Partial<Record<ImportField, number>>,
  fields: readonly ImportField[],
): Partial<Record<ImportField, number>> => {
  const found = { ...known };
  const { columns } = shapeOf(rows);
  for (const [field, fits] of GUESSES) {
    if (found[field] !== undefined || !fields.includes(field)) continue;
    for (let place = 0; place < columns; place++) {
      if (Object.values(found).includes(place) || !fits(columnOf(rows, place))) continue;
      found[field] = place;
      break;
    }
  }
  return found;
};

const MONEY: ImportField[] = ['price', 'amount', 'total', 'quantity'];

const decimalIn = (rows: readonly string[][], places: Partial<Record<ImportField, number>>) => {
  const cells = MONEY.flatMap((field) => {
    const place = places[field];
    return place === undefined ? [] : columnOf(rows, place);
  });
  const readable = (decimal: '.' | ',') =>
    cells.filter((cell) => decimalOf(cell, decimal) !== null).length;
  return readable(',') > readable('.') ? ',' : '.';
};

/** Both readings fit most days: the one that fits all of them; else the day comes first. */
const dateFormatIn = (cells: readonly string[]): DateFormat => {
  if (cells.every((cell) => /^\d{4}/.test(cell))) return 'ymd';
  const unread = (format: DateFormat) =>
    cells.filter((cell) => localTimeOf(cell, null, format) === null).length;
  return unread('mdy') < unread('dmy') ? 'mdy' : 'dmy';
};

/** Where orders are numbered, `C536379` takes back what it doesn't name. */
const cancellationIn = (ids: readonly string[]): string | null =>
  ids.length > 0 && ids.every((id) => /^C?\d+$/.test(idOf(id) ?? '')) ? 'C' : null;

/** What a person said of the file; the rest is read out of it. */
export type KnownLayout = { delimiter?: string | undefined; header?: boolean | undefined };

/**
 * Reads a file's mapping out of the file itself; null when it is no table. Which column holds the
 * date may stay open: then a person has to say.
 */
export const recognize = (
  { encoding, sample: bytes }: Pick<FileSurvey, 'encoding' | 'sample'>,
  { delimiter, header: known }: KnownLayout = {},
): ImportGuess | null => {
  const sample =
    delimiter === undefined
      ? samplesOf(bytes, encoding)
      : { delimiter, rows: sampleRows(bytes, { delimiter, encoding }) };
  if (!sample) return null;
  const isHeaded = known ?? hasHeader(sample.rows);
  const header = isHeaded ? (sample.rows[0] ?? []) : null;
  const rows = isHeaded ? sample.rows.slice(1) : sample.rows;
  const all = GUESSES.map(([field]) => field);
  const places = byContent(rows, header ? byName(header) : {}, header ? ['date'] : all);
  // Prose stands between spaces too; a date makes it a table.
  if (places.date === undefined && sample.delimiter === ' ') return null;
  const columns = Object.fromEntries(
    Object.entries(places).map(([field, place]) => [field, columnName(header, place)]),
  );
  return {
    encoding,
    delimiter: sample.delimiter,
    header: isHeaded,
    decimal: decimalIn(rows, places),
    date_format: dateFormatIn(places.date === undefined ? [] : columnOf(rows, places.date)),
    columns,
    duplicates: 'keep',
    cancellation_prefix: cancellationIn(
      places.order === undefined ? [] : columnOf(rows, places.order),
    ),
    source: 'file',
  };
};
