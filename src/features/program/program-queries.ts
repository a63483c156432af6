import type { Locale, ProgramDocument } from '#core/program.ts';
import type { MerchantTransaction } from '#platform/db/tenant.ts';

export type VersionRow = {
  number: number;
  document: ProgramDocument;
  published_at: Date;
  published_by: string;
  note: string | null;
};
export type DraftRow = {
  id: string;
  document: ProgramDocument;
  based_on: number;
  updated_at: Date;
  updated_by: string;
};
export type ProgramShop = { currency: string; locale: Locale };

const VERSION = ['number', 'document', 'published_at', 'published_by', 'note'] as const;
const DRAFT = ['id', 'document', 'based_on', 'updated_at', 'updated_by'] as const;

const versions = (merchantId: string, trx: MerchantTransaction) =>
  trx.selectFrom('program_version').select(VERSION).where('merchant_id', '=', merchantId);

const drafts = (merchantId: string, trx: MerchantTransaction) =>
  trx.selectFrom('program_draft').select(DRAFT).where('merchant_id', '=', merchantId);

/** The newest version is the live one. */
export const findLive = (
  merchantId: string,
  trx: MerchantTransaction,
): Promise<VersionRow | undefined> =>
  versions(merchantId, trx).orderBy('number', 'desc').limit(1).executeTakeFirst();

export const findVersion = (
  merchantId: string,
  number: number,
  trx: MerchantTransaction,
): Promise<VersionRow | undefined> =>
  versions(merchantId, trx).where('number', '=', number).executeTakeFirst();

export const listVersions = (
  merchantId: string,
  page: { limit: number; before: number | null },
  trx: MerchantTransaction,
): Promise<VersionRow[]> =>
  versions(merchantId, trx)
    .$if(page.before !== null, (query) => query.where('number', '<', page.before ?? 0))
    .orderBy('number', 'desc')
    .limit(page.limit + 1)
    .execute();

export const insertVersion = async (
  merchantId: string,
  version: VersionRow,
  trx: MerchantTransaction,
): Promise<void> => {
  await trx
    .insertInto('program_version')
    .values({
      merchant_id: merchantId,
      ...version,
      document: JSON.stringify(version.document),
    })
    .execute();
};

export const findDraft = (
  merchantId: string,
  id: string,
  trx: MerchantTransaction,
): Promise<DraftRow | undefined> => drafts(merchantId, trx).where('id', '=', id).executeTakeFirst();

export const listDrafts = (
  merchantId: string,
  page: { limit: number; before: string | null },
  trx: MerchantTransaction,
): Promise<DraftRow[]> =>
  drafts(merchantId, trx)
    .$if(page.before !== null, (query) => query.where('id', '<', page.before ?? ''))
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute();

export const saveDraft = async (
  merchantId: string,
  draft: DraftRow,
  trx: MerchantTransaction,
): Promise<void> => {
  const { document, updated_at, updated_by } = draft;
  const changes = { document: JSON.stringify(document), updated_at, updated_by };
  await trx
    .insertInto('program_draft')
    .values({ merchant_id: merchantId, id: draft.id, based_on: draft.based_on, ...changes })
    .onConflict((conflict) => conflict.columns(['merchant_id', 'id']).doUpdateSet(changes))
    .execute();
};

export const removeDraft = async (
  merchantId: string,
  id: string,
  trx: MerchantTransaction,
): Promise<boolean> => {
  const removed = await trx
    .deleteFrom('program_draft')
    .where('merchant_id', '=', merchantId)
    .where('id', '=', id)
    .executeTakeFirst();
  return removed.numDeletedRows > 0n;
};

/** The merchant's row; `lock` makes publishers wait for each other. */
export const findProgramShop = async (
  merchantId: string,
  trx: MerchantTransaction,
  lock = false,
): Promise<ProgramShop> => {
  const row = await trx
    .selectFrom('merchant')
    .select(['currency', 'locale'])
    .where('merchant_id', '=', merchantId)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirstOrThrow();
  return { currency: row.currency, locale: row.locale as Locale };
};

export const activeRewardIds = async (
  merchantId: string,
  trx: MerchantTransaction,
): Promise<string[]> => {
  const rows = await trx
    .selectFrom('reward')
    .select('id')
    .where('merchant_id', '=', merchantId)
    .where('active', '=', true)
    .limit(10_000)
    .execute();
  return rows.map(({ id }) => id);
};
