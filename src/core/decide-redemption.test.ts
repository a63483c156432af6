import { expect, test } from 'vitest';
import {
  answer,
  ask,
  balance,
  DAY,
  document,
  happen,
  line,
  MINUTE,
  MORNING,
  order,
  reward,
  type Story,
  snapshot,
  story,
  unit,
} from '#support/core-scene.ts';
import type { RedemptionEvent } from './event.ts';
import { spendable } from './lots.ts';

const step = (name: RedemptionEvent['step'], redemption_id = 'x'): RedemptionEvent => ({
  type: 'redemption',
  redemption_id,
  step: name,
});

const give = (s: Story, amount: number, at = MORNING) =>
  happen(s, { type: 'adjustment', unit: 'stamps', amount, reason: 'test' }, at);

const withStamps = (amount: number, expiry = unit('stamps').expiry): Story => {
  const s = story(document({ units: [unit('points'), unit('stamps', { expiry })] }));
  give(s, amount);
  return s;
};

test('[B6] at the till a redemption is one step that takes the price', () => {
  const s = withStamps(12);
  const decision = happen(s, step('issue'), MORNING, { reward: reward(10, { limited: true }) });
  expect(decision?.entries).toMatchObject([
    { unit: 'stamps', amount: -10, counter: 'redeemed', cause: 'reward:free-coffee#1' },
  ]);
  expect(decision?.claims).toEqual([{ kind: 'reward_stock', id: 'free-coffee', amount: 1 }]);
  expect(decision?.redemption).toMatchObject({ state: 'issued', issued_by: 'd2' });
  expect(balance(s, 'stamps')).toBe(2);
});

test('[B1] a reward that cannot be had is refused with the reason', () => {
  const s = withStamps(9);
  const ten = { reward: reward(10) };
  const outcome = ask(s, step('issue'), MORNING, ten);
  expect(outcome).toMatchObject({
    refusal: {
      code: 'insufficient_units',
      details: { unit: 'stamps', needed: 10, spendable: 9 },
    },
  });
  give(s, 1);
  const inactive = { reward: reward(10, { active: false }) };
  expect(answer(s, step('hold'), MORNING, inactive)).toBe('reward_inactive');
  const denied = [{ kind: 'reward_stock', id: 'free-coffee' }];
  expect(answer(s, step('issue'), MORNING, { ...ten, denied })).toBe('reward_sold_out');
  expect(answer(s, step('issue'), MORNING, ten)).toBe('ok');
});

test('[B8] a hold sets units aside for ten minutes and takes none', () => {
  const s = withStamps(15);
  const held = happen(s, step('hold'), MORNING, { reward: reward(10) });
  expect(held?.entries).toEqual([]);
  expect(spendable(s.state, 'stamps', MORNING)).toBe(5);
  expect(answer(s, step('issue', 'y'), MORNING, { reward: reward(10) })).toBe('insufficient_units');
  expect(spendable(s.state, 'stamps', MORNING + 10 * MINUTE)).toBe(15);
});

test('[B8] a capture works with the units its own hold set aside', () => {
  const s = withStamps(10);
  happen(s, step('hold'), MORNING, { reward: reward(10) });
  const captured = happen(s, step('capture'), MORNING + 10 * MINUTE - 1);
  expect(captured).toMatchObject({
    redemption: { state: 'issued' },
    hold: { close: 'x' },
    claims: [],
  });
  expect([balance(s, 'stamps'), s.state.holds.length]).toEqual([0, 0]);
});

test('[B8] a hold that is over cannot be captured, and gives the stock back', () => {
  const s = withStamps(10);
  happen(s, step('hold'), MORNING, { reward: reward(10, { limited: true }) });
  expect(answer(s, step('expire'), MORNING + 10 * MINUTE - 1)).toBe('redemption_state');
  expect(answer(s, step('capture'), MORNING + 10 * MINUTE)).toBe('hold_expired');
  const over = happen(s, step('expire'), MORNING + 10 * MINUTE);
  expect(over?.claims).toEqual([{ kind: 'reward_stock', id: 'free-coffee', amount: -1 }]);
  expect(over?.redemption?.state).toBe('expired');
});

