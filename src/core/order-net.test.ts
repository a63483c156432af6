import fc from 'fast-check';
import { expect, test } from 'vitest';
import { line, snapshot } from '#support/core-scene.ts';
import type { OrderSnapshot, Refund } from './event.ts';
import { type NetOrder, netOrder, totalMismatch } from './order-net.ts';

const LINES_ONLY = { shipping: false, tips: false, fees: false };

const net = (content: OrderSnapshot, base = LINES_ONLY): NetOrder => {
  const result = netOrder(content, base);
  if (!result.ok) throw new Error(result.refusal.code);
  return result.net;
};

const money = (content: OrderSnapshot, base = LINES_ONLY) =>
  net(content, base).lines.map((l) => l.net_minor);
const pieces = (content: OrderSnapshot) => net(content).lines.map((l) => l.quantity);

const refund = (external_id: string, lines: [string, number][], amount_minor?: number): Refund => ({
  external_id,
  lines: lines.map(([id, quantity]) => ({ id, quantity })),
  amount_minor,
});

const refunded = (refunds: Refund[], lines = [line('a', 300, { quantity: 3 }), line('b', 100)]) =>
  snapshot(lines, { refunds });

test('[E1] the discount of the order is shared by all lines, earning or not', () => {
  const lines = [line('a', 100), line('b', 100), line('card', 100, { earns: false })];
  expect(money(snapshot(lines, { discount_minor: 100 }))).toEqual([66, 67]);
});

test('[E1] shipping, tip and fees earn only where the program says so', () => {
  const content = snapshot([line('a', 100)], { shipping_minor: 20, tip_minor: 5, fees_minor: 3 });
  expect(money(content)).toEqual([100]);
  expect(money(content, { shipping: true, tips: false, fees: true })).toEqual([100, 20, 3]);
});

test('[E1] a tax not in the lines is part of the base', () => {
  const tax = { tax_included: false, tax_minor: 21 };
  expect(money(snapshot([line('a', 100), line('b', 50)], tax))).toEqual([114, 57]);
});

test('[E1] an order without lines is one line of the total', () => {
  const content = snapshot([], { total_minor: 460 });
  expect(net(content).lines).toMatchObject([{ id: '', quantity: 1, net_minor: 460 }]);
  expect(money(snapshot([], { total_minor: 460, tip_minor: 60 }))).toEqual([400]);
});

test('[E1] an unknown amount is not zero: pieces count, money does not', () => {
  const content = snapshot([line('a', 300, { quantity: 2 })], { total_minor: null });
  expect(net(content)).toMatchObject({ amount_known: false, remaining_quantity: 2 });
  expect(money(content)).toEqual([0]);
});

test('[E1] totals must add up', () => {
  expect(totalMismatch(snapshot([line('a', 100)], { discount_minor: 10 }))).toBeNull();
  expect(totalMismatch(snapshot([line('a', 100)], { total_minor: 99 }))).toBe(100);
  expect(totalMismatch(snapshot([line('a', 100)], { tax_minor: 20, total_minor: 120 }))).toBe(100);
  const untaxed = { tax_minor: 20, tax_included: false };
  expect(totalMismatch(snapshot([line('a', 100)], untaxed))).toBeNull();
  expect(totalMismatch(snapshot([line('a', 100)], { total_minor: null }))).toBeNull();
});

test('[E1] a discount bigger than the lines eats shipping, never makes a line negative', () => {
  const content = snapshot([line('a', 100)], { discount_minor: 120, shipping_minor: 20 });
  expect(money(content)).toEqual([0]);
  expect(net(content).remaining_minor).toBe(0);
});

