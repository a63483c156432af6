const LEAST_TIMES = 3;

const mostOften = <T>(values: readonly T[]): { value: T; times: number } | null => {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let best: { value: T; times: number } | null = null;
  for (const [value, times] of counts) if (!best || times > best.times) best = { value, times };
  return best;
};

/** What stands in at least three of the last orders and in at least a third of them. */
export const usualOrder = (bought: readonly string[][]): string | null => {
  const best = mostOften(bought.flat());
  const enough = best && best.times >= LEAST_TIMES && best.times * 3 >= bought.length;
  return enough ? best.value : null;
};

/** The weekday (1 = Monday) of at least three and at least two in five of the last visits. */
export const usualWeekday = (times: readonly number[], zone: string): number | null => {
  const days = times.map(
    (at) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).dayOfWeek,
  );
  const best = mostOften(days);
  const enough = best && best.times >= LEAST_TIMES && best.times * 5 >= days.length * 2;
  return enough ? best.value : null;
};

/** Whether `birthday` (`YYYY-MM-DD`) falls on that moment's day; 29 February is the 28th else. */
export const isBirthday = (birthday: string | null, now: number, zone: string): boolean => {
  if (birthday === null) return false;
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone);
  const born = Temporal.PlainDate.from(birthday).toPlainMonthDay();
  return born.toPlainDate({ year: today.year }).equals(today.toPlainDate());
};
