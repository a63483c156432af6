import { mulDivFloor, times, whole } from './amount.ts';
import type { RuleAward } from './award.ts';
import type { CompiledPromotion, CompiledRule, Matches } from './compile.ts';
import { withinLimits } from './limits.ts';
import { matchedMoney, matchedPieces, type NetOrder, standing } from './order-net.ts';

/** An exact fraction; the denominator is positive. */
type Fraction = { numerator: bigint; denominator: bigint };

const add = (a: Fraction, b: Fraction): Fraction => ({
  numerator: a.numerator * b.denominator + b.numerator * a.denominator,
  denominator: a.denominator * b.denominator,
});

const floor = ({ numerator, denominator }: Fraction): number =>
  whole(Number(numerator / denominator), 'bonus');

const wholeOf = (units: number): Fraction => ({ numerator: BigInt(units), denominator: 1n });

const NOTHING = wholeOf(0);

const least = (a: Fraction, b: Fraction): Fraction =>
  a.numerator * b.denominator <= b.numerator * a.denominator ? a : b;

/** What a rule really gives: with its own conditions, limits and rounding. */
const givenBy = ({ share }: RuleAward): Fraction =>
  'units' in share
    ? wholeOf(share.units)
    : { numerator: BigInt(share.numerator), denominator: BigInt(share.denominator) };

/** What a rule would give for the lines that a promotion looks at too, exactly. */
const baseFor = (award: RuleAward, net: NetOrder, meant: Matches): Fraction => {
  const { rule } = award;
  if (rule.bonus) return NOTHING;
  const both: Matches = (line) => rule.matches(line) && meant(line);
  const { give, fraction } = rule;
  if (give.kind === 'per_amount') {
    const numerator = BigInt(matchedMoney(net, both)) * BigInt(fraction.per_minor);
    return { numerator, denominator: BigInt(fraction.denominator) };
  }
  if (give.kind === 'per_item') {
    return wholeOf(Math.max(0, times(matchedPieces(net, both), give.units) - award.covered));
  }
  return standing(rule, net, both) ? wholeOf(give.units) : NOTHING;
};

const multiplied = (promotion: CompiledPromotion, net: NetOrder, base: RuleAward[]): number => {
  const { give } = promotion;
  if (give.kind !== 'multiplier') throw new Error(`promotion ${promotion.id} is no multiplier`);
  let sum = NOTHING;
  for (const award of base) {
    if (award.share.unit !== give.unit) continue;
    sum = add(sum, least(baseFor(award, net, promotion.matches), givenBy(award)));
  }
  return floor({
    numerator: sum.numerator * BigInt(give.numerator - give.denominator),
    denominator: sum.denominator * BigInt(give.denominator),
  });
};

/** What is left of the units that taps at the till already gave, by unit. */
type Uncovered = Record<string, number>;

type Offer = { promotion: CompiledPromotion; award: RuleAward };

const empty = (promotion: CompiledPromotion): RuleAward => ({
  rule: promotion,
  share: { unit: promotion.give.unit, units: 0 },
  net_minor: 0,
  quantity: 0,
  covered: 0,
});

/** Whether all conditions about the purchase itself hold for this net. */
export const meetsNet = (term: CompiledRule | CompiledPromotion, net: NetOrder): boolean =>
  term.net.every(({ condition, matches }) =>
    condition.kind === 'spend'
      ? net.amount_known && matchedMoney(net, () => true) >= condition.minor
      : matchedPieces(net, matches) >= condition.quantity,
  );

const offerOf = (
  promotion: CompiledPromotion,
  net: NetOrder | null,
  base: RuleAward[],
  uncovered: Uncovered,
): RuleAward => {
  const { give } = promotion;
  const none = empty(promotion);
  if (!net || !meetsNet(promotion, net)) return none;
  if (give.kind === 'multiplier') {
    const units = multiplied(promotion, net, base);
    const net_minor = matchedMoney(net, promotion.matches);
    return { ...none, share: { unit: give.unit, units }, net_minor };
  }
  if (give.kind === 'per_amount') {
    const net_minor = matchedMoney(net, promotion.matches);
    const units = mulDivFloor(net_minor, give.units, give.per_minor);
    return { ...none, share: { unit: give.unit, units }, net_minor };
  }
  if (give.kind === 'per_item') {
    const quantity = matchedPieces(net, promotion.matches);
    const earned = times(quantity, give.units);
    const covered = Math.min(earned, uncovered[give.unit] ?? 0);
    return { ...none, share: { unit: give.unit, units: earned - covered }, quantity, covered };
  }
  const stands = standing(promotion, net, promotion.matches);
  return { ...none, share: { unit: give.unit, units: stands ? give.units : 0 } };
};

const unitsOf = ({ share }: RuleAward): number => ('units' in share ? share.units : 0);

/** Per unit the offer of a promotion that does not stack which gives most; ties go to the first. */
const bestOf = (offers: Offer[]): Set<CompiledPromotion> => {
  const best = new Map<string, Offer>();
  for (const offer of offers) {
    if (offer.promotion.stacks) continue;
    const { unit } = offer.award.share;
    const known = best.get(unit);
    if (!known || unitsOf(offer.award) > unitsOf(known.award)) best.set(unit, offer);
  }
  return new Set([...best.values()].map(({ promotion }) => promotion));
};

/**
 * What each promotion gives on top of what the rules gave, chosen anew for every net: all that
 * stack, and per unit the best of the others; the rest give 0. Rounded down per order.
 */
export const bonuses = (
  promotions: readonly CompiledPromotion[],
  net: NetOrder | null,
  base: RuleAward[],
  terms: { uncovered: Uncovered; room: Record<string, number> },
): RuleAward[] => {
  const { uncovered, room } = terms;
  const offers = promotions.map((promotion) => ({
    promotion,
    award: withinLimits(offerOf(promotion, net, base, uncovered), room),
  }));
  const best = bestOf(offers);
  return offers.map(({ promotion, award }) => {
    if (!promotion.stacks && !best.has(promotion)) return empty(promotion);
    if (promotion.give.kind !== 'per_item') return award;
    // Only promotions that count use up what taps already gave.
    const again = withinLimits(offerOf(promotion, net, base, uncovered), room);
    uncovered[again.share.unit] = (uncovered[again.share.unit] ?? 0) - again.covered;
    return again;
  });
};
