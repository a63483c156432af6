import type { TodayView } from '#contract/figure.ts';
import { type Refused, refuse } from '#contract/refusals.ts';
import type { MerchantTransaction } from '#platform/db/tenant.ts';
import type { Places } from '#platform/http/index.ts';
import {
  countNewMembers,
  countRewards,
  countVisits,
  readBasics,
  sumRevenue,
  visitsByDay,
  visitsByHour,
} from './figure-queries.ts';
import { businessDayOf, type Calendar, dayStart, weeksAt } from './week.ts';

const DAYS_SHOWN = 28;
const WEEKS_AVERAGED = 8;

/** Every day of the stretch, also those on which nobody came. */
const withEmptyDays = (
  rows: { day: string; visits: number }[],
  last: Temporal.PlainDate,
): TodayView['days'] => {
  const known = new Map(rows.map(({ day, visits }) => [day, visits]));
  return Array.from({ length: DAYS_SHOWN }, (_, at) => {
    const day = last.subtract({ days: DAYS_SHOWN - 1 - at }).toString();
    return { day, visits: known.get(day) ?? 0 };
  });
};

/** Whole weeks with data, at most eight: a new shop's average isn't thinned by empty ones. */
const weeksOfData = (monday: number, first: Date | null): number => {
  if (!first) return 0;
  const weeks = Math.ceil((monday - first.getTime()) / (7 * 86_400_000));
  return Math.max(0, Math.min(WEEKS_AVERAGED, weeks));
};

/** The first screen's figures as of `now`; the definitions stand in the contract. */
export const readToday = async (
  merchantId: string,
  asked: { now: number; places: Places },
  trx: MerchantTransaction,
): Promise<TodayView | Refused> => {
  const basics = await readBasics(merchantId, trx);
  if (!basics) return refuse('not_found');
  const calendar: Calendar = {
    zone: basics.zone,
    day_starts_at: basics.day_starts_at ?? '04:00',
  };
  const weeks = weeksAt(asked.now, calendar);
  const scope = { weeks, places: asked.places };
  const last = businessDayOf(asked.now, calendar);
  const since = dayStart(last.subtract({ days: DAYS_SHOWN - 1 }), calendar);
  const averaged = weeksOfData(weeks.from, basics.first_visit_at);
  const heatFrom = dayStart(
    businessDayOf(weeks.from, calendar).subtract({ weeks: averaged }),
    calendar,
  );
  const stretch = {
    from: heatFrom,
    to: weeks.from,
    zone: calendar.zone,
    places: asked.places,
  };
  const hours = averaged === 0 ? [] : await visitsByHour(merchantId, stretch, trx);
  const days = await visitsByDay(merchantId, since, { ...scope, calendar }, trx);
  return {
    from: new Date(weeks.from).toISOString(),
    to: new Date(weeks.to).toISOString(),
    currency: basics.currency,
    visits: await countVisits(merchantId, scope, trx),
    new_members: await countNewMembers(merchantId, scope, trx),
    rewards: await countRewards(merchantId, scope, trx),
    revenue: await sumRevenue(merchantId, scope, trx),
    days: withEmptyDays(days, last),
    hours: hours.map((row) => ({ ...row, visits: row.visits / averaged })),
    members: basics.members,
    first_visit_at: basics.first_visit_at?.toISOString() ?? null,
  };
};
