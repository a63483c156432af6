/**
 * The business day of a moment (epoch ms), `YYYY-MM-DD`: it begins at a local time of its own, so
 * that a bar's night belongs to the evening before.
 */
export function businessDay(at: number, zone: string, startsAt: string): string {
  const { hour, minute } = Temporal.PlainTime.from(startsAt);
  return Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .subtract({ hours: hour, minutes: minute })
    .toPlainDate()
    .toString();
}
