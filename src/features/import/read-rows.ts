import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Options, parse } from 'csv-parse';
import { parse as parseNow } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import type { ImportMapping } from '#contract/import.ts';
import { openFile, SAMPLE_BYTES } from './open-file.ts';

/** Longer rows are a quote that never closes. */
const LONGEST_ROW = 1_000_000;

/** A row as a spreadsheet counts it: the header is row 1. */
export type Row = { number: number; cells: string[] };

type Layout = Pick<ImportMapping, 'delimiter' | 'encoding'>;

const optionsOf = (delimiter: string): Options => ({
  delimiter,
  relax_column_count: true,
  relax_quotes: true,
  max_record_size: LONGEST_ROW,
});

/** Between spaces empty cells are only alignment; PostgreSQL keeps no zero byte. */
const cellsOf = (record: string[], delimiter: string): string[] => {
  const cells = delimiter === ' ' ? record.filter((cell) => cell !== '') : record;
  return cells.map((cell) => cell.replaceAll('\0', '').trim());
};

const isEmpty = (cells: readonly string[]) => cells.every((cell) => cell === '');

/** The rows at the beginning of a file; where it goes on, the last one, cut off, is left out. */
export const sampleRows = (sample: Buffer, { delimiter, encoding }: Layout): string[][] => {
  const text = iconv.decode(sample, encoding);
  const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
  const whole = end < 0 || sample.length < SAMPLE_BYTES ? text : text.slice(0, end);
  const options = { ...optionsOf(delimiter), to: 2_000, relax_quotes: true };
  const records = parseNow(whole, options) as string[][];
  return records.map((record) => cellsOf(record, delimiter)).filter((cells) => !isEmpty(cells));
};

/** All rows of a file, one after the other; never more than a few in memory. */
export async function* readRows(
  path: string,
  { delimiter, encoding }: Layout,
  onBytes: (bytes: number) => void,
): AsyncGenerator<Row> {
  const parser = parse(optionsOf(delimiter));
  const counted = new Transform({
    transform(piece: Buffer, _, done) {
      onBytes(piece.length);
      done(null, piece);
    },
  });
  // A failure of any part destroys the parser, and the loop below throws it.
  const flow = pipeline(await openFile(path), counted, iconv.decodeStream(encoding), parser);
  flow.catch(() => undefined);
  let number = 0;
  for await (const record of parser) {
    number += 1;
    const cells = cellsOf(record as string[], delimiter);
    if (!isEmpty(cells)) yield { number, cells };
  }
}
