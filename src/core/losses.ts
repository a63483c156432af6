import { freeUnits, isActive, leftOf, lotsOf, takeFrom } from './lot-moves.ts';
import { bySpendingOrder, lotState } from './lots.ts';
import { debtOf, enter, type Posting, type Reason } from './posting.ts';
import type { RefundPolicy } from './program.ts';
import type { Lot } from './state.ts';

/** Which lots a loss may touch. `own` names what the decision taken back had given. */
export type LossTerms = {
  own: (lot: Lot) => boolean;
  policy: RefundPolicy;
  /** A refund under `only_pending` takes pending lots alone; an undo takes its own lots, any. */
  undo: boolean;
};

const takeLoss = (p: Posting, unit: string, amount: number, terms: LossTerms): number => {
  const lots = lotsOf(p, unit).sort(bySpendingOrder);
  const ownPending = lots.filter((lot) => terms.own(lot) && lotState(lot, p.now) === 'pending');
  let taken = takeFrom(p, ownPending, amount);
  if (terms.policy === 'only_pending' && !terms.undo) return taken;
  const active = lots.filter((lot) => isActive(p, lot));
  const free = Math.min(amount - taken, freeUnits(p, unit));
  const fromOwn = takeFrom(p, active.filter(terms.own), free);
  taken += fromOwn;
  if (terms.policy === 'only_pending') return taken;
  return taken + takeFrom(p, active, free - fromOwn);
};

/**
 * Unit −amount for a refund or an undo: own lots first (also pending ones), then other active lots
 * in spending order, never what a hold has set aside; the shortfall becomes debt or is forgiven by
 * the policy. Returns what was forgiven.
 */
export const lose = (
  p: Posting,
  unit: string,
  amount: number,
  terms: LossTerms,
  reason: Reason,
): number => {
  if (amount === 0) return 0;
  const taken = takeLoss(p, unit, amount, terms);
  const short = amount - taken;
  if (terms.policy === 'debt' || terms.policy === 'negative') {
    enter(p, unit, -amount, short, reason);
    return 0;
  }
  enter(p, unit, -taken, 0, reason);
  return short;
};

/** Unit −amount from active lots in spending order; the caller has checked that it suffices. */
export const spend = (p: Posting, unit: string, amount: number, reason: Reason): void => {
  const active = lotsOf(p, unit)
    .filter((lot) => isActive(p, lot))
    .sort(bySpendingOrder);
  const taken = takeFrom(p, active, amount);
  if (taken < amount) {
    throw new Error(`${amount} ${unit} to spend, lots loaded hold ${taken}: load more lots`);
  }
  enter(p, unit, -amount, 0, reason);
};

/** Records that lots have expired; what they held repays debt first. */
export const expire = (
  p: Posting,
  unit: string,
  lots: Lot[],
  reason: (repaid: number) => Reason,
): void => {
  const left = lots.reduce((sum, lot) => sum + leftOf(p, lot), 0);
  const repaid = Math.min(left, debtOf(p, unit));
  takeFrom(p, lots, left);
  enter(p, unit, repaid - left, -repaid, reason(repaid));
};
