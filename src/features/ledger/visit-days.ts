import type { Decision } from '#core/decision.ts';
import type { ProgramDocument } from '#core/program.ts';
import type { MemberState } from '#core/state.ts';
import { businessDay } from './business-day.ts';

export type DayCount = { measure: string; business_day: string; amount: number };

/** What a decision adds to the member's visits per business day; a visit taken back counts −1. */
export function visitDays(
  decision: Decision,
  state: MemberState,
  document: ProgramDocument,
): DayCount[] {
  const days: DayCount[] = [];
  for (const visit of decision.visits) {
    const known = state.visits.find((one) => one.id === visit.id);
    const amount = Number(visit.begun_by !== null) - Number((known?.begun_by ?? null) !== null);
    if (amount === 0) continue;
    const business_day = businessDay(visit.at, document.zone, document.day_starts_at);
    days.push({ measure: 'visits', business_day, amount });
  }
  return days;
}
