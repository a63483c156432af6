import { isEmptyShare } from './award.ts';
import type { Explanation } from './explanation.ts';
import { gain } from './gains.ts';
import type { Lifetime } from './lifetime.ts';
import { type LossTerms, lose } from './losses.ts';
import { carry, type Posting, type Reason } from './posting.ts';
import type { OrderRecord, Posted, PostedRule } from './state.ts';

/** Whole units to move for one rule, with the numerators of its remainder before and after. */
export type Move = { units: number; before: number; after: number };

export type Verb = 'earn' | 'update' | 'refund';

/** What a rule should have posted, and the sentence for getting there. */
export type Target = {
  rule: string;
  share: PostedRule;
  explain: (verb: Verb, move: Move, amount: number) => Explanation;
};

const sameAccount = (a: PostedRule, b: PostedRule): boolean =>
  a.unit === b.unit &&
  ('units' in a ? 'units' in b : 'numerator' in b && a.denominator === b.denominator);

/** The share already posted, in the terms of the target; a share of other terms must be settled. */
const postedBefore = (posted: PostedRule | undefined, target: PostedRule): PostedRule | null => {
  if (!posted) return null;
  if (sameAccount(posted, target)) return posted;
  if (!isEmptyShare(posted)) throw new Error('an order keeps the terms of what it has posted');
  return null;
};

const moveOf = (p: Posting, before: PostedRule | null, target: PostedRule): Move => {
  if ('units' in target) {
    const posted = before && 'units' in before ? before.units : 0;
    return { units: target.units - posted, before: 0, after: 0 };
  }
  const posted = before && 'numerator' in before ? before.numerator : 0;
  if (target.numerator === posted) return { units: 0, before: 0, after: 0 };
  return carry(p, target.unit, target.denominator, target.numerator - posted);
};

export type OrderTerms = {
  record: OrderRecord;
  /** From when to when units of this order live. */
  life: (unit: string) => Lifetime;
  loss: LossTerms;
};

type Step = { target: Target; move: Move; isFirst: boolean; forgiven: number };

const reasonOf = (record: OrderRecord, { target, move, isFirst }: Step): Reason => {
  const verb = move.units < 0 ? 'refund' : isFirst ? 'earn' : 'update';
  return {
    counter: 'issued',
    cause: `rule:${target.rule}@${record.basis?.version}`,
    explain: (amount) => target.explain(verb, move, amount),
  };
};

/** Moves one rule's units; answers how many the policy has forgiven by now. */
const moveUnits = (p: Posting, terms: OrderTerms, step: Step): number => {
  const { unit } = step.target.share;
  const { units } = step.move;
  const reason = reasonOf(terms.record, step);
  if (units < 0) return step.forgiven + lose(p, unit, -units, terms.loss, reason);
  const again = Math.min(step.forgiven, units);
  const given = units - again;
  if (given > 0) gain(p, unit, given, `order:${terms.record.id}`, terms.life(unit), reason);
  return step.forgiven - again;
};

const keep = (posted: Posted, { rule, share }: Target, forgiven: number): void => {
  if (forgiven > 0) posted[rule] = { ...share, forgiven };
  else if (!isEmptyShare(share)) posted[rule] = share;
};

/** What was posted by rules that have no target now: only what was forgiven is left of them. */
const untouched = (before: Posted, targets: Target[]): Posted => {
  const rest: Posted = {};
  for (const rule in before) {
    if (!targets.some((target) => target.rule === rule)) rest[rule] = before[rule]!;
  }
  return rest;
};

/** Units that one rule gave or lost with a decision. */
export type Moved = { rule: string; unit: string; units: number };

/**
 * Posts `target − already posted`, rule by rule: gains first, so that what the same decision gave
 * is the first to be taken. Returns what the order has posted afterwards and what moved.
 */
export const postDifference = (
  p: Posting,
  targets: Target[],
  terms: OrderTerms,
): { posted: Posted; moved: Moved[] } => {
  const posted = untouched(terms.record.posted, targets);
  const steps = targets.map((target): Step => {
    const known = terms.record.posted[target.rule];
    const before = postedBefore(known, target.share);
    const move = moveOf(p, before, target.share);
    return { target, move, isFirst: before === null, forgiven: known?.forgiven ?? 0 };
  });
  for (const step of steps) {
    if (step.move.units >= 0) keep(posted, step.target, moveUnits(p, terms, step));
  }
  for (const step of steps) {
    if (step.move.units < 0) keep(posted, step.target, moveUnits(p, terms, step));
  }
  const moved = steps.map(({ target, move }) => ({
    rule: target.rule,
    unit: target.share.unit,
    units: move.units,
  }));
  return { posted, moved };
};

/** A database may give the rules back in another order; entries come in one all the same. */
const byRuleId = ([a]: [string, PostedRule], [b]: [string, PostedRule]): number => (a < b ? -1 : 1);

/** Targets that take back all an order has posted, with one sentence for all of it. */
export const nothingOf = (posted: Posted, explain: (amount: number) => Explanation): Target[] =>
  Object.entries(posted)
    .sort(byRuleId)
    .map(([rule, share]) => ({
      rule,
      share: 'units' in share ? { ...share, units: 0 } : { ...share, numerator: 0 },
      explain: (_verb, _move, amount) => explain(amount),
    }));
