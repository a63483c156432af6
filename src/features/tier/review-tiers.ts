import { decideDue } from '#features/ledger/index.ts';
import type { Clock } from '#platform/clock/clock.ts';
import type { Db } from '#platform/db/database.ts';
import type { Job } from '#platform/jobs/worker.ts';

type Due = { merchant_id: string; member_id: string; until: string | null };

const DAY_MS = 86_400_000;
/** A new version may lift members at once: two runs of the job look at all of them. */
const NEW_FOR_MS = 2 * 3_600_000;

/**
 * Members whose tier is about to end, has ended, or may be another since a version was published.
 * The core decides by the merchant's own business day; here a day too many does no harm.
 */
const DUE = `
  select s.merchant_id, s.member_id, s.tier_until::text as until
  from stamgast.member_state s
  cross join lateral (
    select p.document->'tiers' as tiers, p.published_at from stamgast.program_version p
    where p.merchant_id = s.merchant_id order by p.number desc limit 1
  ) p
  where s.member_id > $1 and p.tiers is not null
    and (p.published_at > $4
      or s.tier_until <= $3::date + (p.tiers->>'notice_days')::integer
        and (s.tier->>'noticed' is null
          or s.tier_until <= $3::date - (p.tiers->>'grace_days')::integer))
  order by s.member_id limit $2`;

/** Confirms, announces or takes tiers whose period ends. Returns the number of decisions. */
export const reviewTiers = (db: Db, clock: Clock, signal?: AbortSignal): Promise<number> => {
  const now = clock.now();
  const tomorrow = new Date(now + DAY_MS).toISOString().slice(0, 10);
  return decideDue<Due>(
    db,
    clock,
    {
      query: DUE,
      values: [tomorrow, new Date(now - NEW_FOR_MS)],
      event: ({ until }) => ({ type: 'tier_review', until }),
    },
    signal,
  );
};

/** Once an hour: somewhere it is night. */
export const reviewTiersJob = (db: Db, clock: Clock): Job => ({
  name: 'review_tiers',
  cron: '37 * * * *',
  run: async (_payload, signal) => {
    await reviewTiers(db, clock, signal);
  },
});
