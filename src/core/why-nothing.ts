import type { RuleAward } from './award.ts';
import { meetsNet } from './bonus.ts';
import type {
  CompiledNetCondition,
  CompiledProgram,
  CompiledPromotion,
  CompiledRule,
} from './compile.ts';
import type { Condition } from './condition.ts';
import { capKey, wholeUnits } from './limits.ts';
import { matchedMoney, matchedPieces, type NetOrder, standing } from './order-net.ts';
import type { Cap, EarningRule, Limit, LineMatch, Promotion } from './program.ts';

/** Why a rule or promotion gave nothing, with what its sentence needs. Money in minor units. */
export type Reason =
  /** `had` is what the purchase has of what it asks for: pieces or money. */
  | { code: 'condition'; condition: Condition; had?: number }
  | { code: 'limit'; limit: Limit }
  | { code: 'cap'; cap: Cap }
  /** Another promotion gives more, or as much and comes first; they don't stack. */
  | { code: 'beaten'; by: string }
  /** Only what begins a visit counts, and this belongs to one within the cool-down. */
  | { code: 'same_visit'; minutes: number }
  | { code: 'no_match'; match: LineMatch }
  /** What it looks at is there, but nothing of it is left to pay. */
  | { code: 'nothing_paid' }
  | { code: 'too_little'; missing_minor: number }
  | { code: 'amount_unknown' }
  /** Taps at the till already gave it. */
  | { code: 'tapped' }
  /** A promotion has nothing to multiply, or too little for a whole unit. */
  | { code: 'nothing_to_add_to' }
  | { code: 'no_purchase' }
  | { code: 'not_paid' }
  | { code: 'nothing_left' }
  /** The terms were fixed by an earlier decision, without it. */
  | { code: 'frozen' };

export type ReasonCode = Reason['code'];

/** How the terms in force were awarded, and how they would be in other company. */
export type Trial = {
  program: CompiledProgram;
  /** null = nothing is left of what happened. */
  net: NetOrder | null;
  room: Readonly<Record<string, number>>;
  given: readonly RuleAward[];
  /** Awards without caps; with `only`, that promotion has no rivals. */
  uncapped: (only?: CompiledPromotion) => readonly RuleAward[];
  /** Numerator left in the account of a remainder afterwards. */
  remainder: (unit: string, denominator: number) => number;
};

type Term = CompiledRule | CompiledPromotion;

/** A rule or promotion as the document has it. Throws when it has none of that id. */
export const termIn = ({ document }: CompiledProgram, id: string): EarningRule | Promotion => {
  const term = [...document.rules, ...(document.promotions ?? [])].find((each) => each.id === id);
  if (!term) throw new Error(`rule ${id} is not in the program`);
  return term;
};

const unitsOf = (awards: readonly RuleAward[], id: string): number => {
  const award = awards.find(({ rule }) => rule.id === id);
  return award ? wholeUnits(award.share) : 0;
};

/** The purchase's part in a condition about it. */
const hadOf = ({ condition, matches }: CompiledNetCondition, net: NetOrder): number =>
  condition.kind === 'spend' ? matchedMoney(net, () => true) : matchedPieces(net, matches);

/** The cap that left least: caps of a unit are all used by the same awards. */
const capOn = ({ program, room }: Trial, unit: string): Cap => {
  const caps = (program.document.caps ?? []).map((cap, index) => ({
    cap,
    left: room[capKey(index)] ?? Infinity,
  }));
  const [first, ...others] = caps.filter(({ cap }) => cap.unit === unit);
  if (!first) throw new Error(`unit ${unit} has no cap`);
  return others.reduce((a, b) => (b.left < a.left ? b : a), first).cap;
};

/** The promotion that was chosen instead. */
const rivalOf = ({ given }: Trial, { id, give }: CompiledPromotion): string | undefined =>
  given.find(
    ({ rule, share }) =>
      rule.bonus &&
      !rule.stacks &&
      rule.id !== id &&
      rule.give.unit === give.unit &&
      wholeUnits(share) > 0,
  )?.rule.id;

const nothingMatched = ({ program }: Trial, term: Term, net: NetOrder): Reason => {
  const isThere = net.lines.some((line) => term.matches(line));
  if (isThere) return { code: 'nothing_paid' };
  return { code: 'no_match', match: termIn(program, term.id).match ?? {} };
};

/** Money missing to the next unit, what was kept from before counted in. */
const missingMinor = (trial: Trial, term: Term, money: number): number => {
  const { give } = term;
  if (give.kind !== 'per_amount') throw new Error(`rule ${term.id} is not per amount`);
  if (term.bonus || give.remainder === 'drop') {
    return Math.ceil(give.per_minor / give.units) - money;
  }
  const { denominator, per_minor } = term.fraction;
  return Math.ceil((denominator - trial.remainder(give.unit, denominator)) / per_minor);
};

/** Why a term that was in force and had neither cap nor rival gave nothing for this net. */
const ownReason = (trial: Trial, term: Term, net: NetOrder): Reason => {
  const { give } = term;
  if (give.kind === 'per_amount') {
    if (!net.amount_known) return { code: 'amount_unknown' };
    const money = matchedMoney(net, term.matches);
    if (money === 0) return nothingMatched(trial, term, net);
    return { code: 'too_little', missing_minor: missingMinor(trial, term, money) };
  }
  if (give.kind === 'per_item') {
    const isThere = matchedPieces(net, term.matches) > 0;
    return isThere ? { code: 'tapped' } : nothingMatched(trial, term, net);
  }
  if (!standing(term, net, term.matches)) return nothingMatched(trial, term, net);
  return { code: 'nothing_to_add_to' };
};

/** Why a term that was in force gave no whole unit. */
export const whyNothing = (trial: Trial, term: Term): Reason => {
  const { net } = trial;
  if (!net) return { code: 'nothing_left' };
  if (!meetsNet(term, net)) {
    const failed = term.net.find((each) => !meetsNet({ ...term, net: [each] }, net));
    if (!failed) throw new Error(`every condition of ${term.id} holds by itself`);
    return { code: 'condition', condition: failed.condition, had: hadOf(failed, net) };
  }
  if (unitsOf(trial.uncapped(), term.id) > 0) {
    return { code: 'cap', cap: capOn(trial, term.give.unit) };
  }
  if (term.bonus && unitsOf(trial.uncapped(term), term.id) > 0) {
    const by = rivalOf(trial, term);
    // The rival was chosen before the cap cut it to nothing as well.
    return by === undefined
      ? { code: 'cap', cap: capOn(trial, term.give.unit) }
      : { code: 'beaten', by };
  }
  return ownReason(trial, term, net);
};
