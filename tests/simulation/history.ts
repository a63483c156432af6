import fc from 'fast-check';
import type { MemberEvent, OrderSnapshot } from '#core/event.ts';
import { spendable } from '#core/lots.ts';
import type { EarningRule, ProgramDocument, RefundPolicy } from '#core/program.ts';
import {
  ask,
  coffeeStamp,
  DAY,
  document,
  HOUR,
  happen,
  line,
  MINUTE,
  MORNING,
  order,
  pointPer,
  publish,
  reward,
  type Story,
  snapshot,
  story,
  unit,
} from '#support/core-scene.ts';

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
  reverse: 1,
  expire: 1,
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

type Living = { s: Story; history: History; now: number; marks: Marks; count: number };

const pick = <T>(items: readonly T[], n: number): T | undefined => items[n % items.length];

const ordersOf = ({ s }: Living) => Object.values(s.state.orders);

const freshOrder = (l: Living, { a, b }: Step): MemberEvent => {
  const lines = [
    line('coffee', 137 + a, { quantity: 1 + (a % 4) }),
    ...(b % 2 === 0 ? [line('cake', 89 + b)] : []),
    ...(b % 7 === 0 ? [line('card', 500, { earns: false })] : []),
  ];
  const visit = pick(l.s.state.visits, a);
  const more = { occurred_at: l.now, discount_minor: b % 5 === 0 ? 31 : 0, tip_minor: b % 11 };
  return order(`o${l.count}`, snapshot(lines, more), b % 3 === 0 ? { visit_id: visit?.id } : {});
};

const changed = (l: Living, n: number, change: (old: OrderSnapshot) => OrderSnapshot) => {
  const record = pick(ordersOf(l), n);
  if (!record) return null;
  const next = change(record.snapshot);
  return order(record.id, { ...next, version: record.snapshot.version + 1 });
};

const withLines = (old: OrderSnapshot, lines: OrderSnapshot['lines']): OrderSnapshot => {
  const { discount_minor, shipping_minor, tip_minor, fees_minor } = old;
  const extras = { discount_minor, shipping_minor, tip_minor, fees_minor };
  return { ...snapshot(lines, extras), occurred_at: old.occurred_at, refunds: old.refunds };
};

const refundOf = (l: Living, { a, b }: Step, byAmount: boolean): MemberEvent | null => {
  const record = pick(ordersOf(l), a);
  if (!record) return null;
  const { snapshot: old } = record;
  const sold = pick(old.lines, b)!;
  const gone = old.refunds.flatMap((r) => r.lines).filter(({ id }) => id === sold.id);
  const left = sold.quantity - gone.reduce((sum, { quantity }) => sum + quantity, 0);
  if (left <= 0 && !byAmount) return null;
  const lines = [{ id: sold.id, quantity: 1 + (b % Math.max(1, left)) }];
  const amount_minor = 1 + (b % Math.max(1, Math.floor((old.total_minor ?? 0) / 3)));
  const refund = byAmount
    ? { external_id: `r${l.count}`, lines: [], amount_minor }
    : { external_id: `r${l.count}`, lines };
  return order(record.id, { ...old, refunds: [...old.refunds, refund] });
};

const finishOf = (l: Living, { a, b }: Step): MemberEvent | null => {
  const record = pick(Object.values(l.s.state.redemptions), a);
  if (!record) return null;
  const steps = record.state === 'held' ? ['capture', 'release', 'expire'] : ['cancel', 'fulfill'];
  const name = pick(steps, b) as 'capture' | 'release' | 'expire' | 'cancel' | 'fulfill';
  return { type: 'redemption', redemption_id: record.id, step: name };
};

const visitOf = (l: Living, { a, b }: Step): MemberEvent => ({
  type: 'visit',
  visit_id: `v${l.count}`,
  occurred_at: l.now,
  location_id: b % 4 === 0 ? 'kiosk' : 'shop',
  stamps: [{ unit: 'stamps', amount: 1 + (a % 3) }],
});

/** Half of them empty the account, so that later refunds find nothing to take. */
const adjustmentOf = ({ s, now }: Living, a: number): MemberEvent => {
  const all = Math.max(1, spendable(s.state, 'points', now));
  return { type: 'adjustment', unit: 'points', amount: a % 2 ? -all : a % 11, reason: 'test' };
};

const eventOf = (l: Living, next: Step): MemberEvent | null => {
  const { a, b } = next;
  switch (next.kind) {
    case 'order':
      return freshOrder(l, next);
    case 'grow':
      return changed(l, a, (old) =>
        withLines(old, [...old.lines, line(`coffee-${l.count}`, 50 + b, { quantity: 2 })]),
      );
    case 'shrink':
      return changed(l, a, (old) =>
        withLines(
          old,
          old.lines.map((x) => ({ ...x, total_minor: Math.floor(x.total_minor / 2) })),
        ),
      );
    case 'cancel':
      return changed(l, a, (old) => ({
        ...old,
        state: old.state === 'paid' ? 'canceled' : 'paid',
      }));
    case 'refundPieces':
      return refundOf(l, next, false);
    case 'refundAmount':
      return refundOf(l, next, true);
    case 'resend': {
      const record = pick(ordersOf(l), a);
      return record ? order(record.id, record.snapshot) : null;
    }
    case 'move': {
      const record = pick(ordersOf(l), a);
      if (!record) return null;
      return order(record.id, record.snapshot, { detached: record.basis !== null });
    }
    case 'tap':
      return visitOf(l, next);
    case 'enroll':
      return { type: 'enrollment', occurred_at: l.now };
    case 'adjust':
      return adjustmentOf(l, a);
    case 'issue':
    case 'hold':
      return { type: 'redemption', redemption_id: `x${l.count}`, step: next.kind };
    case 'finish':
      return finishOf(l, next);
    case 'reverse':
      return { type: 'reversal', decision_id: pick(l.s.decisions, a)?.id ?? 'none' };
    case 'expire':
      return { type: 'expiry' };
    case 'publish':
      return null;
  }
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
