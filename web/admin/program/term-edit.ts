import type { Condition } from '#core/condition.ts';
import type {
  Cap,
  EarningRule,
  Effect,
  Limit,
  LineMatch,
  ProgramDocument,
  Promotion,
  PromotionEffect,
} from '#core/program.ts';

/** A new value of one part of a rule or promotion; an index past the end adds, null removes. */
export type TermEdit =
  | { part: 'units' | 'money'; value: number }
  | { part: 'remainder'; value: 'keep' | 'drop' }
  | { part: 'match'; value: LineMatch }
  | { part: 'unit'; value: string }
  | { part: 'factor'; numerator: number; denominator: number }
  | { part: 'when'; index: number; value: Condition | null }
  | { part: 'conditions'; value: Condition[] }
  | { part: 'limit'; index: number; value: Limit | null }
  | { part: 'stacks'; value: boolean }
  | { part: 'names'; value: Promotion['names'] };

type Term = EarningRule | Promotion;
type Give = Effect | PromotionEffect;

/** A list with one item replaced, added at its end or taken out. */
export const withItem = <Item>(
  items: readonly Item[],
  index: number,
  value: Item | null,
): Item[] => {
  const next = [...items];
  next.splice(index, 1, ...(value === null ? [] : [value]));
  return next;
};

const editedGive = <G extends Give>(give: G, edit: TermEdit): G => {
  switch (edit.part) {
    case 'units':
      return 'units' in give ? { ...give, units: edit.value } : give;
    case 'money':
      return give.kind === 'per_amount' ? { ...give, per_minor: edit.value } : give;
    case 'remainder':
      return give.kind === 'per_amount' ? { ...give, remainder: edit.value } : give;
    case 'unit':
      return { ...give, unit: edit.value };
    case 'factor': {
      const { numerator, denominator } = edit;
      return give.kind === 'multiplier' ? { ...give, numerator, denominator } : give;
    }
    default:
      return give;
  }
};

/** An empty list is left out, so that a change taken back leaves no trace. */
const orAbsent = <Name extends string, Item>(name: Name, items: Item[]) =>
  (items.length === 0 ? {} : { [name]: items }) as { [N in Name]?: Item[] };

const withLimits = <T extends Term>(term: T, limits: Limit[]): T => {
  const { limits: _, ...rest } = term;
  return { ...rest, ...orAbsent('limits', limits) } as T;
};

const withMatch = <T extends Term>(term: T, match: LineMatch): T => {
  const { match: _, ...rest } = term;
  const isEmpty = Object.values(match).every((keys) => !keys || keys.length === 0);
  return (isEmpty ? rest : { ...rest, match }) as T;
};

const withConditions = (term: Term, when: Condition[]): Term => {
  if ('stacks' in term) return { ...term, when };
  const { when: _, ...rest } = term;
  return { ...rest, ...orAbsent('when', when) };
};

/** A rule or promotion with one part changed. */
export const editedTerm = <T extends Term>(term: T, edit: TermEdit): T => {
  switch (edit.part) {
    case 'match':
      return withMatch(term, edit.value);
    case 'when':
      return withConditions(term, withItem(term.when ?? [], edit.index, edit.value)) as T;
    case 'conditions':
      return withConditions(term, edit.value) as T;
    case 'limit':
      return withLimits(term, withItem(term.limits ?? [], edit.index, edit.value));
    case 'stacks':
      return 'stacks' in term ? { ...term, stacks: edit.value } : term;
    case 'names': {
      const { names: _, ...rest } = term as Promotion;
      return (edit.value ? { ...rest, names: edit.value } : rest) as T;
    }
    default:
      return { ...term, give: editedGive(term.give, edit) };
  }
};

/** The document with one cap replaced, added at the end or taken out. */
export const withCap = (
  document: ProgramDocument,
  index: number,
  cap: Cap | null,
): ProgramDocument => {
  const { caps = [], ...rest } = document;
  return { ...rest, ...orAbsent('caps', withItem(caps, index, cap)) };
};
