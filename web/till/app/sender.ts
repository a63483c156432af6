import type { TillActionResult } from '#contract/till-action.ts';
import { parkedOf, type QueuedAction, sendingOf, waitingCount } from '../logic/queue.ts';
import { ask, queueEvent } from './device.ts';
import { state } from './state.ts';

const BATCH = 100;
const TICK_MS = 4_000;
/** Done actions stay this long, so that the list and the undo know them. */
const KEEP_DONE_MS = 10 * 60_000;

type Answer = { results: TillActionResult[] };

const exclusively = async (work: () => Promise<void>): Promise<void> => {
  if (!navigator.locks) return work();
  // One window of this device sends; the server would sort out two, but at twice the traffic.
  await navigator.locks.request('stamgast-till-sender', { ifAvailable: true }, async (lock) => {
    if (lock) await work();
  });
};

/** Sends actions under their own numbers; null = no answer. */
export const postActions = async (
  actions: Pick<QueuedAction, 'sequence' | 'action'>[],
  session?: string,
): Promise<TillActionResult[] | { refused: string } | null> => {
  const reply = await ask<Answer>({
    method: 'POST',
    path: '/v1/till/actions',
    body: {
      sent_at: Date.now(),
      actions: actions.map(({ sequence, action }) => ({ sequence, ...action })),
    },
    ...(session ? { session } : {}),
  });
  if (reply.ok) return reply.data.results;
  return reply.reason === 'refused' ? { refused: reply.problem.detail } : null;
};

const sendBatch = async (limit: number): Promise<boolean> => {
  const now = Date.now();
  const queue = await queueEvent({ type: 'take', now, limit });
  const batch = sendingOf(queue);
  if (batch.length === 0) return false;
  const results = await postActions(batch);
  if (results === null || 'refused' in results) {
    await queueEvent({ type: 'lost', now: Date.now() });
    // A whole batch the server won't have is sent one by one: only the culprit fails then.
    return results !== null && batch.length > 1 ? sendBatch(1) : false;
  }
  await queueEvent(
    { type: 'answer', results, now: Date.now() },
    { type: 'forget_done', before: Date.now() - KEEP_DONE_MS },
  );
  return batch.length === limit;
};

let sending: Promise<void> | null = null;
let again = false;

const drain = async (): Promise<void> => {
  do {
    again = false;
    await exclusively(async () => {
      while (await sendBatch(BATCH)) {
        // The next hundred follows at once.
      }
    });
  } while (again);
};

let afterSending: (results: QueuedAction[]) => void = () => {};

/** Called with the actions that were answered, after each sending. */
export const onSent = (listener: (items: QueuedAction[]) => void): void => {
  afterSending = listener;
};

/** Sends what waits. Safe to call at any time; a call during a sending adds one more round. */
export const sendWaiting = (): Promise<void> => {
  if (state().phase === 'unpaired' || state().phase === 'starting') return Promise.resolve();
  if (sending) {
    again = true;
    return sending;
  }
  const before = new Set(answeredSequences());
  sending = drain().finally(() => {
    sending = null;
    const fresh = state().queue.items.filter(
      (it) => (it.state === 'done' || it.state === 'parked') && !before.has(it.sequence),
    );
    if (fresh.length > 0) afterSending(fresh);
  });
  return sending;
};

const answeredSequences = (): number[] => {
  const { queue } = state();
  return [...queue.items.filter((it) => it.state === 'done'), ...parkedOf(queue)].map(
    (it) => it.sequence,
  );
};

/** Tries again every few seconds while something waits, and at once when the network returns. */
export const startSender = (): void => {
  setInterval(() => {
    if (waitingCount(state().queue) > 0) void sendWaiting();
  }, TICK_MS);
  addEventListener('online', () => void sendWaiting());
};
