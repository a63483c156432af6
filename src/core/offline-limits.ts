/** Up to here an award made without the network needs no second look. */
export type OfflineLimits = {
  /** Items of one award. */
  items: number;
  /** Items of one member within 24 hours. */
  items_a_day: number;
  /** One purchase, in minor units of the merchant's currency. */
  amount_minor: number;
  /** How long an award may wait on the device. */
  hours: number;
};

/** Reasons a person should look at an award; the award itself stands. */
export const OFFLINE_FLAGS = [
  'offline_over_items',
  'offline_over_day',
  'offline_over_amount',
  'offline_over_age',
] as const;
export type OfflineFlag = (typeof OFFLINE_FLAGS)[number];

/** Largest usual purchase in minor units; the scale of each currency we have templates for. */
const USUAL_MINOR: Record<string, number> = {
  EUR: 20_000,
  CZK: 500_000,
  PLN: 90_000,
  HUF: 8_000_000,
};
const OTHER_MINOR = 20_000;

/** The limits of a merchant who has set none. */
export const defaultOfflineLimits = (currency: string): OfflineLimits => ({
  items: 10,
  items_a_day: 20,
  amount_minor: USUAL_MINOR[currency] ?? OTHER_MINOR,
  hours: 48,
});

/** An award as its limits see it. */
export type OfflineAward = {
  items: number;
  /** Items the member got in the 24 hours before. */
  itemsBefore: number;
  amountMinor: number;
  /** Milliseconds between doing and sending. */
  waitedMs: number;
};

const HOUR_MS = 3_600_000;

/**
 * Limits an award made without the network goes over, in the order of `OFFLINE_FLAGS`. Nothing is
 * refused by them: the guest was told so at the till.
 * @example offlineFlags({ items: 11, itemsBefore: 0, amountMinor: 0, waitedMs: 0 }, limits)
 */
export const offlineFlags = (award: OfflineAward, limits: OfflineLimits): OfflineFlag[] => {
  const { items, itemsBefore, amountMinor, waitedMs } = award;
  const over: Record<OfflineFlag, boolean> = {
    offline_over_items: items > limits.items,
    offline_over_day: items > 0 && itemsBefore + items > limits.items_a_day,
    offline_over_amount: amountMinor > limits.amount_minor,
    offline_over_age: waitedMs > limits.hours * HOUR_MS,
  };
  return OFFLINE_FLAGS.filter((flag) => over[flag]);
};
