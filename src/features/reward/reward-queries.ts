import type { Locale, ProgramDocument } from '#core/program.ts';
import type { MerchantTransaction } from '#platform/db/tenant.ts';
import type { RewardContent } from './reward-content.ts';

export type RewardRow = {
  id: string;
  revision: number;
  active: boolean;
  limited: boolean;
  created_at: Date;
  content: RewardContent;
  /** Copies left; null = never counted. */
  remaining: number | null;
};

/** What of the merchant a reward's texts and price need. */
export type RewardShop = { locale: Locale; currency: string; live: ProgramDocument | null };

export const findShop = async (
  merchantId: string,
  trx: MerchantTransaction,
): Promise<RewardShop> => {
  const row = await trx
    .selectFrom('merchant')
    .leftJoin('program_version', 'program_version.merchant_id', 'merchant.merchant_id')
    .select(['merchant.locale', 'merchant.currency', 'program_version.document'])
    .where('merchant.merchant_id', '=', merchantId)
    .orderBy('program_version.number', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  return { locale: row.locale as Locale, currency: row.currency, live: row.document };
};

const rewards = (merchantId: string, trx: MerchantTransaction) =>
  trx
    .selectFrom('reward')
    .innerJoin('reward_revision', (join) =>
      join
        .onRef('reward_revision.merchant_id', '=', 'reward.merchant_id')
        .onRef('reward_revision.reward_id', '=', 'reward.id')
        .onRef('reward_revision.revision', '=', 'reward.revision'),
    )
    .leftJoin('claimable', (join) =>
      join
        .onRef('claimable.merchant_id', '=', 'reward.merchant_id')
        .onRef('claimable.id', '=', 'reward.id')
        .on('claimable.kind', '=', 'reward_stock'),
    )
    .select([
      'reward.id',
      'reward.revision',
      'reward.active',
      'reward.limited',
      'reward.created_at',
      'reward_revision.content',
      'claimable.remaining',
    ])
    .where('reward.merchant_id', '=', merchantId);

export const findReward = async (
  merchantId: string,
  id: string,
  trx: MerchantTransaction,
): Promise<RewardRow | undefined> =>
  (await rewards(merchantId, trx).where('reward.id', '=', id).executeTakeFirst()) as
    | RewardRow
    | undefined;

/** By id, which is their age. */
export const listRewards = async (
  merchantId: string,
  page: { limit: number; after: string | null; active: boolean | undefined },
  trx: MerchantTransaction,
): Promise<RewardRow[]> =>
  (await rewards(merchantId, trx)
    .$if(page.active !== undefined, (query) =>
      query.where('reward.active', '=', page.active ?? true),
    )
    .$if(page.after !== null, (query) => query.where('reward.id', '>', page.after ?? ''))
    .orderBy('reward.id')
    .limit(page.limit + 1)
    .execute()) as RewardRow[];

export type UsedReward = RewardRow & { used: number };

/** Rewards with how often each was handed out and not canceled. */
export const withUses = async (
  merchantId: string,
  rows: readonly RewardRow[],
  trx: MerchantTransaction,
): Promise<UsedReward[]> => {
  if (rows.length === 0) return [];
  const counted = await trx
    .selectFrom('redemption')
    .select((eb) => ['reward_id', eb.fn.countAll<number>().as('used')])
    .where('merchant_id', '=', merchantId)
    .where('state', 'in', ['issued', 'fulfilled'])
    .where(
      'reward_id',
      'in',
      rows.map(({ id }) => id),
    )
    .groupBy('reward_id')
    .execute();
  const uses = new Map(counted.map(({ reward_id, used }) => [reward_id, used]));
  return rows.map((row) => ({ ...row, used: uses.get(row.id) ?? 0 }));
};

export const insertReward = async (
  merchantId: string,
  reward: { id: string; content: RewardContent; stock: number | null; by: string; at: Date },
  trx: MerchantTransaction,
): Promise<void> => {
  const { id, content, stock, by, at } = reward;
  await trx
    .insertInto('reward')
    .values({ merchant_id: merchantId, id, revision: 1, limited: stock !== null, created_at: at })
    .execute();
  await insertRevision(merchantId, { id, revision: 1, content, by, at }, trx);
  if (stock !== null) await setStock(merchantId, id, stock, trx);
};

export const insertRevision = async (
  merchantId: string,
  revision: { id: string; revision: number; content: RewardContent; by: string; at: Date },
  trx: MerchantTransaction,
): Promise<void> => {
  await trx
    .insertInto('reward_revision')
    .values({
      merchant_id: merchantId,
      reward_id: revision.id,
      revision: revision.revision,
      content: JSON.stringify(revision.content),
      created_at: revision.at,
      created_by: revision.by,
    })
    .execute();
};

export const updateReward = async (
  merchantId: string,
  id: string,
  changes: { revision?: number; active?: boolean; limited?: boolean },
  trx: MerchantTransaction,
): Promise<void> => {
  if (Object.keys(changes).length === 0) return;
  await trx
    .updateTable('reward')
    .set(changes)
    .where('merchant_id', '=', merchantId)
    .where('id', '=', id)
    .execute();
};

/** The row stays when a reward is no longer counted: canceled redemptions still give back to it. */
export const setStock = async (
  merchantId: string,
  id: string,
  remaining: number,
  trx: MerchantTransaction,
): Promise<void> => {
  await trx
    .insertInto('claimable')
    .values({ merchant_id: merchantId, kind: 'reward_stock', id, remaining })
    .onConflict((conflict) =>
      conflict.columns(['merchant_id', 'kind', 'id']).doUpdateSet({ remaining }),
    )
    .execute();
};

/** Two changes of one reward wait for each other, so no revision number is given twice. */
export const lockReward = async (
  merchantId: string,
  id: string,
  trx: MerchantTransaction,
): Promise<void> => {
  await trx
    .selectFrom('reward')
    .select('id')
    .where('merchant_id', '=', merchantId)
    .where('id', '=', id)
    .forUpdate()
    .execute();
};
