import type { TillAction } from '#contract/till-action.ts';

/** Flags on a decision: a person should look at it. The award itself stands. */
export const OVER_ITEMS = 'offline_over_items';
export const OVER_DAY = 'offline_over_day';
export const OVER_AMOUNT = 'offline_over_amount';

const MOST_ITEMS = 10;
const MOST_ITEMS_A_DAY = 20;
/** Largest usual purchase in minor units; the scale of each currency we have templates for. */
const MOST_MINOR: Record<string, number> = {
  EUR: 20_000,
  CZK: 500_000,
  PLN: 90_000,
  HUF: 8_000_000,
};
const OTHER_MINOR = 20_000;

export const itemsOf = (action: TillAction): number =>
  action.kind === 'visit' ? action.stamps.reduce((sum, it) => sum + it.amount, 0) : 0;

/**
 * Reasons to look at an award that was made while nobody could check it. `before` is what the
 * member's card got on that business day already.
 */
export const offlineFlags = (action: TillAction, before: number, currency: string): string[] => {
  const items = itemsOf(action);
  const flags: string[] = [];
  if (items > MOST_ITEMS) flags.push(OVER_ITEMS);
  if (items > 0 && before + items > MOST_ITEMS_A_DAY) flags.push(OVER_DAY);
  const most = MOST_MINOR[currency] ?? OTHER_MINOR;
  if (action.kind === 'order' && action.total_minor > most) flags.push(OVER_AMOUNT);
  return flags;
};
