import { IMPORT_FIELDS, type ImportField, type ImportMapping } from '#contract/import.ts';

/** Where each field stands in a row, counted from 0. */
export type Places = Partial<Record<ImportField, number>> & { date: number };

const placeOf = (column: string | number, header: readonly string[] | null): number | null => {
  if (typeof column === 'number') return column - 1;
  const place = header?.indexOf(column) ?? -1;
  return place < 0 ? null : place;
};

/** Finds the mapped columns in a file; names the one that isn't there. */
export const placesOf = (
  mapping: ImportMapping,
  header: readonly string[] | null,
): { ok: true; places: Places } | { ok: false; column: string } => {
  const found: Partial<Record<ImportField, number>> = {};
  for (const field of IMPORT_FIELDS) {
    const column = mapping.columns[field];
    if (column === undefined) continue;
    const place = placeOf(column, header);
    if (place === null) return { ok: false, column: String(column) };
    found[field] = place;
  }
  const { date } = found;
  if (date === undefined) return { ok: false, column: 'date' };
  return { ok: true, places: { ...found, date } };
};