test('[B8] a release gives units and stock back', () => {
  const s = withStamps(10);
  happen(s, step('hold'), MORNING, { reward: reward(10, { limited: true }) });
  const released = happen(s, step('release'), MORNING);
  expect(released).toMatchObject({ redemption: { state: 'released' }, claims: [{ amount: -1 }] });
  expect(spendable(s.state, 'stamps', MORNING)).toBe(10);
});

test('[B8] steps out of order are refused with the state', () => {
  const s = withStamps(10);
  for (const name of ['capture', 'release', 'fulfill', 'cancel', 'expire'] as const) {
    expect(answer(s, step(name))).toBe('redemption_state');
  }
  happen(s, step('issue'), MORNING, { reward: reward(10) });
  expect(answer(s, step('capture'))).toBe('redemption_state');
  expect(answer(s, step('issue'), MORNING, { reward: reward(1) })).toBe('redemption_state');
  happen(s, step('fulfill'));
  expect(ask(s, step('cancel'))).toMatchObject({ refusal: { details: { state: 'fulfilled' } } });
});

test('[B6] a cancellation within 60 seconds restores the lots exactly', () => {
  const s = withStamps(6, { kind: 'after_months', months: 1 });
  give(s, 6, MORNING + 20 * DAY);
  const lots = s.state.lots;
  happen(s, step('issue'), MORNING + 25 * DAY, { reward: reward(10, { limited: true }) });
  const canceled = happen(s, step('cancel'), MORNING + 25 * DAY + MINUTE);
  expect(s.state.lots).toEqual(lots);
  expect(canceled).toMatchObject({ reverses: 'd3', claims: [{ amount: -1 }] });
  expect(canceled?.entries[0]?.explanation.code).toBe('redeem.cancel');
  expect(balance(s, 'stamps')).toBe(12);
});

test('[B8] a later cancellation prolongs a lot that would live less than 14 days, once', () => {
  const s = withStamps(6, { kind: 'after_months', months: 1 });
  give(s, 6, MORNING + 20 * DAY);
  happen(s, step('issue'), MORNING + 25 * DAY, { reward: reward(10) });
  const later = MORNING + 26 * DAY;
  const canceled = happen(s, step('cancel'), later);
  expect(canceled?.allocations).toEqual([{ lot: 'd2:0', amount: -4 }]);
  expect(canceled?.lots).toMatchObject([{ key: 'd4:-1', amount: 6, origin: 'adjustment:d1' }]);
  expect(canceled?.lots[0]?.expires_at).toBeGreaterThanOrEqual(later + 14 * DAY);
  happen(s, step('issue', 'y'), later + 13 * DAY, { reward: reward(10) });
  const again = happen(s, step('cancel', 'y'), later + 13 * DAY + 2 * MINUTE);
  expect(again?.lots.map(({ origin }) => origin)).toEqual(['adjustment:d2']);
  expect(balance(s, 'stamps')).toBe(12);
});

test('[B8] reversing an issued redemption cancels it', () => {
  const s = withStamps(10);
  happen(s, step('issue'), MORNING, { reward: reward(10) });
  happen(s, { type: 'reversal', decision_id: 'd2' });
  expect(s.state.redemptions.x?.state).toBe('canceled');
  expect(balance(s, 'stamps')).toBe(10);
  expect(answer(s, { type: 'reversal', decision_id: 'd2' })).toBe('already_reversed');
});

test('[B8] a refund never takes what a hold has set aside, and the capture stays possible', () => {
  const s = story();
  const coffees = line('coffee', 2500, { quantity: 10 });
  happen(s, order('o1', snapshot([coffees])));
  happen(s, step('hold'), MORNING, { reward: reward(10) });
  const refunds = [{ external_id: 'r', lines: [{ id: 'coffee', quantity: 10 }] }];
  happen(s, order('o1', snapshot([coffees], { refunds })));
  expect(s.state.accounts.stamps).toEqual({ balance: 0, debt: 10 });
  happen(s, step('capture'));
  expect(s.state.accounts.stamps).toEqual({ balance: -10, debt: 10 });
});
