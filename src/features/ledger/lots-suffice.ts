import type { Programs } from '#core/decision.ts';
import type { MemberEvent } from '#core/event.ts';
import type { MemberState, RewardRevision } from '#core/state.ts';

/**
 * Whether the loaded lots can bear whatever the event may take. Only members with more open lots
 * than one load brings ever answer no; their lots are then loaded anew, without that limit.
 */
export function lotsSuffice(
  state: MemberState,
  event: MemberEvent,
  { reward, programs, now }: { reward: RewardRevision | null; programs: Programs; now: number },
): boolean {
  if (event.type === 'compaction') return Object.keys(state.unloaded).length === 0;
  if (!takesUnits(state, event)) return true;
  const milestones = milestoneUnits(programs);
  return Object.keys(state.unloaded).every(
    (unit) =>
      !milestones.has(unit) &&
      loadedUnits(state, unit, now) >= mostTaken(state, event, unit, reward),
  );
}

/** How often a milestone gave is not known here: what one gave may be taken in any amount. */
function milestoneUnits({ live, basis }: Programs): Set<string> {
  const { milestones = [] } = (basis ?? live).document;
  return new Set(milestones.flatMap(({ give }) => (give?.kind === 'fixed' ? [give.unit] : [])));
}

/** Gains take units only to repay debt. */
function takesUnits(state: MemberState, event: MemberEvent): boolean {
  if (event.type === 'visit' || event.type === 'enrollment') {
    return Object.values(state.accounts).some((account) => account.debt > 0);
  }
  return (
    event.type !== 'order' || Object.values(state.orders).some((order) => order.basis !== null)
  );
}

function loadedUnits(state: MemberState, unit: string, now: number): number {
  let sum = 0;
  for (const lot of state.lots) {
    if (lot.unit !== unit || lot.active_from > now) continue;
    if (lot.expires_at === null || lot.expires_at > now) sum += lot.left;
  }
  return sum;
}

/** An upper bound: what was given and may be taken back, or the price, and all debt. */
function mostTaken(
  state: MemberState,
  event: MemberEvent,
  unit: string,
  reward: RewardRevision | null,
): number {
  const prices = Object.values(state.redemptions).map((redemption) => redemption.reward.cost);
  if (reward) prices.push(reward.cost);
  let most = state.accounts[unit]?.debt ?? 0;
  for (const price of prices) if (price.unit === unit) most += price.amount;
  if (event.type === 'adjustment' && event.unit === unit) most += Math.abs(event.amount);
  for (const decision of Object.values(state.decisions)) {
    for (const entry of decision.entries) if (entry.unit === unit) most += Math.abs(entry.amount);
  }
  for (const order of Object.values(state.orders)) {
    const origin = `order:${order.id}`;
    for (const lot of state.lots)
      if (lot.origin === origin && lot.unit === unit) most += lot.amount;
  }
  // A refund may borrow one unit for the remainder of each rule.
  return most + 16;
}
