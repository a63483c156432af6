import { z } from 'zod';

/** What a column can hold. `amount` is the line's, `total` the whole order's. */
export const FIELDS = [
  'order',
  'customer',
  'date',
  'time',
  'item',
  'sku',
  'category',
  'quantity',
  'price',
  'amount',
  'total',
] as const;
export type Field = (typeof FIELDS)[number];

/** A column by its header, or by its place counted from 1. */
const columnSchema = z.union([z.string().min(1).max(200), z.int().min(1).max(1_000)]);

const columns = z.strictObject({
  ...(Object.fromEntries(FIELDS.map((field) => [field, columnSchema.optional()])) as Record<
    Field,
    z.ZodOptional<typeof columnSchema>
  >),
  date: columnSchema,
});

/** How a file is read. Recognized from the file itself; whoever knows better may change it. */
export const mappingSchema = z.strictObject({
  /** iconv's name, e.g. `utf-8`, `windows-1250`, `iso-8859-2`. */
  encoding: z.string().min(1).max(40),
  /** One sign; a space stands for any number of them. */
  delimiter: z.string().length(1),
  header: z.boolean(),
  decimal: z.enum(['.', ',']),
  date_format: z.enum(['ymd', 'dmy', 'mdy']),
  columns,
  /** Lines that equal an earlier one in every cell. */
  duplicates: z.enum(['keep', 'drop']),
  /** An order id that begins with it is a cancellation that names no sale. */
  cancellation_prefix: z.string().min(1).max(10).nullable(),
  /** The system the orders and customers are known by. */
  source: z.string().min(1).max(50),
});

export type Mapping = z.output<typeof mappingSchema>;
export type DateFormat = Mapping['date_format'];

/** Where each field stands in a row, counted from 0. */
export type Places = Partial<Record<Field, number>> & { date: number };

const placeOf = (column: string | number, header: readonly string[] | null): number | null => {
  if (typeof column === 'number') return column - 1;
  const place = header?.indexOf(column) ?? -1;
  return place < 0 ? null : place;
};

/** Finds the mapped columns in a file; names the one that isn't there. */
export const placesOf = (
  mapping: Mapping,
  header: readonly string[] | null,
): { ok: true; places: Places } | { ok: false; column: string } => {
  const found: Partial<Record<Field, number>> = {};
  for (const field of FIELDS) {
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
