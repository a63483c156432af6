import { type RawBuilder, sql } from 'kysely';
import type { MerchantTransaction } from '#platform/db/tenant.ts';
import type { Places } from '#platform/http/index.ts';
import type { Calendar, Weeks } from './week.ts';

/** A stretch of time, and the places it is about. */
export type Scope = { weeks: Weeks; places: Places };

export type Counted = { value: number; previous: number };
export type Issued = Counted & { cost_minor: number; uncosted: number };

/** Whether a row's moment lies in this week so far. */
const inWeek = ({ weeks }: Scope, at: string): RawBuilder<boolean> =>
  sql`${sql.ref(at)} between ${new Date(weeks.from)} and ${new Date(weeks.to)}`;

/** Whether it lies in the same stretch of the week before. */
const inWeekBefore = ({ weeks }: Scope, at: string): RawBuilder<boolean> =>
  sql`${sql.ref(at)} between ${new Date(weeks.previousFrom)} and ${new Date(weeks.previousTo)}`;

/** Whether it lies in either; what stands between the two is left out by the filters. */
const inBoth = ({ weeks }: Scope, at: string): RawBuilder<boolean> =>
  sql`${sql.ref(at)} between ${new Date(weeks.previousFrom)} and ${new Date(weeks.to)}`;

const within = (places: Places, column = 'location_id'): RawBuilder<boolean> =>
  places === null ? sql`true` : sql`${sql.ref(column)} = any(${places}::uuid[])`;

const only = <Row>(result: { rows: Row[] }): Row => {
  const row = result.rows[0];
  if (!row) throw new Error('an aggregate without a row');
  return row;
};

/** Visits that stand, of this week and the same stretch of the one before. */
export const countVisits = async (
  merchantId: string,
  scope: Scope,
  trx: MerchantTransaction,
): Promise<Counted> => {
  return only(
    await sql<Counted>`
      select count(*) filter (where ${inWeek(scope, 'at')})::integer as value,
        count(*) filter (where ${inWeekBefore(scope, 'at')})::integer as previous
      from stamgast.visit
      where merchant_id = ${merchantId} and begun_by is not null and ${inBoth(scope, 'at')}
        and ${within(scope.places)}`.execute(trx),
  );
};

/** People who enrolled; at a location when they joined there. */
export const countNewMembers = async (
  merchantId: string,
  scope: Scope,
  trx: MerchantTransaction,
): Promise<Counted> => {
  return only(
    await sql<Counted>`
      select count(*) filter (where ${inWeek(scope, 'enrolled_at')})::integer as value,
        count(*) filter (where ${inWeekBefore(scope, 'enrolled_at')})::integer as previous
      from stamgast.member
      where merchant_id = ${merchantId} and ${inBoth(scope, 'enrolled_at')}
        and ${within(scope.places, 'joined_location_id')}`.execute(trx),
  );
};

/** Rewards handed out and not canceled, with what this week's cost. */
export const countRewards = async (
  merchantId: string,
  scope: Scope,
  trx: MerchantTransaction,
): Promise<Issued> => {
  return only(
    await sql<Issued>`
      select count(*) filter (where ${inWeek(scope, 'issued_at')})::integer as value,
        count(*) filter (where ${inWeekBefore(scope, 'issued_at')})::integer as previous,
        coalesce(sum(cost) filter (where ${inWeek(scope, 'issued_at')}), 0)::bigint as cost_minor,
        count(*) filter (where ${inWeek(scope, 'issued_at')} and cost is null)::integer as uncosted
      from (
        select r.issued_at, (v.content->>'cost_of_goods_minor')::bigint as cost
        from stamgast.redemption r
        join stamgast.reward_revision v on v.merchant_id = r.merchant_id
          and v.reward_id = r.reward_id and v.revision = r.revision
        where r.merchant_id = ${merchantId} and r.state in ('issued', 'fulfilled')
          and ${inBoth(scope, 'r.issued_at')} and ${within(scope.places, 'r.location_id')}
      ) issued`.execute(trx),
  );
};

/** Paid orders of members after refunds; orders of unknown amount are left out. */
export const sumRevenue = async (
  merchantId: string,
  scope: Scope,
  trx: MerchantTransaction,
): Promise<Counted> => {
  return only(
    await sql<Counted>`
      select coalesce(sum(net_minor) filter (where ${inWeek(scope, 'at')}), 0)::bigint as value,
        coalesce(sum(net_minor) filter (where ${inWeekBefore(scope, 'at')}), 0)::bigint as previous
      from stamgast."order"
      where merchant_id = ${merchantId} and member_id is not null and state = 'paid'
        and not excluded and ${inBoth(scope, 'at')} and ${within(scope.places)}`.execute(trx),
  );
};

/** Visits per business day since `since`; days without any are left out. */
export const visitsByDay = async (
  merchantId: string,
  since: number,
  scope: Scope & { calendar: Calendar },
  trx: MerchantTransaction,
): Promise<{ day: string; visits: number }[]> => {
  const { zone, day_starts_at } = scope.calendar;
  const { rows } = await sql<{ day: string; visits: number }>`
    select to_char((at at time zone ${zone}) - ${day_starts_at}::interval, 'YYYY-MM-DD') as day,
      count(*)::integer as visits
    from stamgast.visit
    where merchant_id = ${merchantId} and begun_by is not null
      and at >= ${new Date(since)} and at <= ${new Date(scope.weeks.to)}
      and ${within(scope.places)}
    group by 1 order by 1 limit 100`.execute(trx);
  return rows;
};

/** Visits per weekday (1 = Monday) and local hour in a stretch of time. */
export const visitsByHour = async (
  merchantId: string,
  stretch: { from: number; to: number; zone: string; places: Places },
  trx: MerchantTransaction,
): Promise<{ weekday: number; hour: number; visits: number }[]> => {
  const { rows } = await sql<{ weekday: number; hour: number; visits: number }>`
    select extract(isodow from at at time zone ${stretch.zone})::integer as weekday,
      extract(hour from at at time zone ${stretch.zone})::integer as hour,
      count(*)::integer as visits
    from stamgast.visit
    where merchant_id = ${merchantId} and begun_by is not null
      and at >= ${new Date(stretch.from)} and at < ${new Date(stretch.to)}
      and ${within(stretch.places)}
    group by 1, 2 order by 1, 2 limit 168`.execute(trx);
  return rows;
};

type Basics = {
  currency: string;
  zone: string;
  day_starts_at: string | null;
  members: number;
  first_visit_at: Date | null;
};

/** What every figure needs of the merchant, and whether there is anything to count yet. */
export const readBasics = async (
  merchantId: string,
  trx: MerchantTransaction,
): Promise<Basics | undefined> => {
  const { rows } = await sql<Basics>`
    select m.currency, m.zone,
      (select p.document->>'day_starts_at' from stamgast.program_version p
        where p.merchant_id = ${merchantId} order by p.number desc limit 1) as day_starts_at,
      (select count(*)::integer from stamgast.member e
        where e.merchant_id = ${merchantId} and e.enrolled_at is not null) as members,
      (select v.at from stamgast.visit v
        where v.merchant_id = ${merchantId} and v.begun_by is not null
        order by v.at limit 1) as first_visit_at
    from stamgast.merchant m where m.merchant_id = ${merchantId}`.execute(trx);
  return rows[0];
};
