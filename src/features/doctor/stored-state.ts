import type { ClientBase } from 'pg';
import type { MemberState } from '#core/state.ts';
import { NO_TIER } from '#core/tier.ts';

/** A member as the database holds them, in parts that are compared with the replayed state. */
export type StoredState = Pick<
  MemberState,
  'accounts' | 'remainders' | 'orders' | 'redemptions'
> & {
  member_id: string;
  version: number;
  /** Lots with something left, by key. */
  lots: Record<string, number>;
  holds: Record<string, { unit: string; amount: number; expires_at: number }>;
  visits: Record<string, Omit<MemberState['visits'][number], 'id'>>;
  tier: MemberState['tier'];
  progress: MemberState['progress'];
  vouchers: MemberState['vouchers'];
  /** What counted, by `measure day`, without what came to 0. */
  days: Record<string, number>;
};

export async function storedStates(
  client: ClientBase,
  merchantId: string,
  memberIds: string[],
): Promise<StoredState[]> {
  const { rows } = await client.query<{ state: StoredState }>(QUERY, [merchantId, memberIds]);
  return rows.map((row) => row.state);
}

/** The same parts of a replayed state. */
export function comparable(memberId: string, state: MemberState): StoredState {
  return {
    member_id: memberId,
    version: state.version,
    accounts: state.accounts,
    remainders: state.remainders,
    orders: state.orders,
    redemptions: state.redemptions,
    lots: Object.fromEntries(
      state.lots.filter((lot) => lot.left > 0).map((lot) => [lot.key, lot.left]),
    ),
    holds: Object.fromEntries(
      state.holds.map(({ redemption_id, ...hold }) => [redemption_id, hold]),
    ),
    visits: Object.fromEntries(state.visits.map(({ id, ...visit }) => [id, visit])),
    tier: state.tier,
    progress: state.progress,
    vouchers: state.vouchers,
    days: countsOf(state),
  };
}

const countsOf = (state: MemberState): StoredState['days'] =>
  Object.fromEntries(
    Object.entries(state.days ?? {}).flatMap(([measure, days]) =>
      Object.entries(days).flatMap(([day, amount]) =>
        amount === 0 ? [] : [[`${measure} ${day}`, amount] as const],
      ),
    ),
  );

const rowsOf = (table: string) =>
  `from stamgast.${table} x where x.merchant_id = s.merchant_id and x.member_id = s.member_id`;

/** One object of a table's rows, by key. */
const record = (table: string, key: string, value: string, where = '') =>
  `coalesce((select json_object_agg(${key}, ${value}) ${rowsOf(table)} ${where}), '{}')`;

const HOLD = `json_build_object('unit', x.unit, 'amount', x.amount,
  'expires_at', stamgast.to_ms(x.expires_at))`;
const ORDER = `json_build_object('id', x.id, 'snapshot', x.snapshot, 'basis', x.basis,
  'posted', x.posted, 'excluded', x.excluded, 'visit_id', x.visit_id)`;
/** Orders imported without award are the member's, but no decision speaks of them. */
const DECIDED = `and exists (select from stamgast.order_snapshot d
  where d.merchant_id = x.merchant_id and d.order_id = x.id and d.decision_id is not null)`;
const REDEMPTION = `json_build_object('id', x.id, 'state', x.state, 'reward', x.reward,
  'hold_expires_at', stamgast.to_ms(x.hold_expires_at),
  'issued_at', stamgast.to_ms(x.issued_at), 'issued_by', x.issued_by)`;
const VISIT = `json_build_object('at', stamgast.to_ms(x.at), 'location_id', x.location_id,
  'begun_by', x.begun_by, 'tapped', x.tapped, 'covered', x.covered)`;
const VOUCHER = 'stamgast.voucher_json(x)';
const ACCOUNT = `json_build_object('balance', x.balance, 'debt', x.debt)`;
const LOT_KEY = 'stamgast.lot_key(x.decision_id, x.n)';

const QUERY = `
  select json_build_object('member_id', s.member_id, 'version', s.version,
    'accounts', ${record('account', 'x.unit', ACCOUNT)},
    'remainders', ${record('remainder', "x.unit || '/' || x.denominator", 'x.numerator')},
    'lots', ${record('lot', LOT_KEY, 'x.remaining', 'and x.remaining > 0')},
    'holds', ${record('hold', 'x.redemption_id', HOLD)},
    'orders', ${record('"order"', 'x.id', ORDER, DECIDED)},
    'redemptions', ${record('redemption', 'x.id', REDEMPTION)},
    'visits', ${record('visit', 'x.id', VISIT)},
    'tier', coalesce(s.tier, '${JSON.stringify(NO_TIER)}'),
    'progress', ${record('progress', "x.milestone || ' ' || x.period", 'x.content')},
    'vouchers', ${record('voucher', 'x.id', VOUCHER)},
    'days', ${record('member_day', "x.measure || ' ' || x.business_day", 'x.amount', 'and x.amount <> 0')}
  ) as state
  from stamgast.member_state s where s.merchant_id = $1 and s.member_id = any ($2)`;
