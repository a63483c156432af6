import type { OrderInput } from '#contract/order.ts';
import { recordOrder, refundOrder } from '#features/order/index.ts';
import { reverseDecision } from '#features/reversal/index.ts';
import { decodeId } from '#platform/ids/ids.ts';
import { maybeRedeem } from './maybe-redeem.ts';
import {
  locationOf,
  MINUTE,
  memberOf,
  type Of,
  SECOND,
  type Stage,
  taken,
  writerAt,
} from './stage.ts';

const SOURCE = 'pos';
const UNDO_AFTER_MS = 30 * SECOND;
const REFUND_AFTER_MS = 25 * MINUTE;

/** An order and what follows it: a reward taken, the wrong card undone, a piece brought back. */
export const buy = async (stage: Stage, happening: Of<'order'>): Promise<void> => {
  const { at, after, place } = happening;
  const bought = taken(await recordOrder(writerAt(stage, at, place), orderOf(stage, happening)));
  stage.counts.orders += 1;
  if (after === 'undo' && bought.decision) {
    await undo(stage, happening, bought.decision.id);
    return;
  }
  await maybeRedeem(stage, happening, bought.member);
  if (after === 'refund') await bringBack(stage, happening, bought.id);
};

/** Whoever sold it takes it back within the minute that the till gives. */
const undo = async (stage: Stage, { at, place }: Of<'order'>, decision_id: string) => {
  const writer = writerAt(stage, at + UNDO_AFTER_MS, place);
  taken(await reverseDecision(writer, { decision_id, reason: 'Wrong card scanned' }, () => null));
  stage.counts.reversals += 1;
};

const bringBack = async (stage: Stage, happening: Of<'order'>, id: string) => {
  const { at, place, lines } = happening;
  const orderId = decodeId('ord', id);
  if (orderId === null) throw new Error(`${id} is no id of an order`);
  const writer = writerAt(stage, at + REFUND_AFTER_MS, place);
  const refund = {
    external_id: `R-${externalId(happening)}`,
    lines: [{ index: lines.length - 1, quantity: 1 }],
  };
  taken(await refundOrder(writer, orderId, refund));
  stage.counts.refunds += 1;
};

const externalId = ({ at, who }: Of<'order'>): string => `${at.toString(36)}-${who}`;

const orderOf = (stage: Stage, happening: Of<'order'>): OrderInput => {
  const { at, who, place } = happening;
  const lines = happening.lines.map(({ item: { sku, name, category, price_minor }, quantity }) => ({
    ...{ sku, name, category, quantity, earns: true },
    total_minor: price_minor * quantity,
  }));
  return {
    source: SOURCE,
    external_id: externalId(happening),
    version: 0,
    state: 'paid',
    ...(who >= 0 && { member: memberOf(stage, who) }),
    location_id: locationOf(stage, place),
    occurred_at: new Date(at).toISOString(),
    currency: 'EUR',
    total_minor: lines.reduce((sum, line) => sum + line.total_minor, 0),
    ...{ discount_minor: 0, tax_minor: 0, tax_included: true },
    ...{ shipping_minor: 0, tip_minor: 0, fees_minor: 0 },
    lines,
    refunds: [],
  };
};
