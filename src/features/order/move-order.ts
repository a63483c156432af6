import type { LedgerContext, Loaded, LoadedOrder, Plan } from '#features/ledger/index.ts';
import { runDecision } from '#features/ledger/index.ts';
import { newId } from '#platform/ids/ids.ts';

const planDetach = ({ order }: Loaded, from: string): Plan => {
  // Somebody was quicker: it no longer is theirs.
  if (order?.member_id !== from) return { ok: true, stale: true };
  const { id: order_id, snapshot } = order;
  const event = {
    type: 'order',
    order_id,
    snapshot,
    new_visit_id: newId(),
    detached: true,
  } as const;
  return { ok: true, event };
};

/**
 * Takes an order from a member: everything it gave them goes back. Afterwards it is nobody's, so
 * whoever comes next gets a basis of their own; a crash between the two is healed by the retry.
 */
export const detachOrder = async (ctx: LedgerContext, order: LoadedOrder): Promise<void> => {
  const from = order.member_id;
  if (from === null) return;
  await runDecision(ctx, {
    load: { order: { id: order.id }, lots: 'open' },
    plan: (loaded) => planDetach(loaded, from),
  });
};
