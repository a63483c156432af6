import type { ClientBase } from 'pg';
import type { Decision } from '#core/decision.ts';

/** A decision as the database keeps it, in the core's words: without the order as it became. */
export type StoredDecision = Omit<Decision, 'order' | 'outbox' | 'days'> & {
  member_id: string;
  version: number;
  /** null = made before decisions said what they count. */
  days: Decision['days'] | null;
};

/** Decisions of some members with everything they moved, by member and version. */
export async function storedDecisions(
  client: ClientBase,
  merchantId: string,
  memberIds: string[],
): Promise<Map<string, StoredDecision[]>> {
  const { rows } = await client.query<{ decision: StoredDecision }>(QUERY, [merchantId, memberIds]);
  return Map.groupBy(
    rows.map((row) => row.decision),
    (decision) => decision.member_id,
  );
}

const QUERY = `
  select json_build_object(
    'id', d.id, 'at', stamgast.to_ms(d.at), 'member_id', d.member_id, 'version', d.version,
    'program_version', d.program_version, 'event', d.event, 'facts', d.facts,
    'entries', coalesce((select json_agg(json_build_object('unit', e.unit, 'amount', e.amount,
        'debt', e.debt, 'counter', e.counter, 'cause', e.cause, 'explanation', e.explanation)
        order by e.n)
      from stamgast.entry e where e.merchant_id = d.merchant_id and e.member_id = d.member_id
        and e.at = d.at and e.decision_id = d.id), '[]'),
    'lots', coalesce((select json_agg(json_build_object('key', stamgast.lot_key(l.decision_id, l.n),
        'unit', l.unit, 'origin', l.origin, 'amount', l.amount, 'left', l.amount,
        'earned_at', stamgast.to_ms(l.earned_at), 'active_from', stamgast.to_ms(l.active_from),
        'expires_at', stamgast.to_ms(l.expires_at)) order by abs(l.n), l.n)
      from stamgast.lot l where l.merchant_id = d.merchant_id and l.member_id = d.member_id
        and l.decision_id = d.id), '[]'),
    'allocations', coalesce((select json_agg(json_build_object(
        'lot', stamgast.lot_key(a.lot_decision_id, a.lot_n), 'amount', a.amount) order by a.n)
      from stamgast.allocation a where a.merchant_id = d.merchant_id
        and a.member_id = d.member_id and a.decision_id = d.id), '[]'),
    'accounts', d.effects->'accounts', 'remainders', d.effects->'remainders',
    'visits', d.effects->'visits', 'days', d.effects->'days',
    'progress', coalesce(d.effects->'progress', '[]'),
    'vouchers', coalesce(d.effects->'vouchers', '[]'), 'tier', d.effects->'tier',
    'redemption', d.effects->'redemption',
    'hold', d.effects->'hold', 'claims', d.effects->'claims', 'reverses', d.reverses
  ) as decision
  from stamgast.decision d
  where d.merchant_id = $1 and d.member_id = any ($2)
  order by d.member_id, d.version`;
