import { csvLine } from '#contract/csv.ts';
import { MOST_REJECTED_LISTED, type RejectedRow } from '#contract/import.ts';
import { importText } from '#contract/messages/imports/index.ts';
import type { Locale } from '#core/program.ts';
import { type ImportFiles, readRejected } from './import-files.ts';

/** What a table of rejected rows starts with, for spreadsheets that guess the encoding. */
const BYTE_ORDER_MARK = '\ufeff';

/** All rejected rows of an import as CSV: number, reason in words, then the row as it was. */
export async function* rejectedCsv(
  files: ImportFiles,
  id: string,
  locale: Locale,
): AsyncGenerator<string> {
  const t = importText(locale);
  yield BYTE_ORDER_MARK + csvLine([t('row'), t('reason')]);
  for await (const { row, reason, cells } of readRejected(files, id)) {
    yield csvLine([String(row), t(`reason.${reason}`), ...cells]);
  }
}

export const firstRejected = async (files: ImportFiles, id: string): Promise<RejectedRow[]> => {
  const rows: RejectedRow[] = [];
  for await (const rejected of readRejected(files, id)) {
    rows.push(rejected);
    if (rows.length === MOST_REJECTED_LISTED) break;
  }
  return rows;
};
