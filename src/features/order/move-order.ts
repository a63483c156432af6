import type { LedgerContext, Loaded, LoadedOrder, Plan } from '#features/ledger/index.ts';
import { runDecision } from '#features/ledger/index.ts';
import { newId } from '#platform/ids/ids.ts';
import { settleSnapshot } from './settle-snapshot.ts';

/** An order without frozen terms gave nothing: it is nobody's at once. */
const planUnowned = (order: LoadedOrder): Plan => {
  const settled = settleSnapshot(order, order.snapshot, true);
  if (!settled.ok || settled.stale) return { ok: true, stale: true };
  const { source, external_id, currency, hash, contact, card_id } = order;
  const { net_minor, snapshot } = settled;
  const details = { source, external_id, currency, hash, contact, card_id, net_minor };
  return { ok: true, guest: { order_id: order.id, snapshot, order: details } };
};

const planDetach = ({ order }: Loaded, from: string): Plan => {
  // Somebody was quicker: it no longer is theirs.
  if (order?.member_id !== from) return { ok: true, stale: true };
  if (!order.frozen) return planUnowned(order);
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
