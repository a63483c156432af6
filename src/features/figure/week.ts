/** What a business counts by: its zone and when its day begins, `HH:MM`. */
export type Calendar = { zone: string; day_starts_at: string };

/** Epoch milliseconds: a week up to now and the same stretch of the week before. */
export type Weeks = { from: number; to: number; previousFrom: number; previousTo: number };

const shifted = (at: number, { zone, day_starts_at }: Calendar): Temporal.PlainDate => {
  const { hour, minute } = Temporal.PlainTime.from(day_starts_at);
  return Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .subtract({ hours: hour, minutes: minute })
    .toPlainDate();
};

/** When a business day begins, as epoch milliseconds. */
export const dayStart = (day: Temporal.PlainDate, { zone, day_starts_at }: Calendar): number =>
  day.toZonedDateTime({ timeZone: zone, plainTime: day_starts_at }).epochMilliseconds;

/** The business day of a moment. */
export const businessDayOf = (at: number, calendar: Calendar): Temporal.PlainDate =>
  shifted(at, calendar);

/**
 * This week since Monday's business day began, and the same local stretch of the week before: equal
 * by the wall clock, also across a clock change.
 */
export const weeksAt = (now: number, calendar: Calendar): Weeks => {
  const today = shifted(now, calendar);
  const monday = today.subtract({ days: today.dayOfWeek - 1 });
  const weekAgo = Temporal.Instant.fromEpochMilliseconds(now)
    .toZonedDateTimeISO(calendar.zone)
    .subtract({ weeks: 1 });
  return {
    from: dayStart(monday, calendar),
    to: now,
    previousFrom: dayStart(monday.subtract({ weeks: 1 }), calendar),
    previousTo: weekAgo.epochMilliseconds,
  };
};
