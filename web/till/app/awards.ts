import type { TillAction, TillMemberRef } from '#contract/till-action.ts';
import type { RecentAction, TillReward } from '#contract/till-directory.ts';
import { contactOf } from '../logic/classify.ts';
import type { QueuedAction } from '../logic/queue.ts';
import { queueEvent } from './device.ts';
import { soundBad, soundGood } from './feedback.ts';
import { guestOfCode, openCode, openGuest, reloadGuest } from './guests.ts';
import { show } from './navigation.ts';
import { refreshRecent, returnSpareCard, takeSpareCard } from './refresh.ts';
import { onSent, postActions, sendWaiting } from './sender.ts';
import { type Guest, state, update } from './state.ts';

const REDEEM_TRIES = 2;

const memberRef = (guest: Guest): TillMemberRef =>
  guest.member.member_id === '' ? { card_code: guest.member.code } : { id: guest.member.member_id };

const who = (): { device_at: number; staff_id?: string } => {
  const { session } = state();
  return { device_at: Date.now(), ...(session ? { staff_id: session.person.id } : {}) };
};

/** Keeps the action on the device, says so, and sends it; nothing waits for the network. */
const act = async (action: TillAction, text: string): Promise<number> => {
  const sequence = state().queue.next;
  const queue = await queueEvent({ type: 'add', action });
  const added = queue.items.at(-1)?.sequence ?? sequence;
  soundGood();
  update({ toast: { text, sequence: added, at: Date.now(), tone: 'good' }, notice: null });
  return added;
};

export const award = async (unit: string, amount: number, text: string): Promise<void> => {
  const { guest } = state();
  if (!guest) return;
  const member = memberRef(guest);
  await act({ kind: 'visit', ...who(), member, stamps: [{ unit, amount }] }, text);
  void sendWaiting();
};

export const recordPurchase = async (
  minor: number,
  category: string | null,
  text: string,
): Promise<void> => {
  const { guest } = state();
  if (!guest) return;
  const lines = category
    ? { lines: [{ category, name: category, quantity: 1, total_minor: minor }] }
    : {};
  const member = memberRef(guest);
  await act({ kind: 'order', ...who(), member, total_minor: minor, ...lines }, text);
  show({ name: 'member' });
  void sendWaiting();
};

const itemOf = (sequence: number): QueuedAction | undefined =>
  state().queue.items.find((it) => it.sequence === sequence);

export type EnrollTexts = { done: string; noCodes: string; exists: string };

/** A new guest from one field, or none at all: the card's code is already on the device. */
export const enroll = async (typed: string | null, texts: EnrollTexts): Promise<string | null> => {
  const contact = typed === null ? {} : contactOf(typed);
  if (!contact) return null;
  const card = await takeSpareCard();
  if (!card && !state().online) return texts.noCodes;
  const code = card ? { card_code: card.code } : {};
  const sequence = await act({ kind: 'enroll', ...who(), ...contact, ...code }, texts.done);
  update({ busy: true });
  await sendWaiting();
  update({ busy: false });
  const item = itemOf(sequence);
  if (item?.state === 'parked' && item.result?.status === 'refused') {
    if (card) await returnSpareCard(card);
    return refusedEnrollment(item, item.result.refusal, texts);
  }
  if (item?.state === 'done' && item.result?.status === 'done' && item.result.member_id) {
    await openJoined(item.result.member_id, item.result.card_url);
    return null;
  }
  if (!card) return texts.noCodes;
  const name = 'name' in contact ? String(contact.name) : null;
  const member = { ...guestOfCode(card.code), short_code: card.short_code, name };
  const toast = state().toast;
  openGuest({ source: 'code', member });
  update({ toast, new_card: { ...card, member_id: '', url: null } });
  return null;
};

/** A member the server has made, with the way to their page for the guest who stands there. */
const openJoined = async (memberId: string, url: string | null): Promise<void> => {
  const { toast } = state();
  await openCode(memberId);
  const member = state().guest?.member;
  if (member?.member_id !== memberId) return;
  const { code, short_code } = member;
  update({ toast, new_card: { member_id: memberId, code, short_code, url } });
};

