import { formatMoney } from '#contract/messages/format.ts';
import type { Simulation } from '#core/simulate.ts';

/** What the command answers: the simulation, its currency, and the orders of nobody. */
export type Simulated = Simulation & { currency: string; orders_without_customer: number };

const percent = (perMille: number): string => `${perMille / 10} %`;

const listed = (rows: readonly [string, string][]): string[] =>
  rows.map(([name, figure]) => `  ${name}  ${figure}`);

/** A simulation for a person. */
export const tellSimulation = (done: Simulated): string => {
  const { first_reward: first, currency, give_back_per_mille: giveBack } = done;
  const money = (minor: number | null) =>
    minor === null ? 'unknown' : formatMoney(minor, currency, 'en');
  const median = first.median_visits === null ? 'never' : `after ${first.median_visits} visits`;
  const soon = first.by_visit.map(
    ({ visits, per_mille }) => `by visit ${visits}: ${percent(per_mille)}`,
  );
  return [
    `Orders        ${done.orders}, ${done.visits} visits of ${done.members} members; ` +
      `${done.orders_without_customer} orders of nobody left out`,
    `Revenue       ${money(done.revenue_minor)}`,
    `First reward  ${first.members} members, the middle one ${median}; ${soon.join(', ')}`,
    `Give-back     ${giveBack === null ? 'unknown' : percent(giveBack)} at cost`,
    `Reward cost   ${money(done.reward_cost_minor)}`,
    `Owed          ${money(done.liability_minor)}`,
    'Given by',
    ...listed(done.issued.map(({ rule, unit, units }) => [rule, `${units} ${unit}`])),
    'Outstanding',
    ...listed(done.outstanding.map(({ unit, units }) => [unit, String(units)])),
    'Redeemed',
    ...listed(done.redeemed.map(({ reward, times }) => [reward, `${times} times`])),
  ].join('\n');
};
