import { expect, test } from 'vitest';
import {
  answer,
  balance,
  coffeeStamp,
  DAY,
  document,
  happen,
  line,
  MORNING,
  order,
  pointPer,
  publish,
  snapshot,
  story,
  unit,
} from '#support/core-scene.ts';

const refund = (external_id: string, lines: Record<string, number>, amount_minor?: number) => ({
  external_id,
  lines: Object.entries(lines).map(([id, quantity]) => ({ id, quantity })),
  ...(amount_minor === undefined ? {} : { amount_minor }),
});

const coffees = (n: number, price = 250) =>
  line('coffee', n * price, { quantity: n, category: 'coffee' });

test('[E1, E2] a paid order gives points for its amount and a stamp per coffee', () => {
  const s = story();
  const decision = happen(s, order('o1', snapshot([coffees(2), line('cake', 460)])));
  expect(decision?.entries.map(({ unit, amount, cause }) => [unit, amount, cause])).toEqual([
    ['stamps', 2, 'rule:coffee@1'],
    ['points', 9, 'rule:points@1'],
  ]);
  expect(s.state.remainders).toEqual({ 'points/100': 60 });
});

test('[E14] an award explains itself with the remainder before and after', () => {
  const s = story();
  happen(s, order('o1', snapshot([line('cake', 340)])));
  const decision = happen(s, order('o2', snapshot([line('cake', 270)])));
  expect(decision?.entries[0]?.explanation).toEqual({
    code: 'earn.per_amount',
    params: {
      units: 1,
      per_minor: 100,
      net_minor: 270,
      currency: 'EUR',
      amount: 3,
      remainder_before_minor: 40,
      remainder_after_minor: 10,
    },
  });
});

test('[E16] 30 + 20 in "1 point per 50" gives a point, and the refund of the 30 takes it', () => {
  const s = story(document({ rules: [pointPer(50)] }));
  happen(s, order('o1', snapshot([line('tea', 30)])));
  expect(balance(s, 'points')).toBe(0);
  happen(s, order('o2', snapshot([line('tea', 20)])));
  expect(balance(s, 'points')).toBe(1);
  happen(s, order('o1', snapshot([line('tea', 30)], { refunds: [refund('r', { tea: 1 })] })));
  expect(balance(s, 'points')).toBe(0);
  expect(s.state.remainders).toEqual({ 'points/50': 20 });
});

test('[E16] rules of the same fraction share one remainder', () => {
  const s = story(document({ rules: [pointPer(100)] }));
  happen(s, order('o1', snapshot([line('tea', 50)])));
  publish(s, document({ rules: [pointPer(200, 2)] }));
  happen(s, order('o2', snapshot([line('tea', 50)])));
  expect(balance(s, 'points')).toBe(1);
});

test('[E12] 50 earned, the rule changed, a refund takes 50', () => {
  const s = story(document({ rules: [pointPer(100)] }));
  happen(s, order('o1', snapshot([line('tea', 5000)])));
  expect(balance(s, 'points')).toBe(50);
  publish(s, document({ rules: [pointPer(1000)] }));
  happen(s, order('o1', snapshot([line('tea', 5000)], { refunds: [refund('r', { tea: 1 })] })));
  expect(balance(s, 'points')).toBe(0);
  expect(s.decisions[1]?.entries[0]).toMatchObject({ amount: -50, cause: 'rule:points@1' });
});

test('[E12] a partial refund takes back what its lines earned', () => {
  const s = story();
  const lines = [coffees(3, 200), line('cake', 500)];
  happen(s, order('o1', snapshot(lines)));
  const back = refund('r1', { coffee: 1, cake: 1 });
  happen(s, order('o1', snapshot(lines, { refunds: [back] })));
  expect([balance(s, 'stamps'), balance(s, 'points')]).toEqual([2, 4]);
  expect(s.decisions[1]?.entries.map((e) => e.explanation.code)).toEqual([
    'refund.per_item',
    'refund.per_amount',
  ]);
});

test('[E12] a refund of units already spent becomes debt, repaid by the next order', () => {
  const s = story(document({ rules: [pointPer(100)] }));
  happen(s, order('o1', snapshot([line('tea', 1000)])));
  happen(s, { type: 'adjustment', unit: 'points', amount: -8, reason: 'spent' });
  const back = refund('r1', { tea: 1 });
  const decision = happen(s, order('o1', snapshot([line('tea', 1000)], { refunds: [back] })));
  expect(decision?.entries[0]).toMatchObject({ amount: -10, debt: 8 });
  expect(s.state.accounts.points).toEqual({ balance: -8, debt: 8 });
  const next = happen(s, order('o2', snapshot([line('tea', 1200)])));
  expect(next?.entries[0]).toMatchObject({ amount: 12, debt: -8 });
  expect(s.state.accounts.points).toEqual({ balance: 4, debt: 0 });
});

