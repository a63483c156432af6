import { visitsTo } from '#core/card-view.ts';
import type { ProgramDocument } from '#core/program.ts';
import type { CardReward, CardSource } from './card-source.ts';

/** Visits after which the member's own habit says more than the program's rules. */
const ENOUGH_VISITS = 2;

/** Units that each visit gives by a standing rule, whatever is bought. */
const fixedPerVisit = (document: ProgramDocument, unit: string): number =>
  document.rules.reduce(
    (sum, { on, give }) =>
      on === 'visit' && give.kind === 'fixed' && give.unit === unit ? sum + give.units : sum,
    0,
  );

/** Units a visit of this member brings on average; 0 = not known yet, or none. */
const gainPerVisit = (source: CardSource, unit: string): number => {
  const fixed = fixedPerVisit(source.document, unit);
  const others = source.document.rules.some(
    ({ on, give }) => on === 'purchase' && give.unit === unit,
  );
  if (fixed > 0 && !others) return fixed;
  const earned = source.earned[unit] ?? 0;
  if (source.visits >= ENOUGH_VISITS && earned > 0) return earned / source.visits;
  return fixed;
};

/** How far a reward is: whole units, and visits where they can be told. */
export type Distance = { units: number; visits: number | null };

/** From what can be spent now to the price; `{ units: 0 }` = it can be redeemed. */
export const distanceTo = (source: CardSource, cost: CardReward['cost']): Distance => {
  const units = Math.max(0, cost.amount - (source.balances[cost.unit]?.spendable ?? 0));
  return { units, visits: visitsTo(units, gainPerVisit(source, cost.unit)) };
};

/** Whether a reward can be handed over now: enough units, and one of it left. */
export const isReachable = (source: CardSource, { cost, left }: CardReward): boolean =>
  left !== 0 && distanceTo(source, cost).units === 0;

/**
 * The day (epoch ms) from which less than `amount` of the unit is left to spend, if nothing is
 * added: when the balance stops being enough. Null = never, or it is not enough now.
 */
export const enoughUntil = (source: CardSource, unit: string, amount: number): number | null => {
  let left = source.balances[unit]?.spendable ?? 0;
  const ending = source.lots
    .filter((lot) => lot.unit === unit && lot.active_from <= source.now)
    .flatMap(({ left: of, expires_at }) => (expires_at === null ? [] : [{ of, expires_at }]))
    .sort((a, b) => a.expires_at - b.expires_at);
  if (left < amount) return null;
  for (const { of, expires_at } of ending) {
    left -= of;
    if (left < amount) return expires_at;
  }
  return null;
};
