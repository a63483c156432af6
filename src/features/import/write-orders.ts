import { hash } from 'node:crypto';
import { canonical } from '#core/canonical.ts';
import { type LedgerContext, type Plan, runDecision } from '#features/ledger/index.ts';
import { newId } from '#platform/ids/ids.ts';
import { findCustomers, findKnownOrders, insertCustomers, insertOrders } from './import-queries.ts';
import type { ImportOrder } from './to-order.ts';

/** Where and as what the orders of one import are written. */
export type Target = {
  ctx: LedgerContext;
  source: string;
  currency: string;
  /** Null in a dry run: then nothing is written. */
  importId: string | null;
  award: 'none' | 'live-rules';
  startedAt: number;
};

export type Outcome = {
  new_orders: number;
  new_orders_with_customer: number;
  known_orders: number;
  new_customers: number;
  decisions: number;
  refused: ImportOrder[];
};

/** Further than any cool-down reaches: the core picks the visits that count. */
const VISITS_WITHIN_MINUTES = 24 * 60;
/** Members whose orders are decided at the same time. */
const LANES = 4;

const hashOf = (order: ImportOrder): string =>
  hash('sha256', canonical({ ...order.snapshot, customer: order.customer }), 'base64url');

type Customers = { members: Map<string, string>; added: number };

/** The members behind the customers of these orders; in a dry run those that exist. */
const customersOf = async (
  target: Target,
  orders: ImportOrder[],
  announced: Set<string>,
): Promise<Customers> => {
  const { ctx, source, importId } = target;
  const named = [...new Set(orders.flatMap(({ customer }) => customer ?? []))];
  const owner = ctx.db.owner;
  const members = await findCustomers(ctx.merchantId, source, named, owner);
  const unknown = named.filter((customer) => !members.has(customer) && !announced.has(customer));
  if (importId === null) {
    for (const customer of unknown) announced.add(customer);
    return { members, added: unknown.length };
  }
  if (unknown.length === 0) return { members, added: 0 };
  const rows = unknown.map((external_id) => ({ id: newId(), external_id }));
  await insertCustomers(ctx.merchantId, source, rows, owner);
  const all = await findCustomers(ctx.merchantId, source, named, owner);
  return { members: all, added: unknown.length };
};

const writePlain = (
  { ctx, source, currency }: Target,
  importId: string,
  orders: ImportOrder[],
  members: Map<string, string>,
): Promise<number> => {
  const rows = orders.map((order) => ({
    id: newId(),
    external_id: order.external_id,
    at: order.snapshot.occurred_at,
    member_id: (order.customer !== null && members.get(order.customer)) || null,
    location_id: order.snapshot.location_id,
    total_minor: order.snapshot.total_minor,
    snapshot: order.snapshot,
    hash: hashOf(order),
  }));
  return insertOrders(ctx.merchantId, { source, importId, currency, rows }, ctx.db.owner);
};

const award = async (target: Target, importId: string, order: ImportOrder, memberId: string) => {
  const { ctx, source, currency, startedAt } = target;
  const { external_id, snapshot } = order;
  const { occurred_at: at, location_id } = snapshot;
  const ids = { order_id: newId(), new_visit_id: newId() };
  const plan = (known: boolean): Plan => {
    // Another import of the same file was quicker.
    if (known) return { ok: true, stale: true };
    const { total_minor: net_minor } = snapshot;
    const keys = { source, external_id, currency, hash: hashOf(order), import_id: importId };
    return {
      ok: true,
      event: { type: 'order', ...ids, snapshot, imported_at: startedAt },
      order: { ...keys, net_minor },
    };
  };
  const result = await runDecision(ctx, {
    load: {
      member: { id: memberId },
      order: { source, external_id, version: snapshot.version },
      near: { at, location_id, minutes: VISITS_WITHIN_MINUTES },
    },
    plan: (loaded) => plan(loaded.order !== null),
  });
  return result.status;
};

/** Orders of one customer one after the other, of several customers side by side. */
const writeAwarded = async (
  target: Target,
  importId: string,
  orders: readonly (ImportOrder & { memberId: string })[],
): Promise<Pick<Outcome, 'decisions' | 'refused'>> => {
  const queues = [...Map.groupBy(orders, ({ memberId }) => memberId).values()];
  const told = { decisions: 0, refused: [] as ImportOrder[] };
  const lane = async () => {
    for (let queue = queues.shift(); queue; queue = queues.shift()) {
      for (const order of queue) {
        const status = await award(target, importId, order, order.memberId);
        if (status === 'committed') told.decisions += 1;
        else if (status === 'refused') told.refused.push(order);
        else if (status !== 'stale') throw new Error(`order ${order.external_id}: ${status}`);
      }
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return told;
};

/** Writes orders that are new and leaves known ones as they are. */
export const writeOrders = async (
  target: Target,
  orders: ImportOrder[],
  announced: Set<string>,
): Promise<Outcome> => {
  const { ctx, source, importId } = target;
  const ids = orders.map(({ external_id }) => external_id);
  const known = await findKnownOrders(ctx.merchantId, source, ids, ctx.db.owner);
  const fresh = orders.filter(({ external_id }) => !known.has(external_id));
  const { members, added } = await customersOf(target, fresh, announced);
  const seen = {
    new_orders: fresh.length,
    new_orders_with_customer: fresh.filter(({ customer }) => customer !== null).length,
    known_orders: known.size,
    new_customers: added,
    decisions: 0,
    refused: [],
  };
  if (importId === null || fresh.length === 0) return seen;
  if (target.award === 'none') {
    const new_orders = await writePlain(target, importId, fresh, members);
    return { ...seen, new_orders, known_orders: orders.length - new_orders };
  }
  const awarded = fresh.flatMap((order) => {
    const memberId = order.customer === null ? undefined : members.get(order.customer);
    return memberId === undefined ? [] : [{ ...order, memberId }];
  });
  const guests = fresh.filter(({ customer }) => customer === null);
  const plain = await writePlain(target, importId, guests, members);
  const told = await writeAwarded(target, importId, awarded);
  const new_orders = plain + told.decisions;
  const known_orders = orders.length - new_orders - told.refused.length;
  return { ...seen, ...told, new_orders, known_orders };
};