test.each<[string, Refund[], number[], number[]]>([
  ['a piece', [refund('r', [['a', 1]])], [200, 100], [2, 1]],
  ['pieces in parts', [refund('r', [['a', 1]]), refund('s', [['a', 2]])], [0, 100], [0, 1]],
  ['an amount', [refund('r', [], 200)], [150, 50], [3, 1]],
  ['an amount for a piece', [refund('r', [['a', 1]], 80)], [220, 100], [2, 1]],
  ['more than the line', [refund('r', [['b', 1]], 150)], [250, 0], [3, 0]],
  ['all of it', [refund('r', [], 400)], [0, 0], [3, 1]],
  ['pieces for nothing', [refund('r', [['a', 2]], 0)], [300, 100], [1, 1]],
])('[E12] a refund of %s leaves the right rest', (_, refunds, nets, quantities) => {
  expect(money(refunded(refunds))).toEqual(nets);
  expect(pieces(refunded(refunds))).toEqual(quantities);
});

test('[E12] net of a line after k of n pieces is rounded down', () => {
  const lines = [line('a', 100, { quantity: 3 })];
  expect(money(refunded([refund('r', [['a', 1]])], lines))).toEqual([66]);
  expect(money(refunded([refund('r', [['a', 2]])], lines))).toEqual([33]);
});

test('[E12] an amount without lines also reduces what does not earn', () => {
  const lines = [line('a', 100), line('card', 100, { earns: false })];
  expect(money(refunded([refund('r', [], 100)], lines))).toEqual([50]);
});

test('[E12] an amount for two named lines follows the pieces it names', () => {
  const lines = [line('a', 100, { quantity: 2 }), line('b', 50)];
  const both = refund(
    'r',
    [
      ['a', 1],
      ['b', 1],
    ],
    100,
  );
  expect(money(refunded([both], lines))).toEqual([50, 0]);
});

test('[E12] more pieces or money than bought is refused', () => {
  const code = (refunds: Refund[]) => {
    const result = netOrder(refunded(refunds), LINES_ONLY);
    return result.ok ? 'ok' : result.refusal.code;
  };
  expect(code([refund('r', [['a', 2]]), refund('s', [['a', 2]])])).toBe('refund_exceeds_order');
  expect(code([refund('r', [], 401)])).toBe('refund_exceeds_order');
  expect(code([refund('r', [['b', 1]]), refund('s', [], 301)])).toBe('refund_exceeds_order');
  expect(code([refund('r', [['z', 1]])])).toBe('refund_line_unknown');
  expect(code([refund('r', [['b', 1]]), refund('s', [], 300)])).toBe('ok');
});

const arbitraryRefunds = fc
  .array(
    fc.record({
      pieces: fc.array(fc.nat(2), { minLength: 3, maxLength: 3 }),
      amount: fc.option(fc.nat(300), { nil: undefined }),
    }),
    { maxLength: 4 },
  )
  .map((list) =>
    list.map(({ pieces: counts, amount }, i) =>
      refund(
        `r${i}`,
        counts.flatMap((n, j): [string, number][] => (n > 0 ? [[`l${j}`, n]] : [])),
        amount,
      ),
    ),
  );

test('[E12] the net depends on the set of refunds, not on their order, and never goes below 0', () => {
  fc.assert(
    fc.property(arbitraryRefunds, fc.nat(200), fc.nat(50), (refunds, discount, tip) => {
      const lines = [0, 1, 2].map((i) => line(`l${i}`, 101 * (i + 1), { quantity: i + 2 }));
      const more = { discount_minor: discount, tip_minor: tip };
      const content = (list: Refund[]) => snapshot(lines, { ...more, refunds: list });
      const there = netOrder(content(refunds), LINES_ONLY);
      expect(netOrder(content([...refunds].reverse()), LINES_ONLY)).toEqual(there);
      if (!there.ok) return;
      for (const { net_minor } of there.net.lines) expect(net_minor).toBeGreaterThanOrEqual(0);
      const paid = content([]).total_minor!;
      const amounts = refunds.reduce((sum, r) => sum + (r.amount_minor ?? 0), 0);
      expect(there.net.remaining_minor).toBeLessThanOrEqual(paid - amounts);
    }),
  );
});