test('[E12] a canceled order gives nothing, and the same one paid again gives all', () => {
  const s = story();
  happen(s, order('o1', snapshot([coffees(2)])));
  happen(s, order('o1', snapshot([coffees(2)], { version: 2, state: 'canceled' })));
  expect([balance(s, 'stamps'), balance(s, 'points')]).toEqual([0, 0]);
  happen(s, order('o1', snapshot([coffees(2)], { version: 3 })));
  expect([balance(s, 'stamps'), balance(s, 'points')]).toEqual([2, 5]);
});

test('[E12] forgiven units are not given a second time', () => {
  const s = story(document({ rules: [pointPer(100)], refund_policy: 'forgive' }));
  const content = [line('tea', 1000)];
  happen(s, order('o1', snapshot(content)));
  happen(s, { type: 'adjustment', unit: 'points', amount: -7, reason: 'spent' });
  happen(s, order('o1', snapshot(content, { version: 2, state: 'canceled' })));
  expect(s.state.accounts.points).toEqual({ balance: 0, debt: 0 });
  happen(s, order('o1', snapshot(content, { version: 3 })));
  expect(balance(s, 'points')).toBe(3);
});

test('[E11] only_pending takes back from the pending lots of the order alone', () => {
  const points = unit('points', { activation_days: 14 });
  const rules = [pointPer(100)];
  const s = story(document({ units: [points], rules, refund_policy: 'only_pending' }));
  const content = [line('tea', 1000)];
  happen(s, order('o1', snapshot(content)));
  happen(s, order('o1', snapshot(content, { refunds: [refund('r', {}, 400)] })), MORNING + DAY);
  expect(balance(s, 'points')).toBe(6);
  const all = [refund('r', {}, 400), refund('r2', {}, 600)];
  happen(s, order('o1', snapshot(content, { refunds: all })), MORNING + 20 * DAY);
  expect(balance(s, 'points')).toBe(6);
});

test('[E12] a refund takes the lots of its own order first', () => {
  const rules = [pointPer(100)];
  const s = story(document({ rules }));
  happen(s, order('o1', snapshot([line('tea', 500)])), MORNING);
  happen(s, order('o2', snapshot([line('tea', 500)], { occurred_at: MORNING + DAY })));
  const back = refund('r', { tea: 1 });
  const again = snapshot([line('tea', 500)], { occurred_at: MORNING + DAY, refunds: [back] });
  const decision = happen(s, order('o2', again), MORNING + DAY);
  expect(decision?.allocations).toEqual([{ lot: 'd2:0', amount: 5 }]);
});

test('[E12] a pending order gives nothing until it is paid', () => {
  const s = story();
  const decision = happen(s, order('o1', snapshot([coffees(1)], { state: 'pending' })));
  expect(decision?.entries).toEqual([]);
  expect(decision?.order?.basis).toBeNull();
  happen(s, order('o1', snapshot([coffees(1)], { version: 2 })));
  expect(balance(s, 'stamps')).toBe(1);
});

test('[E12] versions decide what a snapshot means', () => {
  const s = story();
  const content = snapshot([coffees(2), line('cake', 300)], { version: 5 });
  happen(s, order('o1', content));
  expect(answer(s, order('o1', content))).toBe('stale');
  expect(answer(s, order('o1', { ...content, version: 4, lines: [] }))).toBe('stale');
  expect(answer(s, order('o1', { ...content, location_id: 'x' }))).toBe('order_version_conflict');
  happen(s, order('o1', { ...content, refunds: [refund('r1', { cake: 1 })] }));
  expect(answer(s, order('o1', content))).toBe('stale');
  const without = snapshot([coffees(2)], { version: 6 });
  expect(answer(s, order('o1', without))).toBe('order_line_removed');
  const changed = { ...content, version: 6, refunds: [refund('r1', { coffee: 1 })] };
  expect(answer(s, order('o1', changed))).toBe('refund_changed');
  const forgetful = happen(s, order('o1', { ...content, version: 7 }));
  expect(forgetful?.order?.snapshot.refunds).toHaveLength(1);
});

