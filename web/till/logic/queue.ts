import type { TillAction, TillActionResult } from '#contract/till-action.ts';

/**
 * What staff did, kept on the device until the server has answered. Pure: the store persists it.
 * Each action carries the device's sequence; the server takes (till, sequence) once, for ever.
 */
export type QueuedAction = {
  sequence: number;
  state: 'queued' | 'sending' | 'done' | 'parked';
  /** How often it left the device without an answer; above 0 the server may already have it. */
  attempts: number;
  /** Sent again not before this moment of the device's clock. */
  not_before: number;
  action: TillAction;
  result?: TillActionResult | undefined;
};

export type Queue = { next: number; items: QueuedAction[] };

export type QueueEvent =
  | { type: 'add'; action: TillAction }
  /** Takes a number for an action that is sent at once and never waits here: a redemption. */
  | { type: 'reserve' }
  | { type: 'undo'; sequence: number; at: number; staff_id: string | null }
  | { type: 'take'; now: number; limit: number }
  | { type: 'answer'; results: TillActionResult[]; now: number }
  | { type: 'lost'; now: number }
  | { type: 'retry' }
  | { type: 'forget_done'; before: number }
  /** Another till now: what may have arrived under the old one's numbers stays back. */
  | { type: 'other_till' }
  | { type: 'number_from'; next: number };

export const emptyQueue: Queue = { next: 1, items: [] };

/** An action the server itself stumbles over this often is parked, so that nothing waits for it. */
export const MAX_ATTEMPTS_ANSWERED = 5;
const RETRY_AFTER_MS = [0, 2_000, 5_000, 15_000, 30_000, 60_000];

const retryAt = (attempts: number, now: number): number =>
  now + (RETRY_AFTER_MS[Math.min(attempts, RETRY_AFTER_MS.length - 1)] ?? 60_000);

const append = (queue: Queue, action: TillAction): Queue => ({
  next: queue.next + 1,
  items: [
    ...queue.items,
    { sequence: queue.next, state: 'queued', attempts: 0, not_before: 0, action },
  ],
});

const mapItems = (queue: Queue, change: (item: QueuedAction) => QueuedAction): Queue => ({
  ...queue,
  items: queue.items.map(change),
});

/** True while the server can't have it: it never left, or the server itself said no. */
const neverCounted = (item: QueuedAction): boolean =>
  item.state === 'parked'
    ? item.result?.status === 'refused'
    : item.state === 'queued' && item.attempts === 0;

const without = (queue: Queue, item: QueuedAction | undefined): Queue => ({
  ...queue,
  items: queue.items.filter((it) => it !== item),
});

/**
 * Takes an action back, or gives a parked one up. One that never counted is dropped. For any other
 * a reversal names its sequence; the server then never counts it, whether or not it had arrived.
 */
const undo = (queue: Queue, event: QueueEvent & { type: 'undo' }): Queue => {
  const item = queue.items.find((it) => it.sequence === event.sequence);
  if (item && neverCounted(item)) return without(queue, item);
  if (queue.items.some((it) => isReversalOf(it.action, event.sequence))) return queue;
  const rest = item?.state === 'parked' ? without(queue, item) : queue;
  return append(rest, {
    kind: 'reversal',
    device_at: event.at,
    ...(event.staff_id === null ? {} : { staff_id: event.staff_id }),
    of_sequence: event.sequence,
  });
};

export const isReversalOf = (action: TillAction, sequence: number): boolean =>
  action.kind === 'reversal' && 'of_sequence' in action && action.of_sequence === sequence;

/** The oldest actions that are due, in order; a retry that waits does not hold up the others. */
const take = (queue: Queue, event: QueueEvent & { type: 'take' }): Queue => {
  const due = queue.items
    .filter((it) => it.state === 'queued' && it.not_before <= event.now)
    .slice(0, event.limit);
  const taken = new Set(due.map((it) => it.sequence));
  return mapItems(queue, (it) => (taken.has(it.sequence) ? { ...it, state: 'sending' } : it));
};

const answered = (item: QueuedAction, result: TillActionResult, now: number): QueuedAction => {
  if (item.state === 'done') return item;
  if (result.status === 'done') return { ...item, state: 'done', result };
  if (result.status === 'refused') return { ...item, state: 'parked', result };
  const attempts = item.attempts + 1;
  if (attempts >= MAX_ATTEMPTS_ANSWERED) return { ...item, state: 'parked', attempts, result };
  return { ...item, state: 'queued', attempts, not_before: retryAt(attempts, now) };
};

/** A reversal of something that never counted has nothing left to do. */
const settleReversals = (queue: Queue): Queue => ({
  ...queue,
  items: queue.items.filter(
    (it) => !(it.state === 'parked' && it.action.kind === 'reversal' && isMoot(it.result)),
  ),
});

const isMoot = (result: TillActionResult | undefined): boolean =>
  result?.status === 'refused' && result.refusal.code === 'already_reversed';

const answer = (queue: Queue, event: QueueEvent & { type: 'answer' }): Queue => {
  const bySequence = new Map(event.results.map((it) => [it.sequence, it]));
  const after = mapItems(queue, (it) => {
    const result = bySequence.get(it.sequence);
    return result ? answered(it, result, event.now) : it;
  });
  return settleReversals(after);
};

/** No answer came, or the page was closed while waiting: the same sequence is sent again. */
const lost = (queue: Queue, now: number): Queue =>
  mapItems(queue, (it) => {
    if (it.state !== 'sending') return it;
    const attempts = it.attempts + 1;
    // A lost network says nothing about the action, so it never parks one.
    return { ...it, state: 'queued', attempts, not_before: retryAt(1, now) };
  });

const mayHaveArrived = (item: QueuedAction): boolean =>
  item.state === 'sending' || (item.state === 'queued' && item.attempts > 0);

/** Sent by another till it would count twice, so people decide. */
const parkUnsure = (item: QueuedAction): QueuedAction => ({
  ...item,
  state: 'parked',
  result: { sequence: item.sequence, status: 'failed' },
});

export const reduceQueue = (queue: Queue, event: QueueEvent): Queue => {
  switch (event.type) {
    case 'add':
      return append(queue, event.action);
    case 'reserve':
      return { ...queue, next: queue.next + 1 };
    case 'undo':
      return undo(queue, event);
    case 'take':
      return take(queue, event);
    case 'answer':
      return answer(queue, event);
    case 'lost':
      return lost(queue, event.now);
    case 'retry':
      return mapItems(queue, (it) =>
        it.state === 'parked'
          ? { ...it, state: 'queued', attempts: 1, not_before: 0, result: undefined }
          : it,
      );
    case 'other_till':
      return mapItems(queue, (it) => (mayHaveArrived(it) ? parkUnsure(it) : it));
    case 'forget_done':
      return {
        ...queue,
        items: queue.items.filter(
          (it) => it.state !== 'done' || it.action.device_at >= event.before,
        ),
      };
    case 'number_from':
      return { ...queue, next: Math.max(queue.next, event.next) };
  }
};

export const sendingOf = (queue: Queue): QueuedAction[] =>
  queue.items.filter((it) => it.state === 'sending');

export const waitingCount = (queue: Queue): number =>
  queue.items.filter((it) => it.state === 'queued' || it.state === 'sending').length;

export const parkedOf = (queue: Queue): QueuedAction[] =>
  queue.items.filter((it) => it.state === 'parked');

/** True once a reversal of it stands in the queue: the list shows it as taken back. */
export const isUndone = (queue: Queue, sequence: number): boolean =>
  queue.items.some((it) => it.state !== 'parked' && isReversalOf(it.action, sequence));
