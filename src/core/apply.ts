import type { Decision } from './decision.ts';
import { progressKey } from './milestone.ts';
import type { DecisionRecord, Lot, MemberState } from './state.ts';

/**
 * What a decision is about: `order:ID`, `visit:ID`, `redemption:ID`, `adjustment:ID`,
 * `reversal:ID`, `enrollment`, `expiry` or `compaction`. A visit event may have joined another
 * visit than it named.
 */
export const subjectOf = (decision: Decision): string => {
  const { event } = decision;
  switch (event.type) {
    case 'order':
    case 'inclusion':
      return `order:${event.order_id}`;
    case 'visit':
      return `visit:${decision.visits[0]?.id ?? event.visit_id}`;
    case 'redemption':
      return `redemption:${event.redemption_id}`;
    case 'adjustment':
      return `adjustment:${decision.id}`;
    case 'reversal':
      return `reversal:${event.decision_id}`;
    default:
      return event.type;
  }
};

/** Explanations of units that an order naming the visit answers for. */
const TAPPED: readonly string[] = ['earn.tap', 'earn.promotion_tap'];

/**
 * A decision as far as taking it back needs it; storage may rebuild it from the stored decision.
 */
export const decisionRecord = (decision: Decision): DecisionRecord => {
  const tapped: Record<string, number> = {};
  for (const { unit, amount, explanation } of decision.entries) {
    if (TAPPED.includes(explanation.code)) tapped[unit] = (tapped[unit] ?? 0) + amount;
  }
  return {
    id: decision.id,
    at: decision.at,
    event_type: decision.event.type,
    program_version: decision.program_version,
    subject: subjectOf(decision),
    entries: decision.entries.map(({ unit, amount }) => ({ unit, amount })),
    allocations: decision.allocations,
    tapped,
    days: decision.days,
    reversed_by: null,
  };
};

const applyLots = (lots: Lot[], decision: Decision): Lot[] => {
  const taken = new Map(decision.allocations.map(({ lot, amount }) => [lot, amount]));
  if (taken.size === 0 && decision.lots.length === 0) return lots;
  const moved = [...lots, ...decision.lots].map((lot) => {
    const amount = taken.get(lot.key);
    if (amount === undefined) return lot;
    taken.delete(lot.key);
    const left = lot.left - amount;
    if (left < 0 || left > lot.amount) throw new Error(`lot ${lot.key} cannot hold ${left}`);
    return { ...lot, left };
  });
  if (taken.size > 0) throw new Error(`lots not loaded: ${[...taken.keys()].join(', ')}`);
  return moved;
};

const applyAccounts = (state: MemberState, decision: Decision): MemberState['accounts'] => {
  if (decision.accounts.length === 0) return state.accounts;
  const accounts = { ...state.accounts };
  for (const { unit, balance, debt } of decision.accounts) {
    const before = accounts[unit] ?? { balance: 0, debt: 0 };
    accounts[unit] = { balance: before.balance + balance, debt: before.debt + debt };
  }
  return accounts;
};

const applyHold = (state: MemberState, { hold }: Decision): MemberState['holds'] => {
  if (hold === null) return state.holds;
  if ('open' in hold) return [...state.holds, hold.open];
  return state.holds.filter(({ redemption_id }) => redemption_id !== hold.close);
};

const applyVisits = (state: MemberState, { visits }: Decision): MemberState['visits'] => {
  if (visits.length === 0) return state.visits;
  const changed = new Set(visits.map(({ id }) => id));
  return [...state.visits.filter(({ id }) => !changed.has(id)), ...visits];
};

const applyDecisions = (state: MemberState, decision: Decision): MemberState['decisions'] => {
  const decisions = { ...state.decisions, [decision.id]: decisionRecord(decision) };
  const reversed = decision.reverses === null ? undefined : decisions[decision.reverses];
  if (reversed) decisions[reversed.id] = { ...reversed, reversed_by: decision.id };
  return decisions;
};

const applyRemainders = (state: MemberState, decision: Decision): MemberState['remainders'] => {
  if (decision.remainders.length === 0) return state.remainders;
  const remainders = { ...state.remainders };
  for (const { unit, denominator, numerator } of decision.remainders) {
    remainders[`${unit}/${denominator}`] = numerator;
  }
  return remainders;
};

const applyDays = (state: MemberState, { days }: Decision): MemberState['days'] => {
  if (days.length === 0 || state.days === null) return state.days;
  const all = { ...state.days };
  for (const { measure, business_day, amount } of days) {
    const known = all[measure] ?? {};
    all[measure] = { ...known, [business_day]: (known[business_day] ?? 0) + amount };
  }
  return all;
};

const withRecords = <T>(
  known: Record<string, T>,
  changed: readonly T[],
  keyOf: (record: T) => string,
): Record<string, T> =>
  changed.length === 0
    ? known
    : { ...known, ...Object.fromEntries(changed.map((record) => [keyOf(record), record])) };

/**
 * The state after a decision. Pure; throws when a lot would leave 0 … amount, since no decision of
 * `decide` on that state can do so.
 */
export const apply = (state: MemberState, decision: Decision): MemberState => ({
  version: state.version + 1,
  accounts: applyAccounts(state, decision),
  lots: applyLots(state.lots, decision),
  unloaded: state.unloaded,
  holds: applyHold(state, decision),
  remainders: applyRemainders(state, decision),
  orders: decision.order ? { ...state.orders, [decision.order.id]: decision.order } : state.orders,
  visits: applyVisits(state, decision),
  redemptions: decision.redemption
    ? { ...state.redemptions, [decision.redemption.id]: decision.redemption }
    : state.redemptions,
  decisions: applyDecisions(state, decision),
  progress: withRecords(state.progress, decision.progress, progressKey),
  vouchers: withRecords(state.vouchers, decision.vouchers, ({ id }) => id),
  tier: decision.tier ?? state.tier,
  windows: {},
  days: applyDays(state, decision),
});
