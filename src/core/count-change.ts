import type { CompiledProgram } from './compile.ts';
import { orderContributions, visitContributions } from './contributions.ts';
import { type OrderChange, orderDays, visitDays } from './counting.ts';
import type { Decision, DomainEvent } from './decision.ts';
import type { Frame } from './decision-draft.ts';
import { settleMilestones } from './milestone-gifts.ts';
import type { Moved } from './order-posting.ts';
import type { Posting } from './posting.ts';
import type { MemberState, VisitRecord } from './state.ts';

/** Under which terms something counts, and where its units are posted. */
export type CountScene = {
  frame: Frame;
  state: MemberState;
  posting: Posting;
  program: CompiledProgram;
  version: number;
};

/** What a decision about an order changes besides its units. */
export type Counting = {
  change: OrderChange;
  visits: readonly VisitRecord[];
  moved: readonly Moved[];
};

/**
 * What a decision about an order adds to business days and milestones. Milestones post their units
 * into the same posting.
 */
export const countChange = (
  { frame, state, posting, program, version }: CountScene,
  { change, visits, moved }: Counting,
): Pick<Decision, 'days' | 'progress' | 'vouchers'> & { reached: DomainEvent[] } => {
  const contributions = [
    ...orderContributions(program, change),
    ...visitContributions(program, state, visits),
  ];
  return {
    days: [...visitDays(program, state, visits), ...orderDays(program, change, moved)],
    ...settleMilestones(posting, frame, state, { program, version, contributions }),
  };
};
