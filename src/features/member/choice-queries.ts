import { sql } from 'kysely';
import type { MerchantTransaction } from '#platform/db/tenant.ts';

/** A choice is for the visit it is made for: hours later it would only surprise. */
const CHOICE_HOURS = 4;
const HOUR_MS = 3_600_000;

/** Remembers what a member picked on the card; null takes the choice back. */
export const writeChoice = async (
  merchantId: string,
  memberId: string,
  choice: { rewardId: string; at: number } | null,
  trx: MerchantTransaction,
): Promise<void> => {
  await trx
    .updateTable('member')
    .set({
      chosen_reward_id: choice?.rewardId ?? null,
      chosen_at: choice ? new Date(choice.at) : null,
    })
    .where('merchant_id', '=', merchantId)
    .where('id', '=', memberId)
    .execute();
};

/**
 * The reward a member picked and has not got since. Whether it can be had is for the reader to see:
 * a choice holds nothing. A redemption taken back leaves the choice as it was.
 */
export const findChoice = async (
  merchantId: string,
  memberId: string,
  now: number,
  trx: MerchantTransaction,
): Promise<string | null> => {
  const row = await trx
    .selectFrom('member')
    .select('chosen_reward_id')
    .where('merchant_id', '=', merchantId)
    .where('id', '=', memberId)
    .where('chosen_at', '>', new Date(now - CHOICE_HOURS * HOUR_MS))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('redemption')
            .select(sql`1`.as('one'))
            .whereRef('redemption.merchant_id', '=', 'member.merchant_id')
            .whereRef('redemption.member_id', '=', 'member.id')
            .whereRef('redemption.reward_id', '=', 'member.chosen_reward_id')
            .whereRef('redemption.at', '>=', 'member.chosen_at')
            .where('redemption.state', 'in', ['held', 'issued', 'fulfilled']),
        ),
      ),
    )
    .executeTakeFirst();
  return row?.chosen_reward_id ?? null;
};
