import { z } from 'zod';
import { listOf, momentSchema, pageQuery } from './common.ts';
import { idSchema } from './ids.ts';

/** What a column can hold. `amount` is the line's, `total` the whole order's. */
export const IMPORT_FIELDS = [
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
export type ImportField = (typeof IMPORT_FIELDS)[number];

/** Why a row was not taken; the command line and the list of rejected rows name it. */
export const REJECT_REASONS = [
  'order_id_missing',
  'id_too_long',
  'date_unreadable',
  'date_in_future',
  'item_missing',
  'quantity_unreadable',
  'quantity_not_positive',
  'amount_unreadable',
  'amount_negative',
  'cancellation',
  'duplicate',
  'order_scattered',
  'order_too_long',
  'order_total_mismatch',
  'order_refused',
] as const;
export type RejectReason = (typeof REJECT_REASONS)[number];

export const IMPORT_AWARDS = ['none', 'live-rules'] as const;
export type ImportAward = (typeof IMPORT_AWARDS)[number];

export const IMPORT_STATES = [
  'uploaded',
  'checking',
  'checked',
  'running',
  'done',
  'failed',
] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** Largest upload, packed or not, and largest file behind one. */
export const MOST_UPLOAD_BYTES = 100 * 1024 * 1024;
export const MOST_UNPACKED_BYTES = 512 * 1024 * 1024;
/** Rejected rows one answer lists; the CSV file has all of them. */
export const MOST_REJECTED_LISTED = 100;

/** A column by its header, or by its place counted from 1. */
const columnSchema = z.union([z.string().min(1).max(200), z.int().min(1).max(1_000)]);

const columnShape = Object.fromEntries(
  IMPORT_FIELDS.map((field) => [field, columnSchema.optional()]),
) as Record<ImportField, z.ZodOptional<typeof columnSchema>>;

/** What a file needs so that its rows and columns can be told apart. */
const layoutShape = {
  encoding: z.string().min(1).max(40).describe("iconv's name, e.g. utf-8 or windows-1250"),
  delimiter: z.string().length(1).describe('One sign; a space stands for any number of them'),
  header: z.boolean().describe('Whether the first row names the columns'),
};

const mappingShape = {
  ...layoutShape,
  decimal: z.enum(['.', ',']),
  date_format: z.enum(['ymd', 'dmy', 'mdy']),
  duplicates: z.enum(['keep', 'drop']).describe('Lines that equal an earlier one in every cell'),
  cancellation_prefix: z
    .string()
    .min(1)
    .max(10)
    .nullable()
    .describe('An order id that begins with it is a cancellation that names no sale'),
  source: z.string().min(1).max(50).describe('The system the orders and customers are known by'),
};

/** How a file is read. Recognized from the file itself; whoever knows better may change it. */
export const importMappingSchema = z
  .strictObject({
    ...mappingShape,
    columns: z.strictObject({ ...columnShape, date: columnSchema }),
  })
  .meta({ id: 'ImportMapping' });
export type ImportMapping = z.output<typeof importMappingSchema>;
export type DateFormat = ImportMapping['date_format'];

/** What was recognized; the column of the date may still be missing. */
export const importGuessSchema = z
  .object({ ...mappingShape, columns: z.strictObject(columnShape) })
  .meta({ id: 'ImportGuess' });
export type ImportGuess = z.output<typeof importGuessSchema>;

/** What an import found and did. Lines without the header; every figure of the whole file. */
export const importCountsSchema = z
  .object({
    lines: z.int(),
    receipts: z.int().describe('Orders in the file, also those of which no line could be taken'),
    orders: z.int(),
    customers: z.int(),
    amount_minor: z
      .int()
      .nullable()
      .describe('Of orders with a known amount; null when the file says no amounts'),
    orders_of_zero: z.int(),
    lines_without_customer: z.int(),
    lines_with_price_zero: z.int(),
    duplicate_lines: z
      .int()
      .describe('Lines that equal an earlier one in every cell, kept or dropped as mapped'),
    cancellation_lines: z.int().describe('Cancellations name no sale: counted and not taken'),
    cancellation_orders: z.int(),
    negative_lines: z.int().describe('Negative quantities that are no cancellation'),
    rejected_lines: z.int(),
    rejected: z.partialRecord(z.enum(REJECT_REASONS), z.int()),
    new_orders: z.int().describe('Orders written now; in a check those that would be'),
    new_orders_with_customer: z.int().describe('Those of the new ones that live rules would award'),
    known_orders: z.int().describe('Orders that were there before, by their id'),
    new_customers: z.int(),
    decisions: z.int().describe('Orders that the live rules awarded'),
  })
  .meta({ id: 'ImportCounts' });
export type ImportCounts = z.infer<typeof importCountsSchema>;

export const importSchema = z
  .object({
    id: idSchema('imp'),
    file_name: z.string(),
    state: z.enum(IMPORT_STATES),
    award: z.enum(IMPORT_AWARDS),
    mapping: importGuessSchema,
    counts: importCountsSchema.nullable().describe('Null before the first check'),
    bytes: z.int().describe('Size of the file, unpacked'),
    read_bytes: z.int().describe('Read so far by the check or the import that runs'),
    fault: z
      .enum(['unreadable', 'internal'])
      .nullable()
      .describe('Why it failed: the file breaks off, or the server could not go on'),
    rejected_until: momentSchema.nullable().describe('Until then the rejected rows can be read'),
    created_at: momentSchema,
    started_at: momentSchema
      .nullable()
      .describe('When writing began; null while nothing is written'),
    finished_at: momentSchema.nullable().describe('End of the last check or of the import'),
  })
  .meta({ id: 'Import' });
export type ImportView = z.infer<typeof importSchema>;

export const importListSchema = listOf(importSchema);
export const importListQuery = z.object(pageQuery);

export const importTableQuery = z.object({
  encoding: layoutShape.encoding.optional(),
  delimiter: layoutShape.delimiter.optional(),
  header: z.stringbool().optional(),
});
export type ImportTableQuery = z.output<typeof importTableQuery>;

export const importTableSchema = z
  .object({
    recognized: importGuessSchema,
    header: z.array(z.string()).nullable(),
    rows: z.array(z.array(z.string())).describe('The first rows below the header'),
  })
  .meta({ id: 'ImportTable' });
export type ImportTable = z.infer<typeof importTableSchema>;

export const importRunSchema = z
  .strictObject({
    award: z
      .enum(IMPORT_AWARDS)
      .describe('none: history only; live-rules: as the live program awards, counting from today'),
  })
  .meta({ id: 'ImportRun' });

export const rejectedRowsSchema = z
  .object({
    data: z
      .array(
        z.object({
          row: z.int().describe('As a spreadsheet counts it: the header is row 1'),
          reason: z.enum(REJECT_REASONS),
          cells: z.array(z.string()),
        }),
      )
      .max(MOST_REJECTED_LISTED)
      .describe('The first of them'),
  })
  .meta({ id: 'RejectedRows' });
export type RejectedRow = z.infer<typeof rejectedRowsSchema>['data'][number];

/** How a mapping names a column: by its header where that is the only one, else by its place. */
export const columnName = (header: readonly string[] | null, place: number): string | number => {
  const name = header?.[place] ?? '';
  return name !== '' && header?.indexOf(name) === place ? name : place + 1;
};
