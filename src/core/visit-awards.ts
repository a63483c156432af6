import { times } from './amount.ts';
import type { RuleAward } from './award.ts';
import { inForce, type Term } from './basis.ts';
import { bonuses } from './bonus.ts';
import { atRate, type CompiledProgram, type CompiledRule, type LineKeys } from './compile.ts';
import type { VisitEvent } from './event.ts';
import type { Scene } from './judge.ts';
import { roomOf, withinCaps, withinLimits } from './limits.ts';
import type { NetOrder } from './order-net.ts';

/** Stands for the rule of a unit that has no item rule. */
export const PLAIN_TAP = 'tap';

/** A unit without an item rule: one tap is worth one of it. */
const plainTap = (unit: string): CompiledRule => ({
  id: PLAIN_TAP,
  on: 'purchase',
  bonus: false,
  matches: (line) => line.sku === unit,
  frozen: [],
  net: [],
  limits: [],
  give: { kind: 'per_item', unit, units: 1 },
  fraction: { per_minor: 0, denominator: 1 },
});

export type Tap = { rule: CompiledRule; quantity: number };

const ruleOf = (program: CompiledProgram, unit: string, tier: string | null): CompiledRule => {
  const rule = program.tap.get(unit);
  return rule ? (atRate(program, rule, tier) as CompiledRule) : plainTap(unit);
};

/** Taps per unit, as the item rule that says what one is worth. */
export const tapsOf = (program: CompiledProgram, event: VisitEvent, tier: string | null): Tap[] => {
  const quantities: Record<string, number> = {};
  for (const { unit, amount } of event.stamps) quantities[unit] = (quantities[unit] ?? 0) + amount;
  return Object.entries(quantities).map(([unit, quantity]) => ({
    rule: ruleOf(program, unit, tier),
    quantity,
  }));
};

/** The keys of a piece that the rule is sure to match: the first of every list it gives. */
const pieceOf = ({ document }: CompiledProgram, { id, give }: CompiledRule): LineKeys => {
  if (id === PLAIN_TAP) return { sku: give.unit };
  const match = document.rules.find((rule) => rule.id === id)?.match;
  const tag = match?.tags?.[0];
  return {
    category: match?.categories?.[0],
    sku: match?.skus?.[0],
    tags: tag === undefined ? [] : [tag],
  };
};

/** What was tapped as a purchase of unknown amount: pieces of what each item rule looks at. */
export const tappedNet = (program: CompiledProgram, taps: readonly Tap[]): NetOrder => ({
  lines: taps.map(({ rule, quantity }) => ({
    id: rule.give.unit,
    ...pieceOf(program, rule),
    quantity,
    net_minor: 0,
  })),
  amount_known: false,
  remaining_minor: 0,
  // A visit stands also when nothing was tapped.
  remaining_quantity: Math.max(
    1,
    taps.reduce((sum, { quantity }) => sum + quantity, 0),
  ),
});

const tapAward = ({ rule, quantity }: Tap): RuleAward => ({
  rule,
  share: { unit: rule.give.unit, units: times(quantity, rule.give.units) },
  net_minor: 0,
  quantity,
  covered: 0,
});

const visitAward = (rule: CompiledRule): RuleAward => ({
  rule,
  share: { unit: rule.give.unit, units: rule.give.units },
  net_minor: 0,
  quantity: 0,
  covered: 0,
});

/**
 * What taps and, at the begin of a visit, visit rules give, with the promotions that add to them.
 * Conditions and limits are judged as for a purchase, whose amount is not known.
 */
export const visitAwards = (
  program: CompiledProgram,
  scene: Scene,
  event: VisitEvent,
  begins: boolean,
): RuleAward[] => {
  const tapped = tapsOf(program, event, scene.state.tier.tier);
  const inForceNow = <T extends Term>(terms: readonly T[]) => inForce(terms, scene).terms;
  const rules = new Set(inForceNow(tapped.map(({ rule }) => rule)));
  const taps = tapped.filter(({ rule }) => rules.has(rule));
  const terms = inForceNow([...(begins ? program.visit : []), ...program.tapPromotions]);
  const room = roomOf(program, [...rules, ...terms], scene);
  const base = [
    ...terms.flatMap((term) => {
      const rated = atRate(program, term, scene.state.tier.tier);
      return rated.bonus ? [] : [visitAward(rated)];
    }),
    ...taps.map(tapAward),
  ].map((award) => withinLimits(award, room));
  const units = new Set(base.map(({ share }) => share.unit));
  const promotions = terms.flatMap((term) =>
    term.bonus && (term.on === 'visit' || units.has(term.give.unit)) ? [term] : [],
  );
  const net = tappedNet(program, taps);
  const extra = bonuses(promotions, net, base, { uncovered: {}, room });
  return withinCaps([...base, ...extra], program.document.caps ?? [], room);
};