test('[E12] refunds of what was not bought are refused', () => {
  const s = story();
  const content = snapshot([coffees(2)]);
  const withRefund = (r: ReturnType<typeof refund>) => order('o1', { ...content, refunds: [r] });
  expect(answer(s, withRefund(refund('r', { coffee: 3 })))).toBe('refund_exceeds_order');
  expect(answer(s, withRefund(refund('r', {}, 501)))).toBe('refund_exceeds_order');
  expect(answer(s, withRefund(refund('r', { tea: 1 })))).toBe('refund_line_unknown');
  happen(s, order('o2', { ...content, state: 'pending' }));
  const early = { ...content, state: 'pending' as const, refunds: [refund('r', { coffee: 1 })] };
  expect(answer(s, order('o2', early))).toBe('order_not_paid');
});

test('[E12] an order that moves to another member is taken back here, and may return', () => {
  const s = story();
  const content = snapshot([coffees(4)]);
  happen(s, order('o1', content));
  const left = happen(s, order('o1', content, { detached: true }));
  expect(left?.entries.map((e) => e.explanation.code)).toEqual(['detach', 'detach']);
  expect([balance(s, 'stamps'), balance(s, 'points')]).toEqual([0, 0]);
  expect(answer(s, order('o1', content, { detached: true }))).toBe('stale');
  happen(s, order('o1', content));
  expect([balance(s, 'stamps'), balance(s, 'points')]).toEqual([4, 10]);
  expect(answer(s, order('unknown', content, { detached: true }))).toBe('stale');
});

test('[E12] an order not yet paid can move to another member too', () => {
  const s = story();
  const content = snapshot([coffees(4)], { state: 'pending' });
  happen(s, order('o1', content));
  expect(answer(s, order('o1', content, { detached: true }))).toBe('ok');
});

test('[E1] a visit rule fires for the order that begins a visit, once per cool-down', () => {
  const visit = {
    id: 'v',
    on: 'visit',
    give: { kind: 'fixed', unit: 'stamps', units: 1 },
  } as const;
  const s = story(document({ rules: [visit] }));
  const at = (minutes: number) => ({ occurred_at: MORNING + minutes * 60_000 });
  happen(s, order('o1', snapshot([line('tea', 300)], at(0))));
  happen(s, order('o2', snapshot([line('tea', 300)], at(119))));
  expect(balance(s, 'stamps')).toBe(1);
  happen(s, order('o3', snapshot([line('tea', 300)], at(120))));
  expect(balance(s, 'stamps')).toBe(2);
  happen(s, order('o4', snapshot([line('tea', 300)], { ...at(10), location_id: 'other' })));
  expect(balance(s, 'stamps')).toBe(3);
  const back = { ...at(120), refunds: [refund('r', { tea: 1 })] };
  happen(s, order('o3', snapshot([line('tea', 300)], back)));
  expect(balance(s, 'stamps')).toBe(2);
});

test('[E2, S2] an order naming its visit posts only what taps have not given yet', () => {
  const s = story(document({ rules: [coffeeStamp] }));
  const tap = { type: 'visit', visit_id: 'v1', occurred_at: MORNING, location_id: 'shop' } as const;
  happen(s, { ...tap, stamps: [{ unit: 'stamps', amount: 2 }] });
  happen(s, order('o1', snapshot([coffees(1)]), { visit_id: 'v1' }));
  expect(balance(s, 'stamps')).toBe(2);
  happen(s, order('o2', snapshot([coffees(3), line('pastry', 200)]), { visit_id: 'v1' }));
  expect(balance(s, 'stamps')).toBe(4);
  happen(s, order('o3', snapshot([coffees(1)])));
  expect(balance(s, 'stamps')).toBe(5);
});

test('[E2] a line sold or left at 0 gives no stamp, one of unknown amount does', () => {
  const s = story(document({ rules: [coffeeStamp] }));
  happen(s, order('o1', snapshot([coffees(1, 0), line('cake', 300)])));
  expect(balance(s, 'stamps')).toBe(0);
  happen(s, order('o2', snapshot([coffees(2, 0)], { total_minor: null })));
  expect(balance(s, 'stamps')).toBe(2);
});

test('[E12] units of a late order live at least 14 days', () => {
  const points = unit('points', { expiry: { kind: 'after_months', months: 1 } });
  const s = story(document({ units: [points], rules: [pointPer(100)] }));
  const late = happen(s, order('o1', snapshot([line('tea', 500)])), MORNING + 40 * DAY);
  const lot = late?.lots[0];
  expect(lot?.expires_at).toBeGreaterThanOrEqual(MORNING + 54 * DAY);
  expect(lot?.expires_at).toBeLessThan(MORNING + 55 * DAY);
  const usual = happen(s, order('o2', snapshot([line('tea', 500)])), MORNING);
  expect(usual?.lots[0]?.expires_at).toBe(Date.UTC(2026, 3, 2, 22));
});
