import type { Entry } from '#core/decision.ts';
import type { MerchantTransaction } from '#platform/db/tenant.ts';

/** An entry as far as a reader needs it. */
export type ReadEntry = Pick<Entry, 'unit' | 'amount' | 'cause' | 'explanation'>;

/** The entries of a decision as they were written. */
export const findEntries = async (
  merchantId: string,
  decisionId: string,
  trx: MerchantTransaction,
): Promise<ReadEntry[]> => {
  const decision = await trx
    .selectFrom('decision')
    .select(['member_id', 'at'])
    .where('merchant_id', '=', merchantId)
    .where('id', '=', decisionId)
    .executeTakeFirst();
  if (!decision) return [];
  return trx
    .selectFrom('entry')
    .select(['unit', 'amount', 'cause', 'explanation'])
    .where('merchant_id', '=', merchantId)
    .where('member_id', '=', decision.member_id)
    .where('at', '=', decision.at)
    .where('decision_id', '=', decisionId)
    .orderBy('n')
    .execute();
};

/** Where a decision was made and by whom. */
export const findDecisionPlace = (
  merchantId: string,
  decisionId: string,
  trx: MerchantTransaction,
) =>
  trx
    .selectFrom('decision')
    .select(['location_id', 'staff_id'])
    .where('merchant_id', '=', merchantId)
    .where('id', '=', decisionId)
    .executeTakeFirst();

/** Names of rewards as they are now, per language. */
export const findRewardNames = async (
  merchantId: string,
  rewardIds: readonly string[],
  trx: MerchantTransaction,
): Promise<Map<string, Record<string, string>>> => {
  const rows = await trx
    .selectFrom('reward')
    .innerJoin('reward_revision', (join) =>
      join
        .onRef('reward_revision.merchant_id', '=', 'reward.merchant_id')
        .onRef('reward_revision.reward_id', '=', 'reward.id')
        .onRef('reward_revision.revision', '=', 'reward.revision'),
    )
    .select(['reward.id', 'reward_revision.content'])
    .where('reward.merchant_id', '=', merchantId)
    .where('reward.id', 'in', rewardIds)
    .execute();
  type Content = { name?: Record<string, string> };
  return new Map(rows.map(({ id, content }) => [id, (content as Content).name ?? {}]));
};
