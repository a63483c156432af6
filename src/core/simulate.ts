import { apply } from './apply.ts';
import { reachableRewards } from './card-view.ts';
import type { Channel } from './condition.ts';
import { decide } from './decide.ts';
import type { Decision, Facts } from './decision.ts';
import type { MemberEvent, OrderSnapshot } from './event.ts';
import { DAY_MS } from './lifetime.ts';
import { lotState, spendable } from './lots.ts';
import { netOrder } from './order-net.ts';
import type { ProgramDocument, ProgramVersion } from './program.ts';
import {
  type FirstRewards,
  firstRewards,
  type SimulatedReward,
  unitCosts,
} from './simulation-figures.ts';
import { emptyState, type MemberState } from './state.ts';

export type { FirstRewards, SimulatedReward } from './simulation-figures.ts';

/** A past purchase of one customer; whoever buys first joins with that purchase. */
export type SimulatedOrder = { customer: string; snapshot: OrderSnapshot };

export type SimulationTerms = {
  document: ProgramDocument;
  rewards: readonly SimulatedReward[];
  /** Whether members take the dearest reward they can pay at their next visit. */
  redeems: boolean;
  /** Of outstanding units, how many in a thousand are never spent. */
  breakage_per_mille: number;
  /** How a location sells; a shop where absent. */
  channelOf?: ((location_id: string) => Channel) | undefined;
};

/** What a program would have done. Money in minor units; null = costs of rewards are unknown. */
export type Simulation = {
  members: number;
  orders: number;
  visits: number;
  revenue_minor: number;
  /** First and last purchase, epoch ms; null without any. */
  from: number | null;
  to: number | null;
  first_reward: FirstRewards;
  issued: { rule: string; unit: string; units: number }[];
  redeemed: { reward: string; times: number }[];
  reward_cost_minor: number | null;
  /** Cost of all units issued per thousand of revenue. */
  give_back_per_mille: number | null;
  outstanding: { unit: string; units: number }[];
  /** Units outstanding × cost of a unit × (1 − breakage). */
  liability_minor: number | null;
};

type Member = { state: MemberState; visits: number; joined: number; firstAt: number | null };

type Running = {
  terms: SimulationTerms;
  live: ProgramVersion;
  members: Map<string, Member>;
  orders: number;
  revenue: number;
  from: number | null;
  to: number | null;
  issued: Map<string, Simulation['issued'][number]>;
  redeemed: Map<string, number>;
  decisions: number;
  /** A decision may give vouchers, which need ids. */
  hasVouchers: boolean;
};

/** What the next purchase can meet: orders are not refunded here, and visits don’t reach far. */
const trimmed = (state: MemberState, at: number): MemberState => ({
  ...state,
  lots: state.lots.filter(({ left }) => left > 0),
  orders: {},
  redemptions: {},
  decisions: {},
  visits: state.visits.filter((visit) => Math.abs(at - visit.at) < DAY_MS),
});

/** As many as one decision may give. */
const MOST_VOUCHERS = 20;

const voucherIds = (decision: string): string[] =>
  Array.from({ length: MOST_VOUCHERS }, (_, n) => `${decision}/${n}`);

const happen = (
  run: Running,
  member: Member,
  event: MemberEvent,
  at: number,
  facts: Pick<Facts, 'reward' | 'channel'> = {},
): Decision | null => {
  run.decisions += 1;
  const known = { enrolled_at: member.joined, birthday: null, tags: [] };
  const decision_id = `d${run.decisions}`;
  const ids = run.hasVouchers ? voucherIds(decision_id) : undefined;
  const all = { channel: 'shop' as const, ...facts, decision_id, member: known, ids, denied: [] };
  const outcome = decide({ live: run.live }, member.state, event, all, at);
  if (!outcome.ok || !outcome.decision) return null;
  const { decision } = outcome;
  member.state = trimmed(apply(member.state, decision), at);
  for (const { cause, unit, amount } of decision.entries) {
    const rule = /^(?:rule|milestone):(.+)@\d+$/.exec(cause)?.[1];
    if (rule === undefined || amount <= 0) continue;
    const known = run.issued.get(rule) ?? { rule, unit, units: 0 };
    run.issued.set(rule, { ...known, units: known.units + amount });
  }
  return decision;
};

const reachable = ({ terms }: Running, { state }: Member, at: number): SimulatedReward[] => {
  const units = new Set(terms.rewards.map(({ cost }) => cost.unit));
  const balances = Object.fromEntries([...units].map((unit) => [unit, spendable(state, unit, at)]));
  return reachableRewards(terms.rewards, balances);
};

const note = (run: Running, member: Member, at: number): SimulatedReward | undefined => {
  const [best] = reachable(run, member, at);
  if (best && member.firstAt === null) member.firstAt = member.visits;
  return best;
};

