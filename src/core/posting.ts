import { floorDiv, floorMod, whole } from './amount.ts';
import type {
  Allocation,
  Cause,
  CounterAccount,
  Decision,
  Entry,
  Explanation,
} from './decision.ts';
import type { Lot, MemberState } from './state.ts';

/**
 * A decision's moves while it is being made: the state it starts from and what has changed since.
 * The state itself is never touched.
 */
export type Posting = {
  readonly state: MemberState;
  readonly decision_id: string;
  readonly now: number;
  entries: Entry[];
  lots: Lot[];
  /** Net units taken per lot key. */
  taken: Map<string, number>;
  /** Few per decision: a list is faster than a map. */
  changes: Decision['accounts'];
  remainders: Decision['remainders'];
  prolonged: number;
};

/** Why and against what an entry is booked. */
export type Reason = {
  counter: CounterAccount;
  cause: Cause;
  /** The sentence for the amount (absolute) that was really moved. */
  explain: (amount: number) => Explanation;
};

export const openPosting = (state: MemberState, decision_id: string, now: number): Posting => ({
  state,
  decision_id,
  now,
  entries: [],
  lots: [],
  taken: new Map(),
  changes: [],
  remainders: [],
  prolonged: 0,
});

const changeOf = (p: Posting, unit: string): Decision['accounts'][number] | undefined =>
  p.changes.find((change) => change.unit === unit);

/** Debt of a unit as the posting stands. */
export const debtOf = (p: Posting, unit: string): number =>
  (p.state.accounts[unit]?.debt ?? 0) + (changeOf(p, unit)?.debt ?? 0);

/** Books an entry; nothing moved = no entry. */
export const enter = (
  p: Posting,
  unit: string,
  amount: number,
  debt: number,
  reason: Reason,
): void => {
  if (amount === 0 && debt === 0) return;
  const { counter, cause } = reason;
  const explanation = reason.explain(Math.abs(whole(amount, 'entry')));
  // −0 would not survive the way to the database and back.
  p.entries.push({ unit, amount: amount + 0, debt: debt + 0, counter, cause, explanation });
  const change = changeOf(p, unit);
  if (change) {
    change.balance += amount;
    change.debt += debt;
  } else {
    p.changes.push({ unit, balance: amount + 0, debt: debt + 0 });
  }
};

/**
 * Moves the remainder of (unit, denominator) by a numerator, positive or negative, and answers the
 * whole units that come out: ⌊(remainder + numerator) ÷ denominator⌋, borrowing when it must. Any
 * sequence of moves sums to ⌊Σ numerators ÷ denominator⌋.
 */
export const carry = (
  p: Posting,
  unit: string,
  denominator: number,
  numerator: number,
): { units: number; before: number; after: number } => {
  const moved = p.remainders.find((r) => r.unit === unit && r.denominator === denominator);
  const before = moved?.numerator ?? p.state.remainders[`${unit}/${denominator}`] ?? 0;
  const total = before + numerator;
  const after = floorMod(total, denominator);
  if (moved) moved.numerator = after;
  else if (after !== before) p.remainders.push({ unit, denominator, numerator: after });
  return { units: floorDiv(total, denominator), before, after };
};

/** What a remainder is worth as purchase amount: ⌊remainder ÷ numerator per minor unit⌋. */
export const remainderMinor = (remainder: number, perMinor: number): number =>
  floorDiv(remainder, perMinor);

/** The finished moves, as the decision carries them. */
export const closePosting = (
  p: Posting,
): Pick<Decision, 'entries' | 'lots' | 'allocations' | 'accounts' | 'remainders'> => {
  const allocations: Allocation[] = [];
  for (const [lot, amount] of p.taken) if (amount !== 0) allocations.push({ lot, amount });
  return {
    entries: p.entries,
    lots: p.lots,
    allocations,
    accounts: p.changes.filter(({ balance, debt }) => balance !== 0 || debt !== 0),
    remainders: p.remainders,
  };
};
