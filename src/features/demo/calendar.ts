/** One day of trade; times in epoch ms. Closed days are not in the list. */
export type OpenDay = {
  opens: number;
  closes: number;
  /** How many people come compared with an ordinary day. */
  crowd: number;
  /** 1 to 12. */
  month: number;
};

export const DAYS = 365;
/** No day is busier: what visits are thinned by. */
export const MOST_CROWD = 1.35;

const BY_MONTH = [0.9, 0.92, 1, 1.02, 1.05, 1.05, 0.85, 0.85, 1.08, 1.1, 1.05, 1.15];
/** Monday first. */
const BY_WEEKDAY = [0.95, 1, 1, 1.05, 1.15, 1.1, 0.75];
const HOURS = { weekday: [7, 19], saturday: [8, 18], sunday: [9, 17] } as const;
const CLOSED = new Set(['12-25', '12-26', '01-01']);

/** The 365 days that end with the day of `until`, as the café keeps them; null = closed. */
export const openDays = (until: number, zone: string): (OpenDay | null)[] => {
  const today = Temporal.Instant.fromEpochMilliseconds(until).toZonedDateTimeISO(zone);
  return Array.from({ length: DAYS }, (_, i) =>
    openDay(today.toPlainDate().subtract({ days: DAYS - 1 - i }), zone),
  );
};

const openDay = (date: Temporal.PlainDate, zone: string): OpenDay | null => {
  if (CLOSED.has(date.toString().slice(5))) return null;
  const { dayOfWeek, month } = date;
  const [from, to] = hoursOf(dayOfWeek);
  const crowd = (BY_MONTH[month - 1] ?? 1) * (BY_WEEKDAY[dayOfWeek - 1] ?? 1);
  const opens = fromWallClock(date, from, zone);
  return { opens, closes: fromWallClock(date, to, zone), crowd, month };
};

const hoursOf = (dayOfWeek: number) => {
  if (dayOfWeek === 6) return HOURS.saturday;
  return dayOfWeek === 7 ? HOURS.sunday : HOURS.weekday;
};

const fromWallClock = (date: Temporal.PlainDate, hour: number, zone: string): number =>
  date.toZonedDateTime({ timeZone: zone, plainTime: { hour } }).epochMilliseconds;