const refusedEnrollment = async (
  item: QueuedAction,
  refusal: { code: string; message: string; details: Record<string, string | number> },
  texts: EnrollTexts,
): Promise<string | null> => {
  // It stands before staff now and can be mended here, so it need not lie among the parked ones.
  await queueEvent({ type: 'undo', sequence: item.sequence, at: Date.now(), staff_id: null });
  update({ toast: null });
  soundBad();
  const known = refusal.details.member_id;
  if (refusal.code !== 'member_exists' || typeof known !== 'string') return refusal.message;
  await openCode(known);
  update({ notice: { tone: 'warn', text: texts.exists } });
  return null;
};

export type RedeemTexts = { done: string; unsure: string };

/** Hands a reward over: only with the server's word, never from the queue. */
export const redeem = async (reward: TillReward, texts: RedeemTexts): Promise<void> => {
  const { guest } = state();
  if (!guest) return;
  const { next: sequence } = state().queue;
  const member = memberRef(guest);
  const action: TillAction = { kind: 'redemption', ...who(), member, reward_id: reward.id };
  await queueEvent({ type: 'reserve' });
  update({ busy: true, notice: null });
  let results: Awaited<ReturnType<typeof postActions>> = null;
  for (let attempt = 0; attempt < REDEEM_TRIES && results === null; attempt += 1) {
    results = await postActions([{ sequence, action }]);
  }
  update({ busy: false });
  if (results === null) return giveUpRedemption(sequence, texts.unsure);
  const result = 'refused' in results ? null : results[0];
  if (result?.status !== 'done') {
    const refused = 'refused' in results ? results.refused : null;
    const text = result?.status === 'refused' ? result.refusal.message : refused;
    soundBad();
    update({ notice: { tone: 'bad', text: text ?? texts.unsure } });
    return;
  }
  soundGood();
  update({ toast: { text: texts.done, sequence, at: Date.now(), tone: 'good' } });
  show({ name: 'words', reward, sequence });
  await Promise.all([reloadGuest(), refreshRecent()]);
};

/** Whether it arrived is unknown: a reversal of its number makes sure that it never counts. */
const giveUpRedemption = async (sequence: number, text: string): Promise<void> => {
  const staffId = state().session?.person.id ?? null;
  await queueEvent({ type: 'undo', sequence, at: Date.now(), staff_id: staffId });
  soundBad();
  update({ notice: { tone: 'bad', text } });
  void sendWaiting();
};

/** Takes back what this device has just done. */
export const undo = async (sequence: number, text: string): Promise<void> => {
  const staffId = state().session?.person.id ?? null;
  await queueEvent({ type: 'undo', sequence, at: Date.now(), staff_id: staffId });
  soundGood();
  update({ toast: { text, sequence: null, at: Date.now(), tone: 'good' } });
  if (state().screen.name === 'words') show({ name: 'member' });
  await sendWaiting();
};

/** Takes back a line of the list; the same person within a minute. */
export const undoRecent = async (recent: RecentAction, text: string): Promise<void> => {
  await act({ kind: 'reversal', ...who(), decision_id: recent.decision_id }, text);
  update({ toast: { text, sequence: null, at: Date.now(), tone: 'good' } });
  await sendWaiting();
};

/** Takes back an older line with the session of the manager who has just entered a PIN. */
export const undoAsManager = async (
  decisionId: string,
  session: { token: string; staff_id: string },
  text: string,
): Promise<string | null> => {
  const { next: sequence } = state().queue;
  await queueEvent({ type: 'reserve' });
  const { staff_id } = session;
  const action: TillAction = {
    kind: 'reversal',
    device_at: Date.now(),
    staff_id,
    decision_id: decisionId,
  };
  const results = await postActions([{ sequence, action }], session.token);
  if (results === null) return null;
  if ('refused' in results) return results.refused;
  const result = results[0];
  if (result?.status === 'refused') return result.refusal.message;
  if (result?.status !== 'done') return null;
  soundGood();
  update({ toast: { text, sequence: null, at: Date.now(), tone: 'good' } });
  await Promise.all([refreshRecent(), reloadGuest()]);
  return '';
};

/** After each sending the guest and the list are as the server has them. */
export const listenToSender = (): void =>
  onSent((items) => {
    if (items.some((it) => it.state === 'parked')) soundBad();
    void refreshRecent();
    if (state().screen.name === 'member') void reloadGuest();
  });
