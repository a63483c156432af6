import { expect, test } from 'vitest';
import {
  answer,
  balance,
  DAY,
  document,
  happen,
  line,
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
import type { OrderSnapshot } from './event.ts';
import type { Milestone } from './milestone.ts';
import { runsOf } from './milestone.ts';
import { replay } from './replay.ts';

const credit = unit('credit', { kind: 'credit' });

const milestone = (more: Partial<Milestone>): Milestone => ({
  id: 'm',
  counts: 'spend',
  period: { kind: 'ever' },
  at: 5000,
  repeats: true,
  give: { kind: 'fixed', unit: 'credit', units: 500 },
  surprise: false,
  ...more,
});

const shop = (more: Partial<Milestone>, rest: object = {}): Story =>
  story(
    document({
      units: [unit('points'), unit('stamps'), credit],
      rules: [pointPer(100)],
      milestones: [milestone(more)],
      ...rest,
    }),
  );

const buy = (
  s: Story,
  id: string,
  euros: number,
  at = MORNING,
  more: Partial<OrderSnapshot> = {},
) => happen(s, order(id, snapshot([line('tea', euros * 100)], { occurred_at: at, ...more })), at);

const cancel = (s: Story, id: string, at = MORNING) => {
  const { snapshot: sold } = s.state.orders[id]!;
  return happen(s, order(id, { ...sold, version: sold.version + 1, state: 'canceled' }), at);
};

test('[E3] 5 € for every 50 €, and what is over counts for the next', () => {
  const s = shop({});
  buy(s, 'a', 30);
  expect(balance(s, 'credit')).toBe(0);
  const reached = buy(s, 'b', 130);
  expect(balance(s, 'credit')).toBe(1500);
  expect(reached?.entries.at(-1)).toMatchObject({
    cause: 'milestone:m@1',
    explanation: { code: 'earn.milestone', params: { milestone: 'm', times: 3, amount: 1500 } },
  });
  expect(reached?.outbox.at(-1)).toMatchObject({ type: 'milestone.reached' });
  buy(s, 'c', 40);
  expect(balance(s, 'credit')).toBe(2000);
});

test('[E3, E12] a refund takes back what is no longer reached, whatever purchase reached it', () => {
  const s = shop({});
  buy(s, 'a', 30);
  buy(s, 'b', 30);
  expect(balance(s, 'credit')).toBe(500);
  cancel(s, 'a');
  expect(balance(s, 'credit')).toBe(0);
  buy(s, 'c', 20);
  expect(balance(s, 'credit')).toBe(500);
});

test('[E3, E12] a milestone that was spent already becomes debt, or is forgiven once', () => {
  const spend = { type: 'adjustment', unit: 'credit', amount: -500, reason: 'spent' } as const;
  const inDebt = shop({});
  buy(inDebt, 'a', 50);
  happen(inDebt, spend);
  cancel(inDebt, 'a');
  expect(inDebt.state.accounts.credit).toEqual({ balance: -500, debt: 500 });
  const forgiving = shop({}, { refund_policy: 'forgive' });
  buy(forgiving, 'a', 50);
  happen(forgiving, spend);
  cancel(forgiving, 'a');
  buy(forgiving, 'b', 50);
  expect(balance(forgiving, 'credit')).toBe(0);
});

test('[E3] once means once, also when it is reached again', () => {
  const s = shop({ repeats: false });
  buy(s, 'a', 150);
  expect(balance(s, 'credit')).toBe(500);
  cancel(s, 'a');
  buy(s, 'b', 60);
  buy(s, 'c', 60);
  expect(balance(s, 'credit')).toBe(500);
});

test('[E3] only what the purchase was under its own terms counts', () => {
  const s = shop({});
  publish(s, document({ units: [unit('points'), unit('stamps'), credit], rules: [] }));
  buy(s, 'a', 60);
  expect(s.state.progress).toEqual({});
  expect(balance(s, 'credit')).toBe(0);
});

const dessert = {
  counts: 'visits',
  at: 5,
  repeats: false,
  give: { kind: 'voucher', reward_id: 'free-coffee', valid_days: 14 },
  surprise: true,
} as const;

const visit = (s: Story, n: number, at = MORNING + n * DAY) =>
  happen(
    s,
    { type: 'visit', visit_id: `v${n}`, occurred_at: at, location_id: 'shop', stamps: [] },
    at,
  );

const REDEEM = { type: 'redemption', redemption_id: 'x' } as const;
const DESSERT = reward(10, { limited: true });

test('[E3] a dessert at the fifth visit is a voucher that pays for it once, in its time', () => {
  const s = shop(dessert);
  for (const n of [1, 2, 3, 4]) visit(s, n);
  expect(Object.values(s.state.vouchers)).toEqual([]);
  const fifth = visit(s, 5);
  const [voucher] = fifth?.vouchers ?? [];
  expect(voucher).toMatchObject({
    reward_id: 'free-coffee',
    state: 'open',
    origin: 'milestone:m ever',
  });
  const issue = { ...REDEEM, step: 'issue', voucher_id: voucher?.id } as const;
  const facts = { reward: DESSERT };
  expect(answer(s, { ...issue, voucher_id: 'other' }, MORNING + 5 * DAY, facts)).toBe(
    'voucher_invalid',
  );
  expect(answer(s, issue, MORNING + 20 * DAY, facts)).toBe('voucher_invalid');
  const other = { reward: { ...DESSERT, reward_id: 'cake' } };
  expect(answer(s, issue, MORNING + 6 * DAY, other)).toBe('voucher_invalid');
  const used = happen(s, issue, MORNING + 19 * DAY, facts);
  expect(used).toMatchObject({
    entries: [],
    claims: [{ amount: 1 }],
    vouchers: [{ state: 'used' }],
  });
  expect(answer(s, { ...issue, redemption_id: 'y' }, MORNING + 19 * DAY, facts)).toBe(
    'voucher_invalid',
  );
});

test('[E3] more vouchers than one decision may give come with the next', () => {
  const s = shop({ ...dessert, counts: 'spend', at: 100, repeats: true });
  buy(s, 'a', 5);
  expect(Object.keys(s.state.vouchers)).toHaveLength(3);
  buy(s, 'b', 0);
  buy(s, 'c', 1);
  expect(Object.keys(s.state.vouchers)).toHaveLength(6);
});

test('[E3, P7] a decision keeps the ids of the vouchers it gave and replays with them', () => {
  const s = shop({ ...dessert, counts: 'spend', at: 100, repeats: true });
  buy(s, 'a', 0);
  buy(s, 'b', 2);
  expect(s.decisions.map(({ facts }) => facts.ids)).toEqual([undefined, ['d2-a', 'd2-b']]);
  const again = replay(s.versions, s.decisions);
  expect(again).toMatchObject({ ok: true, state: { vouchers: s.state.vouchers } });
});

test('[E3, B8] a canceled redemption gives its voucher back, late with 14 days at least', () => {
  const s = shop(dessert);
  for (const n of [1, 2, 3, 4, 5]) visit(s, n);
  const [id] = Object.keys(s.state.vouchers);
  const facts = { reward: DESSERT };
  const at = MORNING + 19 * DAY;
  happen(s, { ...REDEEM, step: 'hold', voucher_id: id }, at, facts);
  expect(s.state.vouchers[id!]?.state).toBe('held');
  happen(s, { ...REDEEM, step: 'release' }, at);
  expect(s.state.vouchers[id!]?.state).toBe('open');
  happen(s, { ...REDEEM, redemption_id: 'y', step: 'issue', voucher_id: id }, at, facts);
  happen(s, { ...REDEEM, redemption_id: 'y', step: 'cancel' }, at + 2 * DAY);
  expect(s.state.vouchers[id!]).toMatchObject({ state: 'open' });
  expect(s.state.vouchers[id!]!.valid_to).toBeGreaterThanOrEqual(at + 16 * DAY);
});

test('[E3, E12] a visit taken back revokes the voucher, unless it was used', () => {
  const s = shop(dessert);
  for (const n of [1, 2, 3, 4, 5]) visit(s, n);
  happen(s, { type: 'reversal', decision_id: 'd5' }, MORNING + 5 * DAY);
  expect(Object.values(s.state.vouchers)).toMatchObject([{ state: 'revoked' }]);
  visit(s, 6);
  expect(Object.values(s.state.vouchers).map(({ state }) => state)).toEqual(['revoked', 'open']);
  const id = Object.keys(s.state.vouchers).at(-1);
  const at = MORNING + 7 * DAY;
  happen(s, { ...REDEEM, step: 'issue', voucher_id: id }, at, { reward: DESSERT });
  happen(s, { type: 'reversal', decision_id: 'd1' }, at);
  visit(s, 8);
  expect(Object.values(s.state.vouchers).map(({ state }) => state)).toEqual(['revoked', 'used']);
});

test('[E18] five different drinks within a month, counted anew in the next', () => {
  const drinks = { counts: 'kinds', period: { kind: 'calendar', unit: 'month' }, at: 2 } as const;
  const s = shop({ ...drinks, match: { tags: ['seasonal'] } });
  const drink = (id: string, sku: string, at: number) =>
    happen(
      s,
      order(id, snapshot([line('tea', 300, { sku, tags: ['seasonal'] })], { occurred_at: at })),
      at,
    );
  drink('a', 'chai', MORNING);
  drink('b', 'chai', MORNING + DAY);
  expect(balance(s, 'credit')).toBe(0);
  drink('c', 'mate', MORNING + 40 * DAY);
  expect(balance(s, 'credit')).toBe(0);
  drink('d', 'mate', MORNING + 2 * DAY);
  expect(balance(s, 'credit')).toBe(500);
  cancel(s, 'a');
  expect(balance(s, 'credit')).toBe(500);
  cancel(s, 'b');
  expect(balance(s, 'credit')).toBe(0);
});

test('[E18] four weeks in a row, and a visit that comes late closes the gap', () => {
  const weeks = { period: { kind: 'streak', unit: 'week' }, at: 4 } as const;
  const s = shop({ ...weeks, counts: 'visits', give: null, badge: 'flame' });
  for (const n of [0, 7, 21]) visit(s, n);
  expect(s.state.progress['m streak']?.given).toBe(0);
  visit(s, 14, MORNING + 14 * DAY);
  expect(s.state.progress['m streak']).toMatchObject({ value: 4, given: 1 });
  happen(s, { type: 'reversal', decision_id: 'd2' }, MORNING + 22 * DAY);
  expect(s.state.progress['m streak']).toMatchObject({ value: 3, given: 0 });
});

test('[E18] runs are periods in a row, across months and years', () => {
  expect(runsOf('week', { '2026-12-21': 1, '2026-12-28': 2, '2027-01-04': 1 })).toEqual([3]);
  expect(runsOf('week', { '2026-12-21': 1, '2027-01-04': 1 })).toEqual([1, 1]);
  expect(runsOf('month', { '2026-12-01': 1, '2027-01-01': 1, '2027-03-01': 1 })).toEqual([2, 1]);
  expect(runsOf('month', { '2027-01-01': 1, '2027-02-01': 0, '2027-03-01': 1 })).toEqual([1, 1]);
});

test('[E18] dates count from the first to the last of their days', () => {
  const period = { kind: 'dates', from: '2026-03-02', to: '2026-03-03' } as const;
  const s = shop({ counts: 'orders', period, at: 1 });
  buy(s, 'a', 1, MORNING - DAY);
  buy(s, 'b', 1, MORNING);
  buy(s, 'c', 1, MORNING + DAY);
  buy(s, 'd', 1, MORNING + 2 * DAY);
  expect(balance(s, 'credit')).toBe(1000);
});

test('[E3] what is imported is not told to anybody', () => {
  const s = shop({});
  const bought = snapshot([line('tea', 9000)]);
  const decision = happen(s, order('a', bought, { imported_at: MORNING }));
  expect(decision?.outbox).toEqual([]);
  expect(balance(s, 'credit')).toBe(500);
});
