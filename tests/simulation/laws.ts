import { expect } from 'vitest';
import { gcd } from '#core/amount.ts';
import { canonical } from '#core/canonical.ts';
import type { Decision } from '#core/decision.ts';
import { activeUnits, heldUnits, spendable } from '#core/lots.ts';
import { netOrder } from '#core/order-net.ts';
import type { EarningRule, ProgramDocument } from '#core/program.ts';
import { replay } from '#core/replay.ts';
import type { MemberState, OrderRecord } from '#core/state.ts';
import { answer, happen, type Story } from '#support/core-scene.ts';

const UNITS = ['points', 'stamps'];
const sum = (values: number[]): number => values.reduce((a, b) => a + b, 0);

/** Σ entry = Σ lot − Σ allocation − Σ change of debt, for the units of one decision. */
const identity = (state: MemberState, decision: Decision): void => {
  const unitOf = new Map([...state.lots, ...decision.lots].map(({ key, unit }) => [key, unit]));
  for (const unit of UNITS) {
    const entries = decision.entries.filter((e) => e.unit === unit);
    const lots = decision.lots.filter((lot) => lot.unit === unit);
    const taken = decision.allocations.filter(({ lot }) => unitOf.get(lot) === unit);
    const moved =
      sum(lots.map((l) => l.amount)) -
      sum(taken.map((a) => a.amount)) -
      sum(entries.map((e) => e.debt));
    const booked = sum(entries.map((e) => e.amount));
    expect(booked, `identity of ${decision.id}, ${unit}`).toBe(moved);
    const change = decision.accounts.find((a) => a.unit === unit);
    expect(change?.balance ?? 0).toBe(booked);
    expect(change?.debt ?? 0).toBe(sum(entries.map((e) => e.debt)));
  }
};

/** Σ entries = balance = Σ lots.left − debt, and nothing is below 0. */
const balances = ({ state, decisions }: Story): void => {
  for (const unit of UNITS) {
    const { balance, debt } = state.accounts[unit] ?? { balance: 0, debt: 0 };
    const entries = decisions.flatMap((d) => d.entries).filter((e) => e.unit === unit);
    const left = sum(state.lots.filter((lot) => lot.unit === unit).map((lot) => lot.left));
    expect(balance, `balance of ${unit}`).toBe(sum(entries.map((e) => e.amount)));
    expect(balance, `lots of ${unit}`).toBe(left - debt);
    expect(debt).toBeGreaterThanOrEqual(0);
  }
  for (const [key, numerator] of Object.entries(state.remainders)) {
    expect(numerator).toBeGreaterThanOrEqual(0);
    expect(numerator).toBeLessThan(Number(key.split('/')[1]));
  }
};

/** What was taken from a lot over all its life is never more than it had, nor less than 0. */
const spentOnce = ({ state, decisions }: Story): void => {
  const taken = new Map<string, number>();
  for (const { lot, amount } of decisions.flatMap((d) => d.allocations)) {
    taken.set(lot, (taken.get(lot) ?? 0) + amount);
  }
  for (const lot of state.lots) {
    const gone = taken.get(lot.key) ?? 0;
    expect(gone, `lot ${lot.key}`).toBe(lot.amount - lot.left);
    expect(gone).toBeGreaterThanOrEqual(0);
    expect(gone).toBeLessThanOrEqual(lot.amount);
  }
};

/** Units without expiry that a hold has set aside stay there whatever happens. */
const holdsCovered = ({ state }: Story, now: number): void => {
  const held = heldUnits(state, 'stamps', now);
  expect(activeUnits(state, 'stamps', now), 'held stamps').toBeGreaterThanOrEqual(held);
};

/** The laws of the ledger that hold after every decision. */
export const stepLaws = (s: Story, now: number): void => {
  const last = s.decisions.at(-1);
  if (!last) return;
  identity(s.state, last);
  balances(s);
  spentOnce(s);
  holdsCovered(s, now);
  const policy = s.live.document.refund_policy;
  if (policy === 'forgive' || policy === 'only_pending') {
    for (const unit of UNITS) expect(s.state.accounts[unit]?.debt ?? 0).toBe(0);
  }
};

