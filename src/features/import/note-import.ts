import type { ImportCounts, ImportView } from '#contract/import.ts';
import type { LedgerContext } from '#features/ledger/index.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import { countWritten, updateImport } from './import-row-queries.ts';

/** How often the row of an import is told how far it is. */
const NOTE_MS = 1_000;

type Writer = Pick<LedgerContext, 'db' | 'merchantId' | 'clock'>;

/** A row of the list of imports that is kept up to date while its file is read. */
export type KeptRow = { id: string; startedAt: number };

export type Notes = {
  /** At most once a second, however often it is called. */
  progress: (counts: ImportCounts, read: number) => Promise<void>;
  /** The end of a check or an import, with its final figures. */
  end: (counts: ImportCounts, read: number) => Promise<void>;
};

export const SILENT: Notes = { progress: async () => {}, end: async () => {} };

/** Figures of what was really written: an earlier attempt may have written some of it. */
const settle = async (ctx: Writer, row: KeptRow, counts: ImportCounts): Promise<void> => {
  const { merchantId } = ctx;
  const written = await inMerchant(ctx.db, merchantId, (trx) =>
    countWritten(merchantId, row.id, trx),
  );
  const { order_refused = 0 } = counts.rejected;
  counts.new_orders = written.orders;
  counts.known_orders = counts.orders - written.orders - order_refused;
  counts.decisions = written.decisions;
  counts.new_customers = written.customers;
};

/** Writes down how far an import is; `isCheck`: it writes nothing else. */
export const notesFor = (ctx: Writer, row: KeptRow, isCheck: boolean): Notes => {
  const { merchantId } = ctx;
  let last = performance.now();
  const write = (change: Parameters<typeof updateImport>[2]) =>
    inMerchant(ctx.db, merchantId, (trx) => updateImport(merchantId, row.id, change, trx));
  return {
    progress: async (counts, read_bytes) => {
      if (performance.now() - last < NOTE_MS) return;
      last = performance.now();
      await write({ counts, read_bytes });
    },
    end: async (counts, read_bytes) => {
      if (!isCheck) await settle(ctx, row, counts);
      const finished_at = new Date(ctx.clock.now());
      const state = isCheck ? 'checked' : 'done';
      await write({ state, counts, read_bytes, finished_at, fault: null });
    },
  };
};

/** What the file itself is to blame for: broken packing, a row without end, or it is gone. */
const isFilesFault = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  /^(Z_|CSV_|ENOENT$|ERR_ENCODING)/.test(String(error.code));

export const faultOf = (error: unknown): NonNullable<ImportView['fault']> =>
  isFilesFault(error) ? 'unreadable' : 'internal';

export const noteFailure = (
  { db, merchantId, clock }: Writer,
  id: string,
  fault: NonNullable<ImportView['fault']>,
) =>
  inMerchant(db, merchantId, (trx) => {
    const finished_at = new Date(clock.now());
    return updateImport(merchantId, id, { state: 'failed', fault, finished_at }, trx);
  });
