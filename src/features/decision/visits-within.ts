/** Further than any cool-down reaches: the core picks the visits that count. */
export const VISITS_WITHIN_MINUTES = 24 * 60;
