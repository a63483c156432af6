import type { MemberEvent, OrderSnapshot } from '#core/event.ts';
import { spendable } from '#core/lots.ts';
import { DAY, line, order, type Story, snapshot } from '#support/core-scene.ts';
import type { History, Marks, Step } from './history.ts';

/** A member whose history is being lived. */
export type Living = { s: Story; history: History; now: number; marks: Marks; count: number };

export const pick = <T>(items: readonly T[], n: number): T | undefined => items[n % items.length];

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

/** Compactions left out, so that a history with them does the same as one without. */
const reversible = ({ s }: Living) =>
  s.decisions.filter(({ event }) => event.type !== 'compaction');

const inclusionOf = (l: Living, n: number): MemberEvent | null => {
  const record = pick(
    ordersOf(l).filter(({ excluded }) => excluded),
    n,
  );
  const new_visit_id = `included${l.count}`;
  return record ? { type: 'inclusion', order_id: record.id, new_visit_id } : null;
};

/** What a step means in the light of the state; null = nothing at this time. */
export const eventOf = (l: Living, next: Step): MemberEvent | null => {
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
      return { type: 'reversal', decision_id: pick(reversible(l), a)?.id ?? 'none' };
    case 'include':
      return inclusionOf(l, a);
    case 'expire':
      return { type: 'expiry' };
    case 'compact':
      return { type: 'compaction', earned_before: l.now - (b % 8) * DAY, least: 2 };
    case 'publish':
      return null;
  }
};
