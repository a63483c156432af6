const MINUTE = 60_000;
/** Minutes from one try to the next; after the last the message has failed. */
const WAITS = [1, 5, 15, 60, 240, 720];
export const MAX_ATTEMPTS = WAITS.length + 1;

/** When (epoch ms) a message is tried again after try number `attempt`; null = never. */
export const nextTry = (attempt: number, now: number): number | null => {
  const minutes = WAITS[attempt - 1];
  return minutes === undefined ? null : now + minutes * MINUTE;
};
