import { runDecision } from '#features/ledger/index.ts';
import { systemClock } from '#platform/clock/clock.ts';
import type { Db } from '#platform/db/database.ts';
import { newId } from '#platform/ids/ids.ts';
import {
  createTestMember,
  createTestMerchant,
  createTestReward,
  testContext,
} from '#support/ledger.ts';
import { adjustCommand, redeemCommand, withKey } from '#support/ledger-commands.ts';

/*
 * The last copy of a limited reward: many members want it at the same moment, over the connections
 * of two processes (or of two pools in the small form). Exactly one may win.
 */

export type Attempt = { status: string; started: number; ended: number };
export type RoundPlan = { merchantId: string; rewardId: string; memberIds: string[] };
export type RoundOutcome = { winners: number; soldOut: number; other: number; overlapping: number };

const PRICE = { unit: 'stamp', amount: 1 };

/** Everyone who wants the reward can pay for it. */
export async function prepareMembers(
  db: Db,
  count: number,
): Promise<{ merchantId: string; memberIds: string[] }> {
  const { merchantId } = await createTestMerchant(db);
  const ctx = testContext(db, merchantId, systemClock);
  const memberIds: string[] = [];
  for (let i = 0; i < count; i++) {
    const memberId = await createTestMember(db, merchantId);
    await runDecision(ctx, adjustCommand(memberId, PRICE.unit, 1_000));
    memberIds.push(memberId);
  }
  return { merchantId, memberIds };
}

export const prepareReward = (db: Db, merchantId: string): Promise<string> =>
  createTestReward(db, merchantId, PRICE, 1);

/** All members of one process redeem at once. Its times compare with those of other processes. */
export function redeemAll(db: Db, plan: RoundPlan): Promise<Attempt[]> {
  const ctx = testContext(db, plan.merchantId, systemClock);
  const now = () => performance.timeOrigin + performance.now();
  return Promise.all(
    plan.memberIds.map(async (memberId) => {
      const started = now();
      const result = await runDecision(
        ctx,
        withKey(redeemCommand(memberId, plan.rewardId), newId()),
      );
      const status = result.status === 'refused' ? result.refusal.code : result.status;
      return { status, started, ended: now() };
    }),
  );
}

/** `overlapping`: losers who were under way before the winner was done. */
export function judge(attempts: Attempt[]): RoundOutcome {
  const winners = attempts.filter((attempt) => attempt.status === 'committed');
  const losers = attempts.filter((attempt) => attempt.status === 'reward_sold_out');
  const end = Math.max(...winners.map((winner) => winner.ended));
  return {
    winners: winners.length,
    soldOut: losers.length,
    other: attempts.length - winners.length - losers.length,
    overlapping: losers.filter((loser) => loser.started < end).length,
  };
}

/** Takes claims without looking whether enough is left, as if nobody had thought of it. */
export async function removeGuard(db: Db): Promise<void> {
  await db.owner.query('alter table stamgast.claimable drop constraint claimable_remaining_check');
  const { rows } = await db.owner.query<{ text: string }>(
    `select pg_get_functiondef('stamgast.take_claims(uuid, jsonb)'::regprocedure) as text`,
  );
  const guarded = rows[0]?.text ?? '';
  const unguarded = guarded.replace(/\s+and x\.remaining >= \(claim->>'amount'\)::bigint/, '');
  if (unguarded === guarded) throw new Error('the guard was not found');
  await db.owner.query(unguarded);
}
