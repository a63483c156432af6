/** Where the time comes from: injected, so that tests and the demo can live another year. */
export type Clock = {
  /** Epoch milliseconds. */
  now(): number;
};

export const systemClock: Clock = { now: () => Date.now() };
