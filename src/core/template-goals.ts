import type { EarningRule } from './program.ts';
import type { TemplateReward, TypicalVisit } from './templates.ts';
import { gainPerVisit } from './warnings.ts';

/** What the owner wants most of the program. */
export const GOALS = ['visits', 'baskets', 'know_guests', 'new_guests'] as const;
export type Goal = (typeof GOALS)[number];

type Program = { rules: EarningRule[]; rewards: readonly TemplateReward[]; typical: TypicalVisit };
type Adjust = (program: Program, scale: number) => EarningRule[];

/** Points come five at a time, so that rounding a purchase up pays. */
const STEP = 5;
/** Every tenth of a usual basket is worth a point for showing the card. */
const SHOWN_PART = 10;

const inSteps: Adjust = ({ rules }) =>
  rules.map((rule) => {
    const { give } = rule;
    if (give.kind !== 'per_amount') return rule;
    const units = give.units * STEP;
    const per_minor = give.per_minor * STEP;
    return { ...rule, give: { ...give, units, per_minor, remainder: 'drop' } };
  });

/** Whoever is to be known has to show the card also when nothing else would make them. */
const forShowing: Adjust = ({ rules, typical }, scale) => {
  const priced = rules.find(({ give }) => give.kind === 'per_amount');
  if (!priced) return rules;
  const units = Math.max(1, Math.round(typical.basket_minor / scale / SHOWN_PART));
  const shown: EarningRule = {
    id: 'shown',
    on: 'visit',
    give: { kind: 'fixed', unit: priced.give.unit, units },
  };
  return [...rules, shown];
};

/** The first gift is there for the taking at the first visit: joining gives all but that visit. */
const soonest: Adjust = ({ rules, rewards, typical }) => {
  const [cheapest] = [...rewards].sort((a, b) => a.cost_of_goods_minor - b.cost_of_goods_minor);
  if (!cheapest) return rules;
  const { unit, amount } = cheapest.cost;
  const gain = Math.floor(gainPerVisit({ rules }, typical)[unit] ?? 0);
  return rules.map((rule) => {
    const isWelcome = rule.on === 'enrollment' && rule.give.unit === unit;
    if (!isWelcome || rule.give.kind !== 'fixed') return rule;
    return { ...rule, give: { ...rule.give, units: Math.max(rule.give.units, amount - gain) } };
  });
};

const ADJUST: Record<Goal, Adjust> = {
  visits: ({ rules }) => rules,
  baskets: inSteps,
  know_guests: forShowing,
  new_guests: soonest,
};

/** The rules of a trade's program as they serve a goal; `scale`: minor units of one point. */
export const rulesFor = (goal: Goal, program: Program, scale: number): EarningRule[] =>
  ADJUST[goal](program, scale);
