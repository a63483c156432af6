import { basename } from 'node:path';
import iconv from 'iconv-lite';
import {
  type ImportAward,
  type ImportCounts,
  type ImportMapping,
  importMappingSchema,
} from '#contract/import.ts';
import { minorDigits } from '#contract/messages/format.ts';
import { type Refused, refuse } from '#contract/refusals.ts';
import type { LedgerContext } from '#features/ledger/index.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import { encodeId } from '#platform/ids/ids.ts';
import { beginImport } from './begin-import.ts';
import { noCounts } from './counts.ts';
import { findShop, type ImportShop } from './import-queries.ts';
import { type Places, placesOf } from './mapping.ts';
import { faultOf, type KeptRow, type Notes, noteFailure, notesFor, SILENT } from './note-import.ts';
import { type FileSurvey, surveyFile } from './open-file.ts';
import { readingOf } from './read-line.ts';
import { type OnReject, type OrderReader, orderReader } from './read-orders.ts';
import { readRows, sampleRows } from './read-rows.ts';
import { recognize } from './recognize.ts';
import type { ImportOrder } from './to-order.ts';
import { type Target, writeOrders } from './write-orders.ts';

/** Bytes of the unpacked file read so far, and of all. */
export type Progress = { lines: number; read: number; bytes: number };

export type ImportRequest = {
  path: string;
  /** Recognized from the file where absent. */
  mapping?: ImportMapping | undefined;
  dryRun: boolean;
  award: ImportAward;
  /** Where the import already stands in the list; else a real run puts itself there. */
  row?: KeptRow | undefined;
  onReject?: OnReject | undefined;
  onProgress?: ((progress: Progress) => void) | undefined;
  /** Ends the reading between two batches; what is written stays. */
  signal?: AbortSignal | undefined;
};

export type ImportReport = {
  ok: true;
  /** Null in a dry run: nothing was written. */
  import_id: string | null;
  mapping: ImportMapping;
  counts: ImportCounts;
};

const BATCH = 1_000;
const ROWS_BETWEEN_STEPS = 1_000;

type Prepared = { ok: true; mapping: ImportMapping; places: Places; survey: FileSurvey };

/** Whether the mapping fits the beginning of a file; the columns it names must be there. */
export const fitMapping = (
  mapping: ImportMapping,
  sample: Buffer,
): { ok: true; places: Places } | Refused => {
  if (!iconv.encodingExists(mapping.encoding)) {
    return refuse('import_unreadable', { reason: 'encoding', encoding: mapping.encoding });
  }
  const header = mapping.header ? (sampleRows(sample, mapping)[0] ?? []) : null;
  const found = placesOf(mapping, header);
  return found.ok ? found : refuse('import_unreadable', { reason: 'column', column: found.column });
};

/** Surveys a file and finds its columns. */
export const prepare = async ({
  path,
  mapping: given,
}: Pick<ImportRequest, 'path' | 'mapping'>): Promise<Prepared | Refused> => {
  const survey = await surveyFile(path);
  const { data: mapping } = importMappingSchema.safeParse(given ?? recognize(survey));
  if (!mapping) return refuse('import_unreadable', { reason: 'no_columns' });
  const fits = fitMapping(mapping, survey.sample);
  return fits.ok ? { ...fits, mapping, survey } : fits;
};

type Run = {
  target: Target;
  reader: OrderReader;
  counts: ImportCounts;
  announced: Set<string>;
  notes: Notes;
};

const write = async ({ target, reader, counts, announced }: Run, orders: ImportOrder[]) => {
  if (orders.length === 0) return;
  const { refused, ...added } = await writeOrders(target, orders, announced);
  counts.new_orders += added.new_orders;
  counts.new_orders_with_customer += added.new_orders_with_customer;
  counts.known_orders += added.known_orders;
  counts.new_customers += added.new_customers;
  counts.decisions += added.decisions;
  for (const { row } of refused) reader.reject({ row, reason: 'order_refused', cells: [] });
};

const readAll = async (run: Run, { mapping, survey }: Prepared, request: ImportRequest) => {
  const { reader, counts, notes } = run;
  let read = 0;
  let waiting: ImportOrder[] = [];
  const step = async () => {
    request.signal?.throwIfAborted();
    request.onProgress?.({ lines: counts.lines, read, bytes: survey.bytes });
    await notes.progress(counts, read);
  };
  const rows = readRows(request.path, mapping, (bytes) => {
    read += bytes;
  });
  let number = 0;
  for await (const row of rows) {
    number += 1;
    if (number > 1 || !mapping.header) waiting.push(...reader.take(row));
    if (waiting.length >= BATCH) {
      await write(run, waiting);
      waiting = [];
    }
    if (number % ROWS_BETWEEN_STEPS === 0) await step();
  }
  waiting.push(...reader.end());
  for (let at = 0; at < waiting.length; at += BATCH) {
    await write(run, waiting.slice(at, at + BATCH));
    await step();
  }
  request.onProgress?.({ lines: counts.lines, read, bytes: survey.bytes });
  await notes.end(counts, read);
};

const beginRow = (
  ctx: LedgerContext,
  { path, award }: ImportRequest,
  { mapping, survey }: Prepared,
): Promise<KeptRow> =>
  beginImport(ctx, { file_name: basename(path), award, mapping, bytes: survey.bytes });

const perform = async (
  ctx: LedgerContext,
  request: ImportRequest,
  prepared: Prepared,
  shop: ImportShop,
): Promise<ImportReport> => {
  const { dryRun, award, onReject = () => {} } = request;
  const { mapping, places } = prepared;
  const row = request.row ?? (dryRun ? null : await beginRow(ctx, request, prepared));
  const startedAt = row?.startedAt ?? ctx.clock.now();
  const importId = dryRun ? null : (row?.id ?? null);
  const { currency, zone, location_id } = shop;
  const target = { ctx, source: mapping.source, currency, importId, award, startedAt };
  const counts = noCounts();
  const facts = { zone, minorDigits: minorDigits(currency), now: startedAt };
  const reading = readingOf(mapping, places, facts);
  const reader = orderReader(reading, location_id, counts, onReject);
  const notes = row ? notesFor(ctx, row, dryRun) : SILENT;
  try {
    await readAll({ target, reader, counts, announced: new Set(), notes }, prepared, request);
  } catch (error) {
    // Whoever brought the row along knows whether there will be another attempt.
    if (row && !request.row) await noteFailure(ctx, row.id, faultOf(error));
    throw error;
  }
  const import_id = importId === null ? null : encodeId('imp', importId);
  return { ok: true, import_id, mapping, counts };
};

/**
 * Reads the orders of a file. Known ones stay as they are, so the same file once more changes
 * nothing; nobody is told. `none` writes orders and customers alone; `live-rules` awards the orders
 * of customers under the version live now, their units count from today.
 */
export const importOrders = async (
  ctx: LedgerContext,
  request: ImportRequest,
): Promise<ImportReport | Refused> => {
  const prepared = await prepare(request);
  if (!prepared.ok) return prepared;
  const shop = await inMerchant(ctx.db, ctx.merchantId, (trx) => findShop(ctx.merchantId, trx));
  if (!shop) return refuse('not_found');
  return perform(ctx, request, prepared, shop);
};
