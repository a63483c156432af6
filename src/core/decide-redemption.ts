import type { Claim, Outcome, Programs } from './decision.ts';
import { decided, type Frame, movesOf, refused } from './decision-draft.ts';
import type { DomainEventType } from './domain-event.ts';
import type { RedemptionEvent } from './event.ts';
import { minimumExpiry } from './lifetime.ts';
import { spend } from './losses.ts';
import { activeUnits, heldUnits, spendable } from './lots.ts';
import { openPosting, type Posting, type Reason } from './posting.ts';
import { EXACT_WITHIN_MS, restore } from './restore.ts';
import type { MemberState, RedeemedReward, RedemptionRecord, RewardRevision } from './state.ts';
import { isValid, type VoucherRecord } from './voucher.ts';

/** How long a hold sets units and stock aside. */
export const HOLD_MS = 10 * 60_000;

const stockClaim = (reward: RewardRevision, amount: 1 | -1): Claim[] =>
  reward.limited ? [{ kind: 'reward_stock', id: reward.reward_id, amount }] : [];

const reasonFor = (reward: RewardRevision, code: 'redeem' | 'redeem.cancel'): Reason => ({
  counter: 'redeemed',
  cause: `reward:${reward.reward_id}#${reward.revision}`,
  explain: (amount) => ({ code, params: { reward_id: reward.reward_id, amount } }),
});

const told = (type: DomainEventType, record: RedemptionRecord, posting: Posting) => [
  {
    type,
    data: {
      redemption_id: record.id,
      reward_id: record.reward.reward_id,
      state: record.state,
      moves: movesOf(posting),
    },
  },
];

const wrongState = (record: RedemptionRecord | undefined): Outcome =>
  refused('redemption_state', { state: record?.state ?? 'none' });

/** Why a reward cannot be had now, or null. */
const obstacle = (frame: Frame, state: MemberState, reward: RewardRevision): Outcome | null => {
  if (!reward.active) return refused('reward_inactive', { reward_id: reward.reward_id });
  const { unit, amount: needed } = reward.cost;
  const available = spendable(state, unit, frame.now);
  if (available < needed) {
    return refused('insufficient_units', { unit, needed, spendable: Math.max(0, available) });
  }
  const denied = frame.facts.denied.some(
    ({ kind, id }) => kind === 'reward_stock' && id === reward.reward_id,
  );
  return denied ? refused('reward_sold_out', { reward_id: reward.reward_id }) : null;
};

/** A voucher pays for all of it. */
const paidBy = (voucher_id: string, reward: RewardRevision): RedeemedReward => ({
  ...reward,
  cost: { ...reward.cost, amount: 0 },
  voucher_id,
});

const isGood = (
  voucher: VoucherRecord | undefined,
  { reward_id }: RewardRevision,
  now: number,
): boolean => voucher !== undefined && voucher.reward_id === reward_id && isValid(voucher, now);

/** The redemption's voucher in its next state; given back late it has 14 days at least. */
const voucherAs = (
  state: MemberState,
  { reward: { voucher_id }, issued_at }: RedemptionRecord,
  next: 'open' | 'used',
  back?: { now: number; zone: string },
): VoucherRecord[] => {
  if (voucher_id === undefined) return [];
  const voucher = state.vouchers[voucher_id];
  if (!voucher) throw new Error(`voucher ${voucher_id} must be loaded`);
  const isLate = back && issued_at !== null && back.now - issued_at > EXACT_WITHIN_MS;
  const valid_to = isLate
    ? Math.max(voucher.valid_to, minimumExpiry(back.now, back.zone))
    : voucher.valid_to;
  return [{ ...voucher, state: next, valid_to }];
};

/** The reward at the price of the member's tier. */
const atTierPrice = (
  programs: Programs,
  { tier: { tier } }: MemberState,
  reward: RewardRevision,
): RewardRevision => {
  const { tiers } = (programs.current ?? programs.live).document;
  const amount = tiers?.tiers.find(({ id }) => id === tier)?.prices?.[reward.reward_id];
  return amount === undefined ? reward : { ...reward, cost: { ...reward.cost, amount } };
};

const begin = (
  frame: Frame,
  programs: Programs,
  state: MemberState,
  event: RedemptionEvent,
  step: 'hold' | 'issue',
): Outcome => {
  const known = state.redemptions[event.redemption_id];
  if (known) return wrongState(known);
  const { reward: listed } = frame.facts;
  if (!listed) throw new Error(`facts of redemption ${event.redemption_id} lack the reward`);
  const voucher = event.voucher_id === undefined ? undefined : state.vouchers[event.voucher_id];
  const reward = voucher ? paidBy(voucher.id, listed) : atTierPrice(programs, state, listed);
  const isPaid = event.voucher_id === undefined || isGood(voucher, reward, frame.now);
  if (!isPaid) return refused('voucher_invalid', { voucher_id: event.voucher_id ?? '' });
  const refusal = obstacle(frame, state, reward);
  if (refusal) return refusal;
  const posting = openPosting(state, frame.facts.decision_id, frame.now);
  const holds = step === 'hold';
  const expires_at = frame.now + HOLD_MS;
  const record: RedemptionRecord = {
    id: event.redemption_id,
    state: holds ? 'held' : 'issued',
    reward,
    hold_expires_at: holds ? expires_at : null,
    issued_at: holds ? null : frame.now,
    issued_by: holds ? null : frame.facts.decision_id,
  };
  const { unit, amount } = reward.cost;
  if (!holds) spend(posting, unit, amount, reasonFor(reward, 'redeem'));
  const hold = { redemption_id: record.id, unit, amount, expires_at };
  return decided(frame, posting, {
    redemption: record,
    hold: holds && amount > 0 ? { open: hold } : null,
    vouchers: voucher ? [{ ...voucher, state: holds ? 'held' : 'used' }] : [],
    claims: stockClaim(reward, 1),
    outbox: told(holds ? 'redemption.held' : 'redemption.issued', record, posting),
  });
};

