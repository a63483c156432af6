import type { Clock } from '#platform/clock/clock.ts';
import type { Db } from '#platform/db/database.ts';
import type { Command } from './command.ts';
import { runDecision } from './run-decision.ts';

const BATCH = 200;
/** Bounds one run; what remains waits for the next. */
const MOST_BATCHES = 100;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

type Due = { merchant_id: string; member_id: string };

/** Members to whom time alone brings a decision. */
export type DueMembers = {
  /** Yields merchant_id and member_id by member_id, from after `$1` on, as many as `$2`. */
  query: string;
  /** `$3` and on. */
  values: unknown[];
  command: (memberId: string) => Command;
};

/**
 * Decides for every member who is due. Walks by id, so a member who can't be decided doesn't hold
 * up those behind. Returns the number of decisions.
 */
export async function decideDue(
  db: Db,
  clock: Clock,
  due: DueMembers,
  signal?: AbortSignal,
): Promise<number> {
  let committed = 0;
  let after = FIRST_ID;
  for (let batch = 0; batch < MOST_BATCHES && !signal?.aborted; batch++) {
    const { rows } = await db.owner.query<Due>(due.query, [after, BATCH, ...due.values]);
    for (const { merchant_id: merchantId, member_id } of rows) {
      const ctx = { db, merchantId, clock, actor: 'system' };
      const result = await runDecision(ctx, due.command(member_id));
      if (result.status === 'committed') committed += 1;
      after = member_id;
    }
    if (rows.length < BATCH) break;
  }
  return committed;
}
