import { type ImportAward, type ImportMapping, importMappingSchema } from '#contract/import.ts';
import { type Refused, refuse, refuseFields } from '#contract/refusals.ts';
import type { Clock } from '#platform/clock/clock.ts';
import type { MerchantTransaction } from '#platform/db/tenant.ts';
import { startImport } from './begin-import.ts';
import {
  deleteImport,
  hasRunningImport,
  type ImportRow,
  lockImport,
  updateImport,
} from './import-row-queries.ts';

export type ImportWriter = { merchantId: string; actor: string; clock: Clock };

type Step = { from: ImportRow['state'][]; written: boolean };

/** Nothing of it is in the books yet. */
const BEFORE: Step = { from: ['uploaded', 'checked', 'failed'], written: false };

const isAt = (row: ImportRow, { from, written }: Step): boolean =>
  from.includes(row.state) && (row.written_from !== null) === written;

const isRead = ({ state }: ImportRow): boolean => state === 'checking' || state === 'running';

/** The import, locked, when it stands where one of these steps begins. */
const takeAt = async (
  trx: MerchantTransaction,
  merchantId: string,
  id: string,
  steps: Step[],
): Promise<{ ok: true; row: ImportRow } | Refused> => {
  const row = await lockImport(merchantId, id, trx);
  if (!row) return refuse('not_found');
  if (isRead(row)) return refuse('import_running');
  if (!steps.some((step) => isAt(row, step))) return refuse('import_state', { state: row.state });
  return { ok: true, row };
};

type Written = { ok: true; row: ImportRow } | Refused;

const written = (row: ImportRow | undefined): Written =>
  row ? { ok: true, row } : refuse('not_found');

/** How the file is read from now on; what an earlier check found no longer counts. */
export const changeMapping = async (
  trx: MerchantTransaction,
  { merchantId }: ImportWriter,
  id: string,
  mapping: ImportMapping,
): Promise<Written> => {
  const taken = await takeAt(trx, merchantId, id, [BEFORE]);
  if (!taken.ok) return taken;
  const anew = { state: 'uploaded', counts: {}, fault: null, finished_at: null } as const;
  return written(await updateImport(merchantId, id, { mapping, ...anew }, trx));
};

/** Has the whole file read and judged; nothing is written. */
export const startCheck = async (
  trx: MerchantTransaction,
  { merchantId, actor, clock }: ImportWriter,
  id: string,
): Promise<Written> => {
  const taken = await takeAt(trx, merchantId, id, [BEFORE]);
  if (!taken.ok) return taken;
  if (!importMappingSchema.safeParse(taken.row.mapping).success) {
    return refuseFields([{ path: 'columns.date', fault: 'required' }]);
  }
  if (await hasRunningImport(merchantId, trx)) return refuse('import_running');
  const anew = { counts: {}, read_bytes: 0, fault: null, finished_at: null, attempts: 0 };
  const start = { started_at: new Date(clock.now()), started_by: actor };
  return written(await updateImport(merchantId, id, { state: 'checking', ...anew, ...start }, trx));
};

/** Has the orders written: after a check, or again after a failure in the middle. */
export const startRun = async (
  trx: MerchantTransaction,
  writer: ImportWriter,
  id: string,
  award: ImportAward,
): Promise<Written> => {
  const { merchantId } = writer;
  const taken = await takeAt(trx, merchantId, id, [
    { from: ['checked'], written: false },
    { from: ['failed'], written: true },
  ]);
  if (!taken.ok) return taken;
  if (await hasRunningImport(merchantId, trx)) return refuse('import_running');
  return written(await startImport(writer, taken.row, award, trx));
};

/** Forgets an upload of which nothing was written. */
export const discardImport = async (
  trx: MerchantTransaction,
  { merchantId }: ImportWriter,
  id: string,
): Promise<Written> => {
  const taken = await takeAt(trx, merchantId, id, [BEFORE]);
  if (taken.ok) await deleteImport(merchantId, id, trx);
  return taken;
};
