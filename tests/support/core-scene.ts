import { apply } from '#core/apply.ts';
import { termsVersion } from '#core/basis.ts';
import { decide } from '#core/decide.ts';
import type { Decision, Facts, Outcome, Programs } from '#core/decision.ts';
import type { MemberEvent, OrderEvent, OrderLine, OrderSnapshot } from '#core/event.ts';
import type { EarningRule, ProgramDocument, ProgramVersion, Unit } from '#core/program.ts';
import { emptyState, type MemberState, type RewardRevision } from '#core/state.ts';

/** 2026-03-02, a Monday, 10:00 in Bratislava. */
export const MORNING = Date.UTC(2026, 2, 2, 9);
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const unit = (id: string, more: Partial<Unit> = {}): Unit => ({
  id,
  kind: id === 'points' ? 'points' : 'stamps',
  names: { en: { one: id, other: id } },
  activation_days: 0,
  expiry: { kind: 'none' },
  ...more,
});

export const coffeeStamp: EarningRule = {
  id: 'coffee',
  on: 'purchase',
  match: { categories: ['coffee'] },
  give: { kind: 'per_item', unit: 'stamps', units: 1 },
};

export const pointPer = (per_minor: number, units = 1, id = 'points'): EarningRule => ({
  id,
  on: 'purchase',
  give: { kind: 'per_amount', unit: 'points', units, per_minor, remainder: 'keep' },
});

/** A café: a stamp per coffee and a point per euro, unless told otherwise. */
export const document = (more: Partial<ProgramDocument> = {}): ProgramDocument => ({
  schema: 1,
  currency: 'EUR',
  zone: 'Europe/Bratislava',
  day_starts_at: '04:00',
  units: [unit('points'), unit('stamps')],
  stamp_cards: [{ unit: 'stamps', size: 10, reward_id: 'free-coffee' }],
  rules: [coffeeStamp, pointPer(100)],
  cool_down_minutes: 120,
  refund_policy: 'debt',
  base: { shipping: false, tips: false, fees: false },
  ...more,
});

export const line = (
  id: string,
  total_minor: number,
  more: Partial<OrderLine> = {},
): OrderLine => ({
  id,
  name: id,
  category: id.split('-')[0],
  quantity: 1,
  total_minor,
  earns: true,
  ...more,
});

/** A paid snapshot whose total follows from its lines. */
export const snapshot = (lines: OrderLine[], more: Partial<OrderSnapshot> = {}): OrderSnapshot => {
  const parts = { discount_minor: 0, shipping_minor: 0, tip_minor: 0, fees_minor: 0, ...more };
  const sold = lines.reduce((sum, { total_minor }) => sum + total_minor, 0);
  const tax = more.tax_included === false ? (more.tax_minor ?? 0) : 0;
  const extras = parts.shipping_minor + parts.tip_minor + parts.fees_minor + tax;
  return {
    version: 1,
    state: 'paid',
    occurred_at: MORNING,
    location_id: 'shop',
    total_minor: sold - parts.discount_minor + extras,
    tax_minor: 0,
    tax_included: true,
    lines,
    refunds: [],
    ...parts,
  };
};

export const order = (
  id: string,
  content: OrderSnapshot,
  more: Partial<OrderEvent> = {},
): OrderEvent => ({
  type: 'order',
  order_id: id,
  snapshot: content,
  new_visit_id: `visit-of-${id}`,
  ...more,
});

export const reward = (amount: number, more: Partial<RewardRevision> = {}): RewardRevision => ({
  reward_id: 'free-coffee',
  revision: 1,
  kind: 'free_product',
  cost: { unit: 'stamps', amount },
  limited: false,
  active: true,
  ...more,
});

/** One member's story: events go in, decisions are applied, the state moves on. */
export type Story = {
  state: MemberState;
  decisions: Decision[];
  versions: Map<number, ProgramVersion>;
  live: ProgramVersion;
};

export const story = (first: ProgramDocument = document()): Story => {
  const live = { number: 1, document: first };
  return { state: emptyState(), decisions: [], versions: new Map([[1, live]]), live };
};

export const publish = (s: Story, next: ProgramDocument): void => {
  s.live = { number: s.live.number + 1, document: next };
  s.versions.set(s.live.number, s.live);
};

const programsFor = (s: Story, event: MemberEvent, facts: Partial<Facts>): Programs => {
  const terms = termsVersion(s.state, event);
  return {
    live: s.live,
    basis: terms === null ? undefined : s.versions.get(terms),
    current: facts.current === undefined ? undefined : s.versions.get(facts.current),
  };
};

/** Ids of vouchers, told apart by the decision. */
const idsOf = (decision_id: string): string[] => ['a', 'b', 'c'].map((n) => `${decision_id}-${n}`);

/** What the engine answers now, without taking it on. */
export const ask = (
  s: Story,
  event: MemberEvent,
  at = MORNING,
  facts: Partial<Facts> = {},
): Outcome => {
  const decision_id = facts.decision_id ?? `d${s.decisions.length + 1}`;
  return decide(
    programsFor(s, event, facts),
    s.state,
    event,
    { denied: [], ids: idsOf(decision_id), ...facts, decision_id },
    at,
  );
};

/** Lets an event happen; a refusal is an error here. Returns null when it was stale. */
export const happen = (
  s: Story,
  event: MemberEvent,
  at = MORNING,
  facts: Partial<Facts> = {},
): Decision | null => {
  const outcome = ask(s, event, at, facts);
  if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome.refusal)}`);
  if (outcome.decision === null) return null;
  s.decisions.push(outcome.decision);
  s.state = apply(s.state, outcome.decision);
  return outcome.decision;
};

/** The refusal's code, `stale`, or `ok`. */
export const answer = (s: Story, event: MemberEvent, at = MORNING, facts: Partial<Facts> = {}) => {
  const outcome = ask(s, event, at, facts);
  if (!outcome.ok) return outcome.refusal.code;
  return outcome.decision === null ? 'stale' : 'ok';
};

export const balance = (s: Story, unitId: string): number => s.state.accounts[unitId]?.balance ?? 0;
