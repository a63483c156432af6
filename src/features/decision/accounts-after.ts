import type { Decision } from '#core/decision.ts';
import { lotState } from '#core/lots.ts';
import type { ProgramDocument } from '#core/program.ts';
import type { Lot, MemberState } from '#core/state.ts';
import type { Loaded } from '#features/ledger/index.ts';

export type AccountView = { unit: string; balance: number; pending: number; spendable: number };

type Sums = { active: Record<string, number>; pending: Record<string, number> };

const add = (sums: Record<string, number>, unit: string, amount: number): void => {
  sums[unit] = (sums[unit] ?? 0) + amount;
};

const move = (sums: Sums, lot: Lot, amount: number, now: number): void => {
  const is = lotState({ ...lot, left: Math.max(1, lot.left) }, now);
  if (is === 'active') add(sums.active, lot.unit, amount);
  if (is === 'pending') add(sums.pending, lot.unit, amount);
};

const sumsAfter = (loaded: Loaded, decision: Decision | null, now: number): Sums => {
  const sums = { active: { ...loaded.active }, pending: { ...loaded.pending } };
  if (!decision) return sums;
  const lots = new Map((loaded.state?.lots ?? []).map((lot) => [lot.key, lot]));
  for (const lot of decision.lots) {
    lots.set(lot.key, lot);
    move(sums, lot, lot.amount, now);
  }
  for (const { lot: key, amount } of decision.allocations) {
    const lot = lots.get(key);
    if (!lot) throw new Error(`decision ${decision.id} takes from an unknown lot ${key}`);
    move(sums, lot, -amount, now);
  }
  return sums;
};

const heldAfter = (state: MemberState, decision: Decision | null, now: number) => {
  const closed = decision?.hold && 'close' in decision.hold ? decision.hold.close : null;
  const open = state.holds.filter((h) => h.redemption_id !== closed && h.expires_at > now);
  if (decision?.hold && 'open' in decision.hold) open.push(decision.hold.open);
  const held: Record<string, number> = {};
  for (const hold of open) add(held, hold.unit, hold.amount);
  return held;
};

/**
 * A member's accounts as they stand after a decision, from what was loaded for it: every unit of
 * the live version, also at 0, and units of earlier versions that the member still has.
 */
export const accountsAfter = (
  loaded: Loaded,
  decision: Decision | null,
  document: Pick<ProgramDocument, 'units'>,
  now: number,
): AccountView[] => {
  const { state } = loaded;
  if (!state) return [];
  const sums = sumsAfter(loaded, decision, now);
  const held = heldAfter(state, decision, now);
  const units = new Set([...document.units.map(({ id }) => id), ...Object.keys(state.accounts)]);
  return [...units].map((unit) => {
    const change = decision?.accounts.find((account) => account.unit === unit);
    const known = state.accounts[unit] ?? { balance: 0, debt: 0 };
    const debt = known.debt + (change?.debt ?? 0);
    const active = sums.active[unit] ?? 0;
    return {
      unit,
      balance: known.balance + (change?.balance ?? 0),
      pending: sums.pending[unit] ?? 0,
      spendable: Math.max(0, active - (held[unit] ?? 0) - debt),
    };
  });
};
