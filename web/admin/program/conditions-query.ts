import type { RuleGroupType } from 'react-querybuilder';
import { CONDITION_ARGUMENTS, type Condition, type ConditionKind } from '#core/condition.ts';

const isKind = (field: string): field is ConditionKind => Object.hasOwn(CONDITION_ARGUMENTS, field);

/**
 * All conditions as one group: a condition's kind is the field, itself the value. Nothing of it is
 * translated, so nothing is lost.
 */
export const queryOf = (conditions: readonly Condition[]): RuleGroupType => ({
  combinator: 'and',
  rules: conditions.map((value) => ({ field: value.kind, operator: 'is', value })),
});

/** The conditions of a query in its order. */
export const conditionsOf = ({ rules }: RuleGroupType): Condition[] =>
  rules.flatMap((rule) => ('value' in rule && isKind(rule.field) ? [rule.value as Condition] : []));
