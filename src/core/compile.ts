import { gcd } from './amount.ts';
import type { EarningRule, Effect, LineMatch, ProgramDocument, Unit } from './program.ts';

/** A rule prepared for speed: sets instead of lists, its fraction in lowest terms. */
export type CompiledRule = {
  id: string;
  on: EarningRule['on'];
  give: Effect;
  /** Whether a line with these keys is one the rule looks at. */
  matches: (line: { category?: string | undefined; sku?: string | undefined }) => boolean;
  /** Numerator per minor unit of money and the denominator of the remainder's account. */
  fraction: { per_minor: number; denominator: number };
};

export type CompiledProgram = {
  document: ProgramDocument;
  units: Map<string, Unit>;
  rules: Map<string, CompiledRule>;
  purchase: string[];
  visit: string[];
  /** Both of the above in document order: in force for an order that begins a visit. */
  purchaseAndVisit: string[];
  enrollment: CompiledRule[];
  /** The first `per_item` rule of each unit: what one tap at the till is worth. */
  tap: Map<string, CompiledRule>;
};

const matcher = (match: LineMatch | undefined): CompiledRule['matches'] => {
  const categories = match?.categories && new Set(match.categories);
  const skus = match?.skus && new Set(match.skus);
  if (!categories && !skus) return () => true;
  return (line) =>
    (!categories || (line.category !== undefined && categories.has(line.category))) &&
    (!skus || (line.sku !== undefined && skus.has(line.sku)));
};

const fractionOf = (give: Effect): CompiledRule['fraction'] => {
  if (give.kind !== 'per_amount') return { per_minor: 0, denominator: 1 };
  const common = gcd(give.units, give.per_minor);
  return { per_minor: give.units / common, denominator: give.per_minor / common };
};

const compileRule = (rule: EarningRule): CompiledRule => ({
  id: rule.id,
  on: rule.on,
  give: rule.give,
  matches: matcher(rule.match),
  fraction: fractionOf(rule.give),
});

const compileProgram = (document: ProgramDocument): CompiledProgram => {
  const rules = document.rules.map(compileRule);
  const idsOn = (on: EarningRule['on']) => rules.filter((r) => r.on === on).map((r) => r.id);
  const tap = new Map<string, CompiledRule>();
  for (const rule of rules) {
    const { kind, unit } = rule.give;
    if (kind === 'per_item' && !tap.has(unit)) tap.set(unit, rule);
  }
  return {
    document,
    units: new Map(document.units.map((unit) => [unit.id, unit])),
    rules: new Map(rules.map((rule) => [rule.id, rule])),
    purchase: idsOn('purchase'),
    visit: idsOn('visit'),
    purchaseAndVisit: rules.filter((r) => r.on !== 'enrollment').map((r) => r.id),
    enrollment: rules.filter((rule) => rule.on === 'enrollment'),
    tap,
  };
};

const compiled = new WeakMap<ProgramDocument, CompiledProgram>();

/**
 * Prepares a document once per object; published documents are immutable, so the memory is not
 * visible from outside. A line matches when it is in every list the rule gives.
 */
export const compile = (document: ProgramDocument): CompiledProgram => {
  const known = compiled.get(document);
  if (known) return known;
  const fresh = compileProgram(document);
  compiled.set(document, fresh);
  return fresh;
};
