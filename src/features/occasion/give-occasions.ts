import { addDays } from '#core/calendar.ts';
import { DAY_MS } from '#core/lifetime.ts';
import { businessDay } from '#core/local-time.ts';
import { LEAST_DAYS_BETWEEN, type Occasion, type OccasionDay } from '#core/occasion.ts';
import type { ProgramDocument } from '#core/program.ts';
import { decideDue } from '#features/ledger/index.ts';
import type { Clock } from '#platform/clock/clock.ts';
import type { Db } from '#platform/db/database.ts';
import { NIL_ID } from '#platform/ids/ids.ts';
import type { Job } from '#platform/jobs/worker.ts';

type Due = { merchant_id: string; member_id: string; yearly: number };
type Shop = { merchant_id: string; document: ProgramDocument };

/** Merchants read at once. */
const PAGE = 200;
/** Units are given late at most so many days: after that the day is forgotten. */
const LATE_DAYS = 7;

/** Month · 100 + day. */
const yearlyOf = (day: string): number => Number(day.slice(5, 7)) * 100 + Number(day.slice(8));

const LEAP_DAY = 229;

/**
 * The days that are near, by their place in the year. 29 February is the 28th in years without it.
 * Days that have passed are looked at as long as the gift would be worth something, so that an
 * installation that was down gives what it owes.
 */
export const daysNear = (occasion: Occasion, today: string): Map<number, string> => {
  const { before, give } = occasion;
  const after = give.kind === 'voucher' ? give.valid_days : LATE_DAYS;
  const near = new Map<number, string>();
  for (let ahead = -after; ahead <= before; ahead++) {
    const day = addDays(today, ahead);
    near.set(yearlyOf(day), day);
    const isLastOfFebruary = yearlyOf(day) === 228 && yearlyOf(addDays(day, 1)) === 301;
    if (isLastOfFebruary) near.set(LEAP_DAY, day);
  }
  return near;
};

/** The day of the year and who has one yet: nobody's first anniversary is the day of joining. */
const DAYS: Record<OccasionDay, { yearly: string; has: string }> = {
  birthday: {
    yearly: '(extract(month from m.birthday) * 100 + extract(day from m.birthday))::integer',
    has: 'm.birthday is not null',
  },
  anniversary: {
    yearly: `(extract(month from m.enrolled_at at time zone $5) * 100
      + extract(day from m.enrolled_at at time zone $5))::integer`,
    has: 'm.enrolled_at < $6',
  },
};

const dueQuery = (on: OccasionDay): string => `
  select m.merchant_id, m.id as member_id, ${DAYS[on].yearly} as yearly
  from stamgast.member m
  where m.id > $1 and m.merchant_id = $3 and m.enrolled_at is not null
    and ${DAYS[on].has} and ${DAYS[on].yearly} = any ($4)
  order by m.id limit $2`;

type Task = { db: Db; clock: Clock; signal?: AbortSignal | undefined };

const giveOne = ({ db, clock, signal }: Task, shop: Shop, occasion: Occasion): Promise<number> => {
  const { zone, day_starts_at } = shop.document;
  const now = clock.now();
  const near = daysNear(occasion, businessDay(now, zone, day_starts_at));
  return decideDue<Due>(
    db,
    clock,
    {
      query: dueQuery(occasion.on),
      values: [
        shop.merchant_id,
        [...near.keys()],
        ...(occasion.on === 'anniversary'
          ? [zone, new Date(now - LEAST_DAYS_BETWEEN * DAY_MS)]
          : []),
      ],
      event: ({ yearly }) => ({
        type: 'occasion',
        occasion: occasion.id,
        day: near.get(yearly) ?? '',
      }),
    },
    signal,
  );
};

/** Merchants from after an id on whose live program has occasions, a page of them. */
const shopsAfter = async (db: Db, id: string): Promise<Shop[]> => {
  const { rows } = await db.owner.query<Shop>(
    `select merchant_id, document from (
       select distinct on (merchant_id) merchant_id, document from stamgast.program_version
       where merchant_id > $1 order by merchant_id, number desc) live
     where jsonb_array_length(document->'occasions') > 0 order by merchant_id limit $2`,
    [id, PAGE],
  );
  return rows;
};

/** Gives what programs have for birthdays and anniversaries. Returns the number of decisions. */
export const giveOccasions = async (task: Task): Promise<number> => {
  let given = 0;
  let shops = await shopsAfter(task.db, NIL_ID);
  while (shops.length > 0) {
    for (const shop of shops) {
      for (const occasion of shop.document.occasions ?? []) {
        if (task.signal?.aborted) return given;
        given += await giveOne(task, shop, occasion);
      }
    }
    shops = await shopsAfter(task.db, shops.at(-1)!.merchant_id);
  }
  return given;
};

/** Once an hour: somewhere it is morning. */
export const giveOccasionsJob = (db: Db, clock: Clock): Job => ({
  name: 'give_occasions',
  cron: '17 * * * *',
  run: async (_payload, signal) => {
    await giveOccasions({ db, clock, signal });
  },
});
