import {
  columnName,
  IMPORT_FIELDS,
  type ImportField,
  type ImportGuess,
  type ImportTable,
} from '#contract/import.ts';

export type ColumnUse = ImportField | 'unused';

type Header = ImportTable['header'];

const stands = (column: string | number | undefined, header: Header, place: number): boolean =>
  column === place + 1 || (column !== undefined && column === columnName(header, place));

/** What a column is used for. */
export const useOf = ({ columns }: ImportGuess, header: Header, place: number): ColumnUse =>
  IMPORT_FIELDS.find((field) => stands(columns[field], header, place)) ?? 'unused';

/** Uses a column for something else; what was there before, and where that was, is free again. */
export const assign = (
  draft: ImportGuess,
  header: Header,
  place: number,
  use: ColumnUse,
): ImportGuess => {
  const kept = Object.entries(draft.columns).filter(
    ([field, column]) => field !== use && !stands(column, header, place),
  );
  const chosen = use === 'unused' ? [] : [[use, columnName(header, place)]];
  return { ...draft, columns: Object.fromEntries([...kept, ...chosen]) };
};

/** A column of the file as the page shows it. */
export type ShownColumn = { place: number; name: string | null; cells: string[] };

export const columnsOf = ({
  header,
  rows,
}: Pick<ImportTable, 'header' | 'rows'>): ShownColumn[] => {
  const most = Math.max(header?.length ?? 0, ...rows.map((cells) => cells.length));
  return Array.from({ length: most }, (_, place) => ({
    place,
    name: header?.[place] || null,
    cells: rows.map((cells) => cells[place] ?? ''),
  }));
};
