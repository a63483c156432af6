import { mulDivFloor, times } from './amount.ts';
import type { CompiledProgram, CompiledRule } from './compile.ts';
import type { NetLine, NetOrder } from './order-net.ts';
import type { Basis, Posted, PostedRule } from './state.ts';

/** The terms of one order: its frozen basis with the rules of the basis' version. */
export type Terms = { rules: CompiledRule[]; covered: Record<string, number> };

/** What one rule gives for a net order, with the figures its explanation needs. */
export type RuleAward = {
  rule: CompiledRule;
  share: PostedRule;
  net_minor: number;
  quantity: number;
  covered: number;
};

/** Puts a basis and the document of its version together. Throws when they do not belong. */
export const resolveTerms = (program: CompiledProgram, basis: Basis): Terms => ({
  rules: basis.rules.map((id) => {
    const rule = program.rules.get(id);
    if (!rule) throw new Error(`rule ${id} is not in version ${basis.version} of the program`);
    return rule;
  }),
  covered: basis.covered,
});

/** A piece earns while something of its line is left to pay, or the amount is unknown. */
const counts = (line: NetLine, net: NetOrder): boolean =>
  line.quantity > 0 && (!net.amount_known || line.net_minor > 0);

const standing = (net: NetOrder, rule: CompiledRule): boolean => {
  if (rule.on === 'visit') {
    return net.amount_known ? net.remaining_minor > 0 : net.remaining_quantity > 0;
  }
  return net.lines.some(
    (line) => rule.matches(line) && (net.amount_known ? line.net_minor > 0 : line.quantity > 0),
  );
};

const matchedMoney = (rule: CompiledRule, net: NetOrder): number => {
  let sum = 0;
  for (const line of net.lines) if (rule.matches(line)) sum += line.net_minor;
  return Math.max(0, sum);
};

const matchedPieces = (rule: CompiledRule, net: NetOrder): number => {
  let sum = 0;
  for (const line of net.lines) {
    if (counts(line, net) && rule.matches(line)) sum += line.quantity;
  }
  return sum;
};

const perAmount = (rule: CompiledRule, net: NetOrder | null): RuleAward => {
  const { give, fraction } = rule;
  if (give.kind !== 'per_amount') throw new Error(`rule ${rule.id} is not per amount`);
  const money = net ? matchedMoney(rule, net) : 0;
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
  const quantity = net ? matchedPieces(rule, net) : 0;
  const earned = times(quantity, units);
  const covered = Math.min(earned, uncovered[unit] ?? 0);
  if (covered > 0) uncovered[unit] = uncovered[unit]! - covered;
  return { rule, share: { unit, units: earned - covered }, net_minor: 0, quantity, covered };
};

const fixed = (rule: CompiledRule, net: NetOrder | null): RuleAward => {
  const { unit, units } = rule.give as { unit: string; units: number };
  const share = { unit, units: net && standing(net, rule) ? units : 0 };
  return { rule, share, net_minor: 0, quantity: 0, covered: 0 };
};

/**
 * What every rule of the basis gives for a net order, in document order; `null` = the order does
 * not stand (pending, canceled, excluded, moved away) and gives 0. Rules that keep their remainder
 * answer an exact numerator (net · units over per_minor, in lowest terms), the others whole units.
 */
export const awardByRule = (terms: Terms, net: NetOrder | null): RuleAward[] => {
  const uncovered = { ...terms.covered };
  return terms.rules.map((rule) => {
    if (rule.give.kind === 'per_amount') return perAmount(rule, net);
    return rule.give.kind === 'per_item' ? perItem(rule, net, uncovered) : fixed(rule, net);
  });
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
