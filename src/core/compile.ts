import { gcd } from './amount.ts';
import {
  type Condition,
  type FrozenCondition,
  isNetCondition,
  type NetCondition,
} from './condition.ts';
import type { Occasion } from './occasion.ts';
import type {
  EarningRule,
  Effect,
  Limit,
  LineMatch,
  ProgramDocument,
  Promotion,
  PromotionEffect,
  Trigger,
  Unit,
} from './program.ts';
import type { TierRate } from './tier.ts';

/** What a line is told apart by. */
export type LineKeys = {
  category?: string | undefined;
  sku?: string | undefined;
  tags?: readonly string[] | undefined;
};

/** Whether a line with these keys is one that is meant. */
export type Matches = (line: LineKeys) => boolean;

/** A condition about the purchase itself, with the lines it looks at. */
export type CompiledNetCondition = { condition: NetCondition; index: number; matches: Matches };

/** What rules and promotions have in common, prepared for speed. */
export type CompiledTerm = {
  id: string;
  on: Trigger;
  matches: Matches;
  frozen: { condition: FrozenCondition; index: number }[];
  net: CompiledNetCondition[];
  limits: readonly Limit[];
};

/** A rule prepared for speed: sets instead of lists, its fraction in lowest terms. */
export type CompiledRule = CompiledTerm & {
  bonus: false;
  give: Effect;
  /** Numerator per minor unit of money and the denominator of the remainder's account. */
  fraction: { per_minor: number; denominator: number };
};

export type CompiledPromotion = CompiledTerm & {
  bonus: true;
  give: PromotionEffect;
  stacks: boolean;
};

/** An occasion with its conditions, as `inForce` judges terms. */
export type CompiledOccasion = Pick<CompiledTerm, 'id' | 'frozen' | 'limits'> & { terms: Occasion };

export type CompiledProgram = {
  document: ProgramDocument;
  units: Map<string, Unit>;
  /** Rules, then promotions, each in document order. */
  terms: Map<string, CompiledRule | CompiledPromotion>;
  /** Those a purchase may bring in force, and those a visit may, in the same order. */
  purchase: (CompiledRule | CompiledPromotion)[];
  visit: (CompiledRule | CompiledPromotion)[];
  enrollment: CompiledRule[];
  /** The first `per_item` rule of each unit: what one tap at the till is worth. */
  tap: Map<string, CompiledRule>;
  occasions: Map<string, CompiledOccasion>;
  /** Rules with the rates of a tier, by tier and rule. */
  rated: Map<string, Map<string, CompiledRule>>;
  /** Promotions that a tap at the till may bring in force. */
  tapPromotions: CompiledPromotion[];
};

/** Whether lines are meant, as a function. */
export const matcher = (match: LineMatch | undefined): Matches => {
  const categories = match?.categories && new Set(match.categories);
  const skus = match?.skus && new Set(match.skus);
  const tags = match?.tags && new Set(match.tags);
  if (!categories && !skus && !tags) return () => true;
  return (line) =>
    (!categories || (line.category !== undefined && categories.has(line.category))) &&
    (!skus || (line.sku !== undefined && skus.has(line.sku))) &&
    (!tags || (line.tags ?? []).some((tag) => tags.has(tag)));
};

const fractionOf = (give: Effect): CompiledRule['fraction'] => {
  if (give.kind !== 'per_amount') return { per_minor: 0, denominator: 1 };
  const common = gcd(give.units, give.per_minor);
  return { per_minor: give.units / common, denominator: give.per_minor / common };
};

type Conditions = Pick<CompiledTerm, 'frozen' | 'net'>;

const compileConditions = (when: readonly Condition[]): Conditions => {
  const frozen: CompiledTerm['frozen'] = [];
  const net: CompiledNetCondition[] = [];
  for (const [index, condition] of when.entries()) {
    if (!isNetCondition(condition)) frozen.push({ condition, index });
    else {
      const match = condition.kind === 'basket' ? condition.match : undefined;
      net.push({ condition, index, matches: matcher(match) });
    }
  }
  return { frozen, net };
};

const compileTerm = (term: EarningRule | Promotion): CompiledTerm => {
  const { id, on, match, when = [], limits = [] } = term;
  return { id, on, matches: matcher(match), ...compileConditions(when), limits };
};

const compileRule = (rule: EarningRule): CompiledRule => ({
  ...compileTerm(rule),
  bonus: false,
  give: rule.give,
  fraction: fractionOf(rule.give),
});

const compilePromotion = (promotion: Promotion): CompiledPromotion => ({
  ...compileTerm(promotion),
  bonus: true,
  give: promotion.give,
  stacks: promotion.stacks,
});

const compileOccasion = (terms: Occasion): [string, CompiledOccasion] => {
  const { frozen } = compileConditions(terms.when ?? []);
  return [terms.id, { id: terms.id, frozen, limits: [], terms }];
};

const tapsOf = (rules: CompiledRule[]): CompiledProgram['tap'] => {
  const tap = new Map<string, CompiledRule>();
  for (const rule of rules) {
    const { kind, unit } = rule.give;
    if (kind === 'per_item' && !tap.has(unit)) tap.set(unit, rule);
  }
  return tap;
};

/** A rule with a tier's rate; a rate without an amount keeps the rule's. */
const withRate = (rule: EarningRule, { units, per_minor }: TierRate): EarningRule => {
  const { give } = rule;
  if (give.kind !== 'per_amount') return { ...rule, give: { ...give, units } };
  return { ...rule, give: { ...give, units, per_minor: per_minor ?? give.per_minor } };
};

const ratedRules = ({ rules, tiers }: ProgramDocument): CompiledProgram['rated'] => {
  const rated: CompiledProgram['rated'] = new Map();
  for (const { id, rates = {} } of tiers?.tiers ?? []) {
    const own = rules.flatMap((rule): [string, CompiledRule][] => {
      const rate = rates[rule.id];
      return rate ? [[rule.id, compileRule(withRate(rule, rate))]] : [];
    });
    rated.set(id, new Map(own));
  }
  return rated;
};

const compileProgram = (document: ProgramDocument): CompiledProgram => {
  const rules = document.rules.map(compileRule);
  const promotions = (document.promotions ?? []).map(compilePromotion);
  const terms = [...rules, ...promotions];
  return {
    document,
    units: new Map(document.units.map((unit) => [unit.id, unit])),
    terms: new Map(terms.map((term) => [term.id, term])),
    purchase: terms.filter((term) => term.on === 'purchase'),
    visit: terms.filter((term) => term.on === 'visit'),
    enrollment: rules.filter((rule) => rule.on === 'enrollment'),
    tap: tapsOf(rules),
    occasions: new Map((document.occasions ?? []).map(compileOccasion)),
    rated: ratedRules(document),
    tapPromotions: promotions.filter(
      ({ on, give }) =>
        on === 'purchase' && (give.kind === 'per_item' || give.kind === 'multiplier'),
    ),
  };
};

const compiled = new WeakMap<ProgramDocument, CompiledProgram>();

/**
 * Prepares a document once per object; published documents are immutable, so the memory is not
 * visible from outside.
 */
export const compile = (document: ProgramDocument): CompiledProgram => {
  const known = compiled.get(document);
  if (known) return known;
  const fresh = compileProgram(document);
  compiled.set(document, fresh);
  return fresh;
};

/** A rule as members of a tier have it; null = no tier. */
export const atRate = <T extends CompiledRule | CompiledPromotion>(
  program: CompiledProgram,
  term: T,
  tier: string | null,
): T | CompiledRule => (tier === null ? term : (program.rated.get(tier)?.get(term.id) ?? term));
