import type { MemberEvent } from '#core/event.ts';
import type { Clock } from '#platform/clock/clock.ts';
import type { Db } from '#platform/db/database.ts';
import { NIL_ID } from '#platform/ids/ids.ts';
import type { Command } from './command.ts';
import { runDecision } from './run-decision.ts';

const BATCH = 200;
/** Bounds one run; what remains waits for the next. */
const MOST_BATCHES = 100;

type Due = { merchant_id: string; member_id: string };

/** Members to whom time alone brings a decision, with what the query says of each. */
export type DueMembers<Row extends Due = Due> = {
  /**
   * Yields merchant_id, member_id and what the command needs by member_id, from after `$1` on, as
   * many as `$2`, one row a member.
   */
  query: string;
  /** `$3` and on. */
  values: unknown[];
  event: (row: Row) => MemberEvent;
};

const timely = (memberId: string, event: MemberEvent): Command => ({
  load: { member: { id: memberId }, lots: 'open' },
  plan: () => ({ ok: true, event }),
});

/**
 * Decides for every member who is due. Walks by id, so a member who can't be decided doesn't hold
 * up those behind. Returns the number of decisions.
 */
export async function decideDue<Row extends Due>(
  db: Db,
  clock: Clock,
  due: DueMembers<Row>,
  signal?: AbortSignal,
): Promise<number> {
  let committed = 0;
  let after = NIL_ID;
  for (let batch = 0; batch < MOST_BATCHES && !signal?.aborted; batch++) {
    const { rows } = await db.owner.query<Row>(due.query, [after, BATCH, ...due.values]);
    for (const row of rows) {
      const ctx = { db, merchantId: row.merchant_id, clock, actor: 'system' };
      const result = await runDecision(ctx, timely(row.member_id, due.event(row)));
      if (result.status === 'committed') committed += 1;
      after = row.member_id;
    }
    if (rows.length < BATCH) break;
  }
  return committed;
}