/** Decisions made again from versions, events and facts equal the stored ones, and so do states. */
export const replayLaw = (s: Story): void => {
  const stored = JSON.parse(JSON.stringify(s.decisions)) as Decision[];
  const again = replay(s.versions, stored);
  expect(again.ok ? null : again.difference).toBeNull();
  expect(canonical(again.state)).toBe(canonical(s.state));
};

/** What a member has and can spend, and the remainders that are not 0. */
export const standing = (s: Story, now: number): unknown => ({
  balances: UNITS.map((unit) => s.state.accounts[unit]?.balance ?? 0),
  spendable: UNITS.map((unit) => spendable(s.state, unit, now)),
  remainders: Object.entries(s.state.remainders)
    .filter(([, numerator]) => numerator !== 0)
    .sort(),
});

/** An event that is reversed at once leaves what the member has and can spend as it was. */
export const reversalLaw = (s: Story, now: number, act: () => Decision | null): void => {
  // A lot that has expired repays debt at the next gain already; record it first.
  happen(s, { type: 'expiry' }, now, { decision_id: 'expiry' });
  const before = standing(s, now);
  const decision = act();
  if (!decision) return;
  happen(s, { type: 'reversal', decision_id: decision.id }, now, { decision_id: 'undo' });
  expect(standing(s, now)).toEqual(before);
};

/** Merging lots changes nothing that can be spent, at any time from now on; once it is at rest. */
export const compactionLaw = (s: Story, now: number): void => {
  const ends = s.state.lots.flatMap(({ active_from, expires_at }) => [
    active_from,
    expires_at ?? 0,
  ]);
  const times = [now, ...ends.filter((at) => at > now)];
  const spendables = () => times.map((at) => UNITS.map((unit) => activeUnits(s.state, unit, at)));
  const before = spendables();
  const event = { type: 'compaction', earned_before: now + 1, least: 2 } as const;
  happen(s, event, now, { decision_id: 'merged' });
  expect(spendables()).toEqual(before);
  expect(answer(s, event, now)).toBe('stale');
};

/** Minor units of an order that a rule looks at, from the record alone. */
const moneyFor = (record: OrderRecord, rule: EarningRule, document: ProgramDocument): number => {
  const measured = netOrder(record.snapshot, document.base);
  if (!measured.ok) throw new Error(measured.refusal.code);
  const wanted = rule.match?.categories;
  const lines = measured.net.lines.filter(
    ({ category }) => !wanted || wanted.includes(category ?? ''),
  );
  return sum(lines.map(({ net_minor }) => net_minor));
};

const KEPT = ['points', 'extra'];

/**
 * For rules that keep their remainder: issued units = Σ over fractions of ⌊Σ net · units ÷ amount⌋,
 * whatever came in which order. Computed from the final orders, not from what was posted.
 */
export const floorLaw = (s: Story): void => {
  const numerators = new Map<number, number>();
  for (const record of Object.values(s.state.orders)) {
    if (!record.basis || record.excluded || record.snapshot.state !== 'paid') continue;
    const { document } = s.versions.get(record.basis.version)!;
    for (const rule of document.rules) {
      const { give } = rule;
      if (give.kind !== 'per_amount' || !KEPT.includes(rule.id)) continue;
      const common = gcd(give.units, give.per_minor);
      const denominator = give.per_minor / common;
      const numerator = moneyFor(record, rule, document) * (give.units / common);
      numerators.set(denominator, (numerators.get(denominator) ?? 0) + numerator);
    }
  }
  const expected = sum([...numerators].map(([denominator, n]) => Math.floor(n / denominator)));
  const issued = s.decisions
    .flatMap((d) => d.entries)
    .filter(({ cause }) => KEPT.some((id) => cause.startsWith(`rule:${id}@`)));
  expect(sum(issued.map((e) => e.amount))).toBe(expected);
};
