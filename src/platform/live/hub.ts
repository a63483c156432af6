import type { Listener } from './listener.ts';

/** `merchant member sequence`, sent by the workers. */
export const LIVE_CHANNEL = 'stamgast_live';

const MOST_PER_MEMBER = 5;
const MOST_PER_PROCESS = 2_000;

/** The member's new sequence; null: something may have been missed, fetch anew. */
export type LiveCallback = (sequence: number | null) => void;

export type LiveHub = {
  /** Null when the card or the process has enough open pages: the page polls instead. */
  subscribe(merchantId: string, memberId: string, callback: LiveCallback): (() => void) | null;
  /** Open subscriptions. */
  size(): number;
};

export type LiveLimits = { perMember: number; perProcess: number };

/** Brings what the workers tell to the open card pages of this process. */
export function createLiveHub(
  listener: Pick<Listener, 'on'>,
  limits: LiveLimits = { perMember: MOST_PER_MEMBER, perProcess: MOST_PER_PROCESS },
): LiveHub {
  const members = new Map<string, Set<LiveCallback>>();
  let size = 0;
  listener.on(LIVE_CHANNEL, (payload) => {
    if (payload === null) {
      for (const callbacks of members.values()) for (const callback of callbacks) callback(null);
      return;
    }
    const [merchantId, memberId, sequence] = payload.split(' ');
    for (const callback of members.get(`${merchantId} ${memberId}`) ?? []) {
      callback(Number(sequence));
    }
  });
  return {
    size: () => size,
    subscribe: (merchantId, memberId, callback) => {
      const key = `${merchantId} ${memberId}`;
      const callbacks = members.get(key) ?? new Set<LiveCallback>();
      if (size >= limits.perProcess || callbacks.size >= limits.perMember) return null;
      const own: LiveCallback = (sequence) => callback(sequence);
      callbacks.add(own);
      members.set(key, callbacks);
      size += 1;
      return () => {
        if (!callbacks.delete(own)) return;
        size -= 1;
        if (callbacks.size === 0 && members.get(key) === callbacks) members.delete(key);
      };
    },
  };
}
