import { basename } from 'node:path';
import iconv from 'iconv-lite';
import { minorDigits } from '#contract/messages/format.ts';
import { type Refused, refuse } from '#contract/refusals.ts';
import { audit } from '#features/audit/index.ts';
import type { LedgerContext } from '#features/ledger/index.ts';
import { findLive } from '#features/program/index.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import { encodeId, newId } from '#platform/ids/ids.ts';
import { type Counts, noCounts } from './counts.ts';
import { findShop, type ImportShop, insertImport, updateImport } from './import-queries.ts';
import { type Mapping, type Places, placesOf } from './mapping.ts';
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
  mapping?: Mapping | undefined;
  dryRun: boolean;
  award: 'none' | 'live-rules';
  onReject?: OnReject | undefined;
  onProgress?: ((progress: Progress) => void) | undefined;
};

export type ImportReport = {
  ok: true;
  /** Null in a dry run: nothing was written. */
  import_id: string | null;
  mapping: Mapping;
  counts: Counts;
};

const BATCH = 1_000;
const BATCHES_BETWEEN_NOTES = 10;

type Prepared = { ok: true; mapping: Mapping; places: Places; survey: FileSurvey };

const prepare = async ({ path, mapping: given }: ImportRequest): Promise<Prepared | Refused> => {
  const survey = await surveyFile(path);
  const mapping = given ?? recognize(survey);
  if (!mapping) return refuse('import_unreadable', { reason: 'no_columns' });
  if (!iconv.encodingExists(mapping.encoding)) {
    return refuse('import_unreadable', { reason: 'encoding', encoding: mapping.encoding });
  }
  const header = mapping.header ? (sampleRows(survey.sample, mapping)[0] ?? []) : null;
  const found = placesOf(mapping, header);
  if (!found.ok) return refuse('import_unreadable', { reason: 'column', column: found.column });
  return { ok: true, mapping, places: found.places, survey };
};

/** The version that awards is the one live now, whatever is published meanwhile. */
const begin = (ctx: LedgerContext, request: ImportRequest, mapping: Mapping, at: number) =>
  inMerchant(ctx.db, ctx.merchantId, async (trx) => {
    const { merchantId, actor } = ctx;
    const id = newId();
    const file_name = basename(request.path);
    const live = request.award === 'none' ? undefined : await findLive(merchantId, trx);
    const program_version = live?.number ?? null;
    const row = { id, file_name, award: request.award, mapping, program_version, at, actor };
    await insertImport(merchantId, row, trx);
    const subject = encodeId('imp', id);
    const details = { file_name, award: request.award };
    await audit(trx, { merchantId, actor, action: 'import.started', subject, details, at });
    return id;
  });

const note = (target: Target, state: 'running' | 'done' | 'failed', counts: Counts) => {
  const { ctx, importId: id } = target;
  if (id === null) return;
  const finished_at = state === 'running' ? null : new Date(ctx.clock.now());
  return inMerchant(ctx.db, ctx.merchantId, (trx) =>
    updateImport(ctx.merchantId, id, { state, counts, finished_at }, trx),
  );
};

type Run = { target: Target; reader: OrderReader; counts: Counts; announced: Set<string> };

const write = async ({ target, reader, counts, announced }: Run, orders: ImportOrder[]) => {
  if (orders.length === 0) return;
  const { refused, ...added } = await writeOrders(target, orders, announced);
  counts.new_orders += added.new_orders;
  counts.known_orders += added.known_orders;
  counts.new_customers += added.new_customers;
  counts.decisions += added.decisions;
  for (const { row } of refused) reader.reject({ row, reason: 'order_refused', cells: [] });
};

const readAll = async (run: Run, { mapping, survey }: Prepared, request: ImportRequest) => {
  const { target, reader, counts } = run;
  let read = 0;
  let waiting: ImportOrder[] = [];
  let batches = 0;
  const rows = readRows(request.path, mapping, (bytes) => {
    read += bytes;
  });
  let isHeader = mapping.header;
  for await (const row of rows) {
    if (!isHeader) waiting.push(...reader.take(row));
    isHeader = false;
    if (waiting.length < BATCH) continue;
    await write(run, waiting);
    waiting = [];
    request.onProgress?.({ lines: counts.lines, read, bytes: survey.bytes });
    batches += 1;
    if (batches % BATCHES_BETWEEN_NOTES === 0) await note(target, 'running', counts);
  }
  waiting.push(...reader.end());
  for (let at = 0; at < waiting.length; at += BATCH) {
    await write(run, waiting.slice(at, at + BATCH));
  }
  request.onProgress?.({ lines: counts.lines, read, bytes: survey.bytes });
};

const perform = async (
  ctx: LedgerContext,
  request: ImportRequest,
  prepared: Prepared,
  shop: ImportShop,
): Promise<ImportReport> => {
  const { mapping, places } = prepared;
  const startedAt = ctx.clock.now();
  const importId = request.dryRun ? null : await begin(ctx, request, mapping, startedAt);
  const { currency, zone, location_id } = shop;
  const { award } = request;
  const target = { ctx, source: mapping.source, currency, importId, award, startedAt };
  const counts = noCounts();
  const facts = { zone, minorDigits: minorDigits(currency), now: startedAt };
  const reading = readingOf(mapping, places, facts);
  const reader = orderReader(reading, location_id, counts, request.onReject ?? (() => {}));
  try {
    await readAll({ target, reader, counts, announced: new Set() }, prepared, request);
  } catch (error) {
    await note(target, 'failed', counts);
    throw error;
  }
  await note(target, 'done', counts);
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
