import type { RuleAward } from './award.ts';
import type { Explanation } from './explanation.ts';
import type { Move, Target, Verb } from './order-posting.ts';
import { remainderMinor } from './posting.ts';

type PromotionParams = { promotion: string; factor: number; amount: number };

const promotionParams = ({ rule }: RuleAward, amount: number): PromotionParams => {
  const { give } = rule;
  const factor = give.kind === 'multiplier' ? give.numerator / give.denominator : 0;
  return { promotion: rule.id, factor, amount };
};

/** A rule's figures as they stand now; the verb says which way they moved the units. */
const explainAward = (
  award: RuleAward,
  currency: string,
  verb: Verb,
  move: Move,
  amount: number,
): Explanation => {
  if (award.rule.bonus) {
    return { code: `${verb}.promotion`, params: promotionParams(award, amount) };
  }
  const { give, fraction, on } = award.rule;
  if (give.kind === 'per_amount') {
    const params = {
      units: give.units,
      per_minor: give.per_minor,
      net_minor: award.net_minor,
      currency,
      amount,
      remainder_before_minor: remainderMinor(move.before, fraction.per_minor),
      remainder_after_minor: remainderMinor(move.after, fraction.per_minor),
    };
    return { code: `${verb}.per_amount`, params };
  }
  if (give.kind === 'per_item') {
    const { quantity, covered } = award;
    return { code: `${verb}.per_item`, params: { units: give.units, quantity, covered, amount } };
  }
  const trigger = on === 'visit' ? 'visit' : 'purchase';
  return { code: `${verb}.${trigger}`, params: { units: give.units, amount } };
};

/** Awards as posting targets that explain themselves rule by rule. */
export const targetsOf = (awards: RuleAward[], currency: string): Target[] =>
  awards.map((award) => ({
    rule: award.rule.id,
    share: award.share,
    explain: (verb, move, amount) => explainAward(award, currency, verb, move, amount),
  }));

/** Why a tap at the till, or a promotion that adds to it, gave units. */
export const explainTap = (award: RuleAward, amount: number): Explanation => {
  const { rule, quantity } = award;
  if (rule.bonus) return { code: 'earn.promotion_tap', params: promotionParams(award, amount) };
  return { code: 'earn.tap', params: { quantity, units: rule.give.units, amount } };
};

/** Why the begin of a visit gave units. */
export const explainVisit = (award: RuleAward, amount: number): Explanation => {
  const { rule } = award;
  if (rule.bonus) return { code: 'earn.promotion', params: promotionParams(award, amount) };
  return { code: 'earn.visit', params: { units: rule.give.units, amount } };
};
