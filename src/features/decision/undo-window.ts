import { type Refused, refuse } from '#contract/refusals.ts';
import type { MerchantPrincipal } from '#platform/http/index.ts';

/** As long as the till offers its undo. */
export const UNDO_MS = 60_000;

/** What is to be undone: when it was done, and by whom. */
export type Done = { at: number; staffId: string | null };

/**
 * Whether this one may undo that now; null = yes. Who may reverse may do so at any time. Whoever
 * did it themselves may within a minute, on any till; later it takes a manager.
 */
export const mayUndo = (principal: MerchantPrincipal, done: Done, now: number): Refused | null => {
  if (principal.permissions.includes('reversals:write')) return null;
  if (principal.kind === 'api_key' || principal.staffId === null) return refuse('forbidden');
  if (done.staffId !== principal.staffId) return refuse('forbidden');
  const seconds = UNDO_MS / 1_000;
  return now - done.at <= UNDO_MS ? null : refuse('undo_expired', { seconds });
};
