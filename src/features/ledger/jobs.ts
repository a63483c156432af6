import { LEAST_MERGED, REFUND_HORIZON_MS } from '#core/decide-compaction.ts';
import type { MemberEvent } from '#core/event.ts';
import type { Clock } from '#platform/clock/clock.ts';
import type { Db } from '#platform/db/database.ts';
import type { Job } from '#platform/jobs/worker.ts';
import { decideDue } from './due-members.ts';

/** Records in the ledger what has already stopped counting. Returns the number of decisions. */
export const recordExpiry = (db: Db, clock: Clock, signal?: AbortSignal): Promise<number> =>
  decideDue(
    db,
    clock,
    {
      query: `select distinct merchant_id, member_id from stamgast.lot
        where remaining > 0 and member_id > $1 and expires_at <= $3
        order by member_id limit $2`,
      values: [new Date(clock.now())],
      event: () => ({ type: 'expiry' }),
    },
    signal,
  );

/** Merges old lots of members who have many of them. Returns the number of decisions. */
export const compactLots = (db: Db, clock: Clock, signal?: AbortSignal): Promise<number> => {
  const now = clock.now();
  const earned_before = now - REFUND_HORIZON_MS;
  const event: MemberEvent = { type: 'compaction', earned_before, least: LEAST_MERGED };
  return decideDue(
    db,
    clock,
    {
      query: `select distinct merchant_id, member_id from (
          select merchant_id, member_id from stamgast.lot
          where remaining > 0 and member_id > $1 and earned_at < $3 and n >= 0
            and active_from <= $4 and (expires_at is null or expires_at > $4)
          group by merchant_id, member_id, unit, expires_at
          having count(*) >= ${LEAST_MERGED}) many
        order by member_id limit $2`,
      values: [new Date(earned_before), new Date(now)],
      event: () => event,
    },
    signal,
  );
};

/** Once an hour: somewhere it is night. */
export const recordExpiryJob = (db: Db, clock: Clock): Job => ({
  name: 'record_expiry',
  cron: '7 * * * *',
  run: async (_payload, signal) => {
    await recordExpiry(db, clock, signal);
  },
});

/** Once a night. */
export const compactLotsJob = (db: Db, clock: Clock): Job => ({
  name: 'compact_lots',
  cron: '23 2 * * *',
  run: async (_payload, signal) => {
    await compactLots(db, clock, signal);
  },
});
