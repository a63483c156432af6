import { mulDivFloor, times } from './amount.ts';
import { bonuses, meetsNet } from './bonus.ts';
import {
  atRate,
  type CompiledProgram,
  type CompiledPromotion,
  type CompiledRule,
} from './compile.ts';
import { withinCaps, withinLimits } from './limits.ts';
import { matchedMoney, matchedPieces, type NetOrder, standing } from './order-net.ts';
import type { Cap } from './program.ts';
import type { Basis, Posted, PostedRule } from './state.ts';

/** The terms of one order: its frozen basis with the rules of the basis' version. */
export type Terms = {
  rules: CompiledRule[];
  promotions: CompiledPromotion[];
  caps: readonly Cap[];
  covered: Record<string, number>;
  room: Record<string, number>;
};

/** What one rule or promotion gives for a net order, with the figures its explanation needs. */
export type RuleAward = {
  rule: CompiledRule | CompiledPromotion;
  share: PostedRule;
  net_minor: number;
  quantity: number;
  covered: number;
};

/** Puts a basis and the document of its version together. Throws when they do not belong. */
export const resolveTerms = (program: CompiledProgram, basis: Basis): Terms => {
  const terms: Terms = {
    rules: [],
    promotions: [],
    caps: program.document.caps ?? [],
    covered: basis.covered,
    room: basis.room ?? {},
  };
  for (const id of basis.rules) {
    const known = program.terms.get(id);
    if (!known) throw new Error(`rule ${id} is not in version ${basis.version} of the program`);
    const term = atRate(program, known, basis.tier ?? null);
    if (term.bonus) terms.promotions.push(term);
    else terms.rules.push(term);
  }
  return terms;
};

const perAmount = (rule: CompiledRule, net: NetOrder | null): RuleAward => {
  const { give, fraction } = rule;
  if (give.kind !== 'per_amount') throw new Error(`rule ${rule.id} is not per amount`);
  const money = net ? matchedMoney(net, rule.matches) : 0;
  const share =
    give.remainder === 'keep'
      ? {
          unit: give.unit,
          numerator: times(money, fraction.per_minor),
          denominator: fraction.denominator,
        }
      : { unit: give.unit, units: mulDivFloor(money, give.units, give.per_minor) };
  return { rule, share, net_minor: money, quantity: 0, covered: 0 };
};

/** What taps at the till already gave is answered for once, by the first rule of the unit. */
const perItem = (
  rule: CompiledRule,
  net: NetOrder | null,
  uncovered: Record<string, number>,
): RuleAward => {
  const { unit, units } = rule.give as { unit: string; units: number };
  const quantity = net ? matchedPieces(net, rule.matches) : 0;
  const earned = times(quantity, units);
  const covered = Math.min(earned, uncovered[unit] ?? 0);
  if (covered > 0) uncovered[unit] = uncovered[unit]! - covered;
  return { rule, share: { unit, units: earned - covered }, net_minor: 0, quantity, covered };
};

const fixed = (rule: CompiledRule, net: NetOrder | null): RuleAward => {
  const { unit, units } = rule.give as { unit: string; units: number };
  const share = { unit, units: net && standing(rule, net, rule.matches) ? units : 0 };
  return { rule, share, net_minor: 0, quantity: 0, covered: 0 };
};

const awardOf = (
  rule: CompiledRule,
  order: NetOrder | null,
  uncovered: Record<string, number>,
): RuleAward => {
  const net = order && meetsNet(rule, order) ? order : null;
  if (rule.give.kind === 'per_amount') return perAmount(rule, net);
  return rule.give.kind === 'per_item' ? perItem(rule, net, uncovered) : fixed(rule, net);
};

/**
 * What every rule and promotion of the basis gives for a net order, rules first, each in document
 * order; `null` = the order does not stand (pending, canceled, excluded, moved away) and gives 0.
 * Rules that keep their remainder answer an exact numerator (net · units over per_minor, in lowest
 * terms), the others whole units. Limits and caps cut by the room that the basis froze.
 */
export const awardByRule = (terms: Terms, net: NetOrder | null): RuleAward[] => {
  const { promotions, caps, room } = terms;
  const uncovered = { ...terms.covered };
  const base = terms.rules.map((rule) => withinLimits(awardOf(rule, net, uncovered), room));
  if (promotions.length === 0) return withinCaps(base, caps, room);
  return withinCaps([...base, ...bonuses(promotions, net, base, { uncovered, room })], caps, room);
};

/** Whether a share is nothing: neither units nor a numerator. */
export const isEmptyShare = (share: PostedRule): boolean =>
  'units' in share ? share.units === 0 : share.numerator === 0;

/**
 * `award(basis, net lines)`: pure, so whatever happened since, `award − already posted` is right.
 * Example: 2 points per 100 and a net of 1,250 → numerator 1,250 over denominator 50, 25 points.
 */
export const award = (terms: Terms, net: NetOrder | null): Posted => {
  const posted: Posted = {};
  for (const { rule, share } of awardByRule(terms, net)) {
    if (!isEmptyShare(share)) posted[rule.id] = share;
  }
  return posted;
};
