import type { OrderView } from '#contract/order.ts';
import { encodeId } from '#platform/ids/ids.ts';
import type { OrderRow } from './order-queries.ts';

/** An order as it is kept: as sold, with its refunds. */
export const orderView = (row: OrderRow): OrderView => {
  const { snapshot } = row;
  return {
    id: encodeId('ord', row.id),
    source: row.source,
    external_id: row.external_id,
    version: row.version,
    state: row.state,
    member_id: row.member_id === null ? null : encodeId('mem', row.member_id),
    location_id: encodeId('loc', row.location_id),
    visit_id: row.visit_id === null ? null : encodeId('vis', row.visit_id),
    occurred_at: row.at.toISOString(),
    received_at: row.received_at.toISOString(),
    currency: row.currency,
    total_minor: row.total_minor,
    net_minor: row.net_minor,
    discount_minor: snapshot.discount_minor,
    tax_minor: snapshot.tax_minor,
    tax_included: snapshot.tax_included,
    shipping_minor: snapshot.shipping_minor,
    tip_minor: snapshot.tip_minor,
    fees_minor: snapshot.fees_minor,
    excluded: row.excluded,
    lines: snapshot.lines,
    refunds: snapshot.refunds,
  };
};
