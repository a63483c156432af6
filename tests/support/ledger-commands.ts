import { createHash } from 'node:crypto';
import { canonical } from '#core/canonical.ts';
import type { OrderSnapshot } from '#core/event.ts';
import type { Command, EventPlan } from '#features/ledger/index.ts';
import { newId } from '#platform/ids/ids.ts';

/** Commands as the use cases make them, for tests of the ledger itself. */

const hashOf = (value: unknown) => createHash('sha256').update(canonical(value)).digest('hex');

export const coffee = (quantity: number, total_minor = quantity * 250) => ({
  id: '0',
  name: 'Espresso',
  category: 'coffee',
  quantity,
  total_minor,
  earns: true,
});

export function snapshotOf(
  at: number,
  location_id: string,
  lines: OrderSnapshot['lines'] = [coffee(2)],
  changes: Partial<OrderSnapshot> = {},
): OrderSnapshot {
  return {
    version: 1,
    state: 'paid',
    occurred_at: at,
    location_id,
    total_minor: lines.reduce((sum, line) => sum + line.total_minor, 0),
    discount_minor: 0,
    shipping_minor: 0,
    tip_minor: 0,
    fees_minor: 0,
    tax_minor: 0,
    tax_included: true,
    lines,
    refunds: [],
    ...changes,
  };
}

export function orderCommand(
  memberId: string | undefined,
  external_id: string,
  snapshot: OrderSnapshot,
): Command {
  const hash = hashOf(snapshot);
  const order = {
    source: 'pos',
    external_id,
    currency: 'EUR',
    hash,
    net_minor: snapshot.total_minor,
  };
  return {
    load: {
      ...(memberId !== undefined && { member: { id: memberId } }),
      order: { source: 'pos', external_id, version: snapshot.version },
    },
    plan: (loaded) => {
      const order_id = loaded.order?.id ?? newId();
      if (!loaded.profile) return { ok: true, guest: { order_id, snapshot, order } };
      return {
        ok: true,
        event: { type: 'order', order_id, snapshot, new_visit_id: newId() },
        order,
      };
    },
  };
}

export function visitCommand(
  memberId: string,
  at: number,
  location_id: string,
  stamps: { unit: string; amount: number }[],
): Command {
  return eventCommand(
    { member: { id: memberId }, near: { at, location_id, minutes: 120 } },
    () => ({
      ok: true,
      event: { type: 'visit', visit_id: newId(), occurred_at: at, location_id, stamps },
    }),
  );
}

export function redeemCommand(
  memberId: string,
  reward_id: string,
  step: 'hold' | 'issue' = 'issue',
): Command {
  return eventCommand({ member: { id: memberId }, reward_id, lots: 'open' }, () => ({
    ok: true,
    event: { type: 'redemption', redemption_id: newId(), step },
  }));
}

export function redemptionStep(
  redemption_id: string,
  step: 'capture' | 'release' | 'fulfill' | 'cancel' | 'expire',
): Command {
  return eventCommand({ redemption_id, lots: 'open' }, () => ({
    ok: true,
    event: { type: 'redemption', redemption_id, step },
  }));
}

export function adjustCommand(memberId: string, unit: string, amount: number): Command {
  return eventCommand({ member: { id: memberId }, lots: 'open' }, () => ({
    ok: true,
    event: { type: 'adjustment', unit, amount, reason: 'test' },
  }));
}

export function reverseCommand(decision_id: string): Command {
  return eventCommand({ decision_id }, () => ({
    ok: true,
    event: { type: 'reversal', decision_id },
  }));
}

const eventCommand = (load: Command['load'], plan: () => EventPlan): Command => ({ load, plan });

/** The command under an idempotency key, as the API sends it. */
export const withKey = (command: Command, key: string, hash = 'h'): Command => ({
  ...command,
  idempotency: {
    principal: 'test',
    key,
    hash,
    respond: async ({ decision }) => ({ status: 201, body: { decision_id: decision?.id ?? null } }),
  },
});
