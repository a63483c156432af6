import fc from 'fast-check';
import { expect, test } from 'vitest';
import { orderInputSchema } from '#contract/order.ts';
import { netOrder, totalMismatch } from '#core/order-net.ts';
import { toSnapshot } from './to-snapshot.ts';

const shop = { currency: 'EUR', locationId: 'here', now: 1_000 };
const order = (fields: object) =>
  orderInputSchema.parse({
    source: 'pos',
    external_id: '1',
    currency: 'EUR',
    total_minor: 500,
    ...fields,
  });
const line = (total_minor: number, fields: object = {}) => ({
  name: 'Espresso',
  quantity: 1,
  total_minor,
  ...fields,
});

test('[I6] a line without id is known by its index', () => {
  const made = toSnapshot(order({ lines: [line(200, { id: 'a' }), line(300)] }), shop);
  expect(made.ok && made.snapshot.lines.map(({ id }) => id)).toEqual(['a', '1']);
});

test('[I6] the sum of lines, discount, shipping, tip, fees and tax must be the total', () => {
  const fields = {
    lines: [line(600)],
    discount_minor: 100,
    shipping_minor: 50,
    tip_minor: 30,
    fees_minor: 20,
    tax_minor: 60,
  };
  expect(toSnapshot(order({ ...fields, total_minor: 600 }), shop).ok).toBe(true);
  expect(toSnapshot(order({ ...fields, total_minor: 660, tax_included: false }), shop).ok).toBe(
    true,
  );
  expect(toSnapshot(order({ ...fields, total_minor: 601 }), shop)).toEqual({
    ok: false,
    refusal: { code: 'order_total_mismatch', details: { total_minor: 601, computed_minor: 600 } },
  });
});

test('[I6] without lines, shipping above the total is a mismatch', () => {
  const made = toSnapshot(order({ shipping_minor: 501 }), shop);
  expect(!made.ok && made.refusal.code).toBe('order_total_mismatch');
});

test('[I6] an unknown amount is not checked and stays unknown', () => {
  const made = toSnapshot(order({ total_minor: null, lines: [line(0)] }), shop);
  expect(made.ok && made.snapshot.total_minor).toBeNull();
});

test('[P4] another currency without shop_amount_minor is refused', () => {
  expect(toSnapshot(order({ currency: 'USD' }), shop)).toEqual({
    ok: false,
    refusal: { code: 'currency_mismatch', details: { currency: 'USD', expected: 'EUR' } },
  });
});

test('[P4] an order in another currency is counted in the shop currency and keeps its figures', () => {
  const made = toSnapshot(
    order({
      currency: 'CZK',
      total_minor: 10_000,
      shop_amount_minor: 401,
      lines: [line(3_333), line(3_333), line(3_334)],
    }),
    shop,
  );
  if (!made.ok) throw new Error(made.refusal.code);
  expect(made.snapshot.total_minor).toBe(401);
  expect(made.snapshot.lines.map(({ total_minor }) => total_minor)).toEqual([134, 133, 134]);
  expect(made.snapshot.original).toEqual({
    currency: 'CZK',
    total_minor: 10_000,
    line_totals: [3_333, 3_333, 3_334],
  });
});

test('[P4, E12] a converted order always sums to its total, and refunds of all of it leave nothing', () => {
  const amount = fc.integer({ min: 0, max: 100_000 });
  const shape = fc.record({
    lines: fc.array(amount, { minLength: 1, maxLength: 6 }),
    shipping: amount,
    tip: amount,
    shopTotal: fc.integer({ min: 1, max: 3_000_000 }),
    cut: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(shape, ({ lines, shipping, tip, shopTotal, cut }) => {
      const total = lines.reduce((a, b) => a + b, 0) + shipping + tip;
      fc.pre(total > 0 && lines.some((each) => each > 0));
      const first = Math.floor(total * cut);
      const made = toSnapshot(
        order({
          currency: 'USD',
          total_minor: total,
          shop_amount_minor: shopTotal,
          shipping_minor: shipping,
          tip_minor: tip,
          lines: lines.map((each) => line(each)),
          refunds: [
            { external_id: 'a', amount_minor: first },
            { external_id: 'b', amount_minor: total - first },
          ],
        }),
        shop,
      );
      if (!made.ok) throw new Error(made.refusal.code);
      expect(totalMismatch(made.snapshot)).toBeNull();
      const net = netOrder(made.snapshot, { shipping: true, tips: true, fees: true });
      expect(net.ok && net.net.remaining_minor).toBe(0);
    }),
    { numRuns: 300 },
  );
});

test('[E12] a refund names a line by index or by id', () => {
  const lines = [line(200, { id: 'a', quantity: 2 }), line(300)];
  const refunds = [
    { external_id: 'r1', lines: [{ index: 0, quantity: 1 }] },
    { external_id: 'r2', lines: [{ id: '1', quantity: 1 }] },
  ];
  const made = toSnapshot(order({ lines, refunds }), shop);
  if (!made.ok) throw new Error(made.refusal.code);
  expect(made.snapshot.refunds.map((refund) => refund.lines)).toEqual([
    [{ id: 'a', quantity: 1 }],
    [{ id: '1', quantity: 1 }],
  ]);
});

test('[E12] a refund of a line that is not there is refused', () => {
  const refunds = [{ external_id: 'r1', lines: [{ index: 3, quantity: 1 }] }];
  expect(toSnapshot(order({ lines: [line(500)], refunds }), shop)).toEqual({
    ok: false,
    refusal: { code: 'refund_line_unknown', details: { line: '3' } },
  });
});

test('[I6] what makes no sense is refused by the schema with a fault per field', () => {
  const faults = (fields: object) =>
    orderInputSchema
      .safeParse({ source: 'pos', external_id: '1', currency: 'EUR', total_minor: 1, ...fields })
      .error?.issues.map(({ path }) => path.join('.'));
  expect(faults({ lines: [line(1, { quantity: 1.5 })] })).toEqual(['lines.0.quantity']);
  expect(faults({ lines: [line(1, { quantity: 0 })] })).toEqual(['lines.0.quantity']);
  expect(faults({ lines: [line(1, { id: 'a' }), line(1, { id: 'a' })] })).toEqual(['lines']);
  expect(faults({ lines: [line(1, { id: '1' }), line(1)] })).toEqual(['lines']);
  expect(faults({ currency: 'EURO' })).toEqual(['currency']);
  expect(faults({ total_minor: 0.5 })).toEqual(['total_minor']);
  expect(faults({ refunds: [{ external_id: 'r' }] })).toEqual(['refunds.0']);
  expect(faults({ member: {} })).toEqual(['member']);
});