const redeem = (run: Running, member: Member, reward: SimulatedReward, at: number): void => {
  const { id, cost } = reward;
  const revision = {
    reward_id: id,
    revision: 1,
    kind: 'free_product' as const,
    cost,
    limited: false,
    active: true,
  };
  const redemption_id = `r${run.decisions}`;
  const event = { type: 'redemption', redemption_id, step: 'issue' } as const;
  if (happen(run, member, event, at, { reward: revision })) {
    run.redeemed.set(id, (run.redeemed.get(id) ?? 0) + 1);
  }
};

const join = (run: Running, customer: string, at: number): Member => {
  const known = run.members.get(customer);
  if (known) return known;
  const member: Member = { state: emptyState(), visits: 0, joined: at, firstAt: null };
  run.members.set(customer, member);
  happen(run, member, { type: 'enrollment', occurred_at: at }, at);
  return member;
};

const take = (run: Running, { customer, snapshot }: SimulatedOrder): void => {
  const { occurred_at: at, location_id } = snapshot;
  const measured = netOrder(snapshot, run.live.document.base);
  if (!measured.ok || snapshot.state !== 'paid') return;
  const member = join(run, customer, at);
  const best = note(run, member, at);
  if (best && run.terms.redeems) redeem(run, member, best, at);
  run.orders += 1;
  run.revenue += Math.max(0, measured.net.remaining_minor);
  run.from = Math.min(run.from ?? at, at);
  run.to = Math.max(run.to ?? at, at);
  const order_id = `o${run.orders}`;
  const event = { type: 'order', order_id, snapshot, new_visit_id: `v${run.orders}` } as const;
  const channel = run.terms.channelOf?.(location_id) ?? 'shop';
  const decision = happen(run, member, event, at, { channel });
  if (decision?.visits.some(({ begun_by }) => begun_by === decision.id)) member.visits += 1;
  note(run, member, at);
};

/** Units still to be spent at a moment, less what is owed; never below 0 for one member. */
const outstandingAt = (run: Running, at: number): Simulation['outstanding'] =>
  run.live.document.units.map(({ id: unit }) => {
    let units = 0;
    for (const { state } of run.members.values()) {
      const open = state.lots.filter(
        (lot) => lot.unit === unit && ['active', 'pending'].includes(lotState(lot, at)),
      );
      const left = open.reduce((sum, lot) => sum + lot.left, 0);
      units += Math.max(0, left - (state.accounts[unit]?.debt ?? 0));
    }
    return { unit, units };
  });

/** Σ amount × cost of its unit, rounded; null when the cost of none of them is known. */
const costOf = (
  amounts: readonly { unit: string; units: number }[],
  costs: ReadonlyMap<string, number>,
): number | null => {
  const known = amounts.filter(({ unit }) => costs.has(unit));
  if (costs.size === 0) return null;
  return known.reduce((sum, { unit, units }) => sum + units * (costs.get(unit) ?? 0), 0);
};

const rewardCost = ({ terms, redeemed }: Running): number | null => {
  const known = terms.rewards.filter(({ cost_minor }) => cost_minor !== null);
  if (known.length === 0) return null;
  return known.reduce((sum, { id, cost_minor }) => sum + (redeemed.get(id) ?? 0) * cost_minor!, 0);
};

const resultOf = (run: Running): Simulation => {
  const costs = unitCosts(run.terms.rewards);
  const members = [...run.members.values()];
  const outstanding = outstandingAt(run, run.to ?? 0);
  const issued = [...run.issued.values()];
  const given = costOf(issued, costs);
  const owed = costOf(outstanding, costs);
  const kept = 1_000 - run.terms.breakage_per_mille;
  return {
    members: members.length,
    orders: run.orders,
    visits: members.reduce((sum, { visits }) => sum + visits, 0),
    revenue_minor: run.revenue,
    from: run.from,
    to: run.to,
    first_reward: firstRewards(members.map(({ firstAt }) => firstAt)),
    issued,
    redeemed: [...run.redeemed].map(([reward, times]) => ({ reward, times })),
    reward_cost_minor: rewardCost(run),
    give_back_per_mille:
      given === null || run.revenue === 0 ? null : Math.round((given * 1_000) / run.revenue),
    outstanding,
    liability_minor: owed === null ? null : Math.round((owed * kept) / 1_000),
  };
};

export type Simulator = {
  /** Purchases of one customer come in the order of their time. */
  take: (order: SimulatedOrder) => void;
  result: () => Simulation;
};

/**
 * Runs `decide` over past purchases in memory: the very rules that would have awarded them. It says
 * what these purchases would have brought, not what people would buy because of it.
 */
export const simulator = (terms: SimulationTerms): Simulator => {
  const run: Running = {
    terms,
    live: { number: 1, document: terms.document },
    members: new Map(),
    orders: 0,
    revenue: 0,
    from: null,
    to: null,
    issued: new Map(),
    redeemed: new Map(),
    decisions: 0,
    hasVouchers: (terms.document.milestones ?? []).some(({ give }) => give?.kind === 'voucher'),
  };
  return { take: (order) => take(run, order), result: () => resultOf(run) };
};