/** What is held for nothing has set nothing aside. */
const closing = (held: RedemptionRecord): { close: string } | null =>
  held.reward.cost.amount > 0 ? { close: held.id } : null;

/**
 * Turns a hold into the redemption. What it set aside counts for it whatever debt has come since;
 * only units that expired meanwhile can be missing.
 */
const capture = (frame: Frame, state: MemberState, held: RedemptionRecord): Outcome => {
  if (held.hold_expires_at === null || held.hold_expires_at <= frame.now) {
    return refused('hold_expired', { redemption_id: held.id });
  }
  const { unit, amount: needed } = held.reward.cost;
  const others = heldUnits(state, unit, frame.now, held.id);
  const available = activeUnits(state, unit, frame.now) - others;
  if (available < needed) {
    return refused('insufficient_units', { unit, needed, spendable: Math.max(0, available) });
  }
  const posting = openPosting(state, frame.facts.decision_id, frame.now);
  spend(posting, unit, needed, reasonFor(held.reward, 'redeem'));
  const record: RedemptionRecord = {
    ...held,
    state: 'issued',
    issued_at: frame.now,
    issued_by: frame.facts.decision_id,
  };
  return decided(frame, posting, {
    redemption: record,
    hold: closing(held),
    vouchers: voucherAs(state, held, 'used'),
    outbox: told('redemption.issued', record, posting),
  });
};

const letGo = (
  frame: Frame,
  state: MemberState,
  held: RedemptionRecord,
  next: 'released' | 'expired',
): Outcome => {
  const posting = openPosting(state, frame.facts.decision_id, frame.now);
  const record: RedemptionRecord = { ...held, state: next };
  return decided(frame, posting, {
    redemption: record,
    hold: closing(held),
    vouchers: voucherAs(state, held, 'open'),
    claims: stockClaim(held.reward, -1),
    outbox: told(
      next === 'released' ? 'redemption.released' : 'redemption.expired',
      record,
      posting,
    ),
  });
};

const fulfill = (frame: Frame, state: MemberState, issued: RedemptionRecord): Outcome => {
  const posting = openPosting(state, frame.facts.decision_id, frame.now);
  const record: RedemptionRecord = { ...issued, state: 'fulfilled' };
  return decided(frame, posting, {
    redemption: record,
    outbox: told('redemption.fulfilled', record, posting),
  });
};

/** Takes an issued redemption back: units to their lots, the copy to the stock. */
export const cancelRedemption = (
  frame: Frame,
  programs: Programs,
  state: MemberState,
  issued: RedemptionRecord,
): Outcome => {
  const by = issued.issued_by === null ? undefined : state.decisions[issued.issued_by];
  if (!by) throw new Error(`the decision that issued ${issued.id} must be loaded`);
  const posting = openPosting(state, frame.facts.decision_id, frame.now);
  const reason = reasonFor(issued.reward, 'redeem.cancel');
  restore(posting, by, programs.live.document.zone, reason);
  const record: RedemptionRecord = { ...issued, state: 'canceled' };
  return decided(frame, posting, {
    redemption: record,
    reverses: by.id,
    vouchers: voucherAs(state, issued, 'open', {
      now: frame.now,
      zone: programs.live.document.zone,
    }),
    claims: stockClaim(issued.reward, -1),
    outbox: told('redemption.canceled', record, posting),
  });
};

/** One step of held → released | issued, issued → fulfilled | canceled, held → expired. */
export const decideRedemption = (
  frame: Frame,
  programs: Programs,
  state: MemberState,
  event: RedemptionEvent,
): Outcome => {
  const { step } = event;
  if (step === 'hold' || step === 'issue') return begin(frame, programs, state, event, step);
  const record = state.redemptions[event.redemption_id];
  const from = step === 'fulfill' || step === 'cancel' ? 'issued' : 'held';
  if (!record || record.state !== from) return wrongState(record);
  if (step === 'capture') return capture(frame, state, record);
  if (step === 'release') return letGo(frame, state, record, 'released');
  if (step === 'fulfill') return fulfill(frame, state, record);
  if (step === 'cancel') return cancelRedemption(frame, programs, state, record);
  const isOver = record.hold_expires_at !== null && record.hold_expires_at <= frame.now;
  return isOver ? letGo(frame, state, record, 'expired') : wrongState(record);
};
