import type { ImportAward, ImportMapping } from '#contract/import.ts';
import { audit } from '#features/audit/index.ts';
import type { LedgerContext } from '#features/ledger/index.ts';
import { findLive } from '#features/program/index.ts';
import { inMerchant, type MerchantTransaction } from '#platform/db/tenant.ts';
import { encodeId, newId } from '#platform/ids/ids.ts';
import { noCounts } from './counts.ts';
import { type ImportRow, insertImport, updateImport } from './import-row-queries.ts';

type Writer = Pick<LedgerContext, 'merchantId' | 'actor' | 'clock'>;

/** The version that awards is the one live now, whatever is published meanwhile. */
const startOf = async (
  { merchantId, actor, clock }: Writer,
  award: ImportAward,
  trx: MerchantTransaction,
) => {
  const live = award === 'none' ? undefined : await findLive(merchantId, trx);
  return {
    state: 'running' as const,
    award,
    program_version: live?.number ?? null,
    started_at: new Date(clock.now()),
    started_by: actor,
  };
};

const logStart = (
  { merchantId, actor, clock }: Writer,
  { id, file_name, award }: Pick<ImportRow, 'id' | 'file_name' | 'award'>,
  trx: MerchantTransaction,
) => {
  const subject = encodeId('imp', id);
  const details = { file_name, award };
  const at = clock.now();
  return audit(trx, { merchantId, actor, action: 'import.started', subject, details, at });
};

type Begun = { file_name: string; award: ImportAward; mapping: ImportMapping; bytes: number };

/** An import of a file that lies before the command line: nobody looks at it in between. */
export const beginImport = (
  ctx: LedgerContext,
  { award, ...file }: Begun,
): Promise<{ id: string; startedAt: number }> =>
  inMerchant(ctx.db, ctx.merchantId, async (trx) => {
    const start = await startOf(ctx, award, trx);
    const id = newId();
    const row = await insertImport(
      ctx.merchantId,
      { id, uploaded_at: null, ...file, ...start },
      trx,
    );
    await updateImport(ctx.merchantId, id, { isWriting: true }, trx);
    await logStart(ctx, row, trx);
    return { id, startedAt: start.started_at.getTime() };
  });

/** From here on the job writes what the uploaded file holds. */
export const startImport = async (
  writer: Writer,
  row: Pick<ImportRow, 'id' | 'file_name'>,
  award: ImportAward,
  trx: MerchantTransaction,
): Promise<ImportRow | undefined> => {
  const begun = { counts: noCounts(), read_bytes: 0, fault: null, attempts: 0 };
  const start = { ...(await startOf(writer, award, trx)), ...begun, isWriting: true as const };
  await logStart(writer, { ...row, award }, trx);
  return updateImport(writer.merchantId, row.id, start, trx);
};
