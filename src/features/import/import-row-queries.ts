import { sql } from 'kysely';
import type {
  ImportAward,
  ImportCounts,
  ImportGuess,
  ImportState,
  ImportView,
} from '#contract/import.ts';
import type { MerchantTransaction } from '#platform/db/tenant.ts';

const ROW = [
  'id',
  'file_name',
  'award',
  'mapping',
  'state',
  'counts',
  'bytes',
  'read_bytes',
  'fault',
  'uploaded_at',
  'started_at',
  'finished_at',
  'written_from',
] as const;

export type ImportRow = {
  id: string;
  file_name: string;
  award: ImportAward;
  mapping: ImportGuess;
  state: ImportState;
  counts: Partial<ImportCounts>;
  bytes: number;
  read_bytes: number;
  fault: ImportView['fault'];
  uploaded_at: Date | null;
  started_at: Date;
  finished_at: Date | null;
  /** Null while nothing was written. */
  written_from: Date | null;
};

type Begun = {
  id: string;
  file_name: string;
  state: 'uploaded' | 'running';
  award: ImportAward;
  mapping: ImportGuess;
  program_version: number | null;
  bytes: number;
  uploaded_at: Date | null;
  started_at: Date;
  started_by: string;
};

const DB_NOW = sql<Date>`now()`;

export const insertImport = async (
  merchantId: string,
  { mapping, ...row }: Begun,
  trx: MerchantTransaction,
): Promise<ImportRow> =>
  trx
    .insertInto('import')
    .values({
      merchant_id: merchantId,
      kind: 'orders',
      mapping: JSON.stringify(mapping),
      ...row,
    })
    .returning(ROW)
    .executeTakeFirstOrThrow();

const imports = (merchantId: string, trx: MerchantTransaction) =>
  trx.selectFrom('import').select(ROW).where('merchant_id', '=', merchantId);

export const findImport = (
  merchantId: string,
  id: string,
  trx: MerchantTransaction,
): Promise<ImportRow | undefined> =>
  imports(merchantId, trx).where('id', '=', id).executeTakeFirst();

/** An import, locked until the end of the transaction: two people press at the same time. */
export const lockImport = (
  merchantId: string,
  id: string,
  trx: MerchantTransaction,
): Promise<ImportRow | undefined> =>
  imports(merchantId, trx).where('id', '=', id).forUpdate().executeTakeFirst();

/** The newest first; ids grow with time. */
export const listImports = (
  merchantId: string,
  { limit, before }: { limit: number; before: string | null },
  trx: MerchantTransaction,
): Promise<ImportRow[]> => {
  const rows = imports(merchantId, trx);
  return (before === null ? rows : rows.where('id', '<', before))
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
};

/** Whether a job reads a file of this merchant, or soon will. */
export const hasRunningImport = async (
  merchantId: string,
  trx: MerchantTransaction,
): Promise<boolean> => {
  const found = await trx
    .selectFrom('import')
    .select('id')
    .where('merchant_id', '=', merchantId)
    .where('uploaded_at', 'is not', null)
    .where('state', 'in', ['checking', 'running'])
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
};

type Change = {
  state?: ImportState;
  award?: ImportAward;
  mapping?: ImportGuess;
  counts?: Partial<ImportCounts>;
  program_version?: number | null;
  read_bytes?: number;
  fault?: ImportView['fault'];
  started_at?: Date;
  finished_at?: Date | null;
  started_by?: string;
  attempts?: number;
  /** From now on rows are written. */
  isWriting?: true;
};

/** Every change of an import is a sign of life. */
export const updateImport = async (
  merchantId: string,
  id: string,
  { mapping, counts, isWriting, ...change }: Change,
  trx: MerchantTransaction,
): Promise<ImportRow | undefined> =>
  trx
    .updateTable('import')
    .set({
      ...change,
      ...(mapping ? { mapping: JSON.stringify(mapping) } : {}),
      ...(counts ? { counts: JSON.stringify(counts) } : {}),
      ...(isWriting ? { written_from: sql<Date>`coalesce(written_from, now())` } : {}),
      noted_at: DB_NOW,
    })
    .where('merchant_id', '=', merchantId)
    .where('id', '=', id)
    .returning(ROW)
    .executeTakeFirst();

export const deleteImport = async (
  merchantId: string,
  id: string,
  trx: MerchantTransaction,
): Promise<void> => {
  await trx
    .deleteFrom('import')
    .where('merchant_id', '=', merchantId)
    .where('id', '=', id)
    .execute();
};

/** Uploads that nobody went on with, beyond the newest so many. */
export const findForgotten = async (
  merchantId: string,
  kept: number,
  trx: MerchantTransaction,
): Promise<string[]> => {
  const rows = await trx
    .selectFrom('import')
    .select('id')
    .where('merchant_id', '=', merchantId)
    .where('state', 'in', ['uploaded', 'checked'])
    .orderBy('id', 'desc')
    .offset(kept)
    .limit(100)
    .execute();
  return rows.map(({ id }) => id);
};

export type Written = { orders: number; decisions: number; customers: number };

/** What an import has written so far, by all its attempts. */
export const countWritten = async (
  merchantId: string,
  id: string,
  trx: MerchantTransaction,
): Promise<Written> => {
  const { rows } = await sql<Written>`
    select count(*) as orders, count(o.basis) as decisions,
      count(distinct m.id) filter (where m.created_at >= i.written_from) as customers
    from stamgast.import i
    join stamgast."order" o on o.merchant_id = i.merchant_id and o.import_id = i.id
    left join stamgast.member m on m.merchant_id = o.merchant_id and m.id = o.member_id
    where i.merchant_id = ${merchantId} and i.id = ${id}`.execute(trx);
  return rows[0] ?? { orders: 0, decisions: 0, customers: 0 };
};
