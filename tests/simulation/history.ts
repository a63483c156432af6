import fc from 'fast-check';
import type { MemberEvent } from '#core/event.ts';
import type { EarningRule, ProgramDocument, RefundPolicy } from '#core/program.ts';
import {
  ask,
  coffeeStamp,
  DAY,
  document,
  HOUR,
  happen,
  MINUTE,
  MORNING,
  pointPer,
  publish,
  reward,
  type Story,
  story,
  unit,
} from '#support/core-scene.ts';
import { eventOf, type Living, pick } from './history-events.ts';

/** One thing that happens to a member; numbers are read in the light of the state at that time. */
export type Step = { kind: StepKind; a: number; b: number; wait: number };

const KINDS = {
  order: 5,
  grow: 2,
  shrink: 1,
  cancel: 1,
  refundPieces: 5,
  refundAmount: 3,
  resend: 1,
  move: 1,
  tap: 2,
  enroll: 1,
  adjust: 4,
  issue: 4,
  hold: 1,
  finish: 2,
  reverse: 2,
  include: 2,
  expire: 1,
  compact: 1,
  publish: 2,
} as const;
export type StepKind = keyof typeof KINDS;

const WAITS = [0, 30_000, 5 * MINUTE, 3 * HOUR, DAY, 5 * DAY, 20 * DAY];

const kind: fc.Arbitrary<StepKind> = fc.oneof(
  ...(Object.entries(KINDS) as [StepKind, number][]).map(([name, weight]) => ({
    weight,
    arbitrary: fc.constant(name),
  })),
);

const step: fc.Arbitrary<Step> = fc.record({
  kind,
  a: fc.nat(999),
  b: fc.nat(999),
  wait: fc.constantFrom(...WAITS),
});

export type History = { policy: RefundPolicy; pending: boolean; expiring: boolean; steps: Step[] };

export const histories = (policies: RefundPolicy[]): fc.Arbitrary<History> =>
  fc.record({
    policy: fc.constantFrom(...policies),
    pending: fc.boolean(),
    expiring: fc.boolean(),
    steps: fc.array(step, { minLength: 16, maxLength: 40 }),
  });

const visitPoint: EarningRule = {
  id: 'visit',
  on: 'visit',
  give: { kind: 'fixed', unit: 'points', units: 3 },
};
const welcome: EarningRule = {
  id: 'welcome',
  on: 'enrollment',
  give: { kind: 'fixed', unit: 'stamps', units: 2 },
};
const dropped: EarningRule = {
  id: 'bonus',
  on: 'purchase',
  match: { categories: ['cake'] },
  give: { kind: 'per_amount', unit: 'points', units: 2, per_minor: 70, remainder: 'drop' },
};

/** What the merchant tries one after the other. */
const RULES: EarningRule[][] = [
  [coffeeStamp, pointPer(100), visitPoint, welcome],
  [coffeeStamp, pointPer(50), dropped, welcome],
  [pointPer(200, 3), { ...coffeeStamp, give: { kind: 'per_item', unit: 'stamps', units: 2 } }],
  [coffeeStamp, pointPer(100), pointPer(300, 7, 'extra'), visitPoint],
];

const documentOf = (history: History, n: number): ProgramDocument =>
  document({
    units: [
      unit('points', {
        activation_days: history.pending ? 4 : 0,
        expiry: history.expiring ? { kind: 'after_months', months: 2 } : { kind: 'none' },
      }),
      unit('stamps'),
    ],
    rules: RULES[n % RULES.length]!,
    refund_policy: history.policy,
  });

/** What a history went through, for the shares the generator has to reach. */
export type Marks = {
  refunds: number;
  refundAfterSpend: boolean;
  refundAfterVersion: boolean;
  refundWithDebt: boolean;
};

const markRefund = (l: Living, event: MemberEvent, refundsBefore: number): void => {
  if (event.type !== 'order' || event.snapshot.refunds.length <= refundsBefore) return;
  const record = l.s.state.orders[event.order_id];
  const last = l.s.decisions.at(-1);
  if (!record?.basis || !last?.entries.some(({ amount }) => amount < 0)) return;
  l.marks.refunds += 1;
  const own = l.s.state.lots.filter(({ origin }) => origin === `order:${record.id}`);
  const taken = last.allocations.filter(({ lot }) => own.some(({ key }) => key === lot));
  const back = taken.reduce((sum, { amount }) => sum + amount, 0);
  const gone = own.reduce((sum, lot) => sum + lot.amount - lot.left, 0);
  if (gone > back) l.marks.refundAfterSpend = true;
  if (record.basis.version !== l.s.live.number) l.marks.refundAfterVersion = true;
  if (last.entries.some(({ debt }) => debt > 0)) l.marks.refundWithDebt = true;
};

const PRICES = [reward(3), reward(5), reward(4, { cost: { unit: 'points', amount: 4 } })];

/**
 * Lives a history through the engine; refused steps leave no trace. `after` is called with every
 * decision that was taken on.
 */
export const live = (history: History, after?: (s: Story, now: number) => void): Living => {
  const s = story(documentOf(history, 0));
  const marks = {
    refunds: 0,
    refundAfterSpend: false,
    refundAfterVersion: false,
    refundWithDebt: false,
  };
  const l: Living = { s, history, now: MORNING, marks, count: 0 };
  for (const next of history.steps) {
    l.now += next.wait;
    l.count += 1;
    if (next.kind === 'publish') publish(s, documentOf(history, next.a));
    const event = eventOf(l, next);
    if (!event) continue;
    const facts = { reward: pick(PRICES, next.b), decision_id: `d${l.count}` };
    const outcome = ask(s, event, l.now, facts);
    if (!outcome.ok || outcome.decision === null) continue;
    const known = event.type === 'order' ? s.state.orders[event.order_id] : undefined;
    happen(s, event, l.now, facts);
    markRefund(l, event, known?.snapshot.refunds.length ?? 0);
    after?.(s, l.now);
  }
  return l;
};
