import type { RecentAction } from '#contract/till-directory.ts';
import { UNDO_MS } from '#features/decision/index.ts';
import type { RewardContent } from '#features/reward/index.ts';
import type { MerchantTransaction } from '#platform/db/tenant.ts';
import { encodeId } from '#platform/ids/ids.ts';

const MOST = 20;
const WITHIN_MS = 7 * 86_400_000;

const KINDS: Record<string, RecentAction['kind']> = {
  visit: 'visit',
  order: 'order',
  enrollment: 'enroll',
  redemption: 'redemption',
};

const findDecisions = (
  merchantId: string,
  trx: MerchantTransaction,
  locationId: string,
  now: number,
) =>
  trx
    .selectFrom('decision')
    .innerJoin('member', (join) =>
      join
        .onRef('member.merchant_id', '=', 'decision.merchant_id')
        .onRef('member.id', '=', 'decision.member_id'),
    )
    .select([
      'decision.id',
      'decision.at',
      'decision.event_type',
      'decision.event',
      'decision.facts',
      'decision.reversed_by',
      'decision.staff_id',
      'decision.flags',
      'decision.member_id',
      'member.name',
    ])
    .where('decision.merchant_id', '=', merchantId)
    .where('decision.location_id', '=', locationId)
    .where('decision.at', '>', new Date(now - WITHIN_MS))
    .where('decision.event_type', 'in', Object.keys(KINDS))
    .orderBy('decision.at', 'desc')
    .orderBy('decision.id', 'desc')
    .limit(MOST)
    .execute();

type Row = Awaited<ReturnType<typeof findDecisions>>[number];

const findEntries = async (
  merchantId: string,
  trx: MerchantTransaction,
  rows: Row[],
): Promise<Map<string, { unit: string; amount: number }[]>> => {
  const found = new Map<string, { unit: string; amount: number }[]>();
  if (rows.length === 0) return found;
  const entries = await trx
    .selectFrom('entry')
    .select(['decision_id', 'unit', 'amount'])
    .where('merchant_id', '=', merchantId)
    .where('member_id', 'in', [...new Set(rows.map((row) => row.member_id))])
    .where(
      'at',
      'in',
      [...new Set(rows.map((row) => row.at.getTime()))].map((at) => new Date(at)),
    )
    .where(
      'decision_id',
      'in',
      rows.map((row) => row.id),
    )
    .orderBy('n')
    .execute();
  for (const { decision_id, unit, amount } of entries) {
    const own = found.get(decision_id) ?? [];
    const same = own.find((it) => it.unit === unit);
    if (same) same.amount += amount;
    else own.push({ unit, amount });
    found.set(decision_id, own);
  }
  return found;
};

type Names = NonNullable<RecentAction['reward']>;

const findRewardNames = async (
  merchantId: string,
  trx: MerchantTransaction,
  rows: Row[],
): Promise<Map<string, Names>> => {
  const ids = rows.flatMap(({ facts }) => (facts.reward ? [facts.reward.reward_id] : []));
  if (ids.length === 0) return new Map();
  const revisions = await trx
    .selectFrom('reward_revision')
    .select(['reward_id', 'revision', 'content'])
    .where('merchant_id', '=', merchantId)
    .where('reward_id', 'in', [...new Set(ids)])
    .execute();
  return new Map(
    revisions.map(({ reward_id, revision, content }) => [
      `${reward_id}#${revision}`,
      (content as RewardContent).name,
    ]),
  );
};

const undoOf = ({ reversed_by, event, at }: Row, now: number): RecentAction['undo'] => {
  if (reversed_by !== null) return 'done';
  if (event.type === 'redemption' && !['issue', 'capture'].includes(event.step)) return 'never';
  return now - at.getTime() < UNDO_MS ? 'open' : 'manager';
};

const viewOf = (
  row: Row,
  now: number,
  entries: Map<string, { unit: string; amount: number }[]>,
  rewards: Map<string, Names>,
): RecentAction => {
  const { event, facts } = row;
  const reward = facts.reward && rewards.get(`${facts.reward.reward_id}#${facts.reward.revision}`);
  return {
    decision_id: encodeId('dec', row.id),
    at: row.at.toISOString(),
    kind: KINDS[row.event_type] ?? 'other',
    member: { id: encodeId('mem', row.member_id), name: row.name },
    entries: entries.get(row.id) ?? [],
    amount_minor: event.type === 'order' ? event.snapshot.total_minor : null,
    reward: reward ?? null,
    staff_id: row.staff_id && encodeId('stf', row.staff_id),
    undo: undoOf(row, now),
    undo_until: new Date(row.at.getTime() + UNDO_MS).toISOString(),
    flags: row.flags,
  };
};

/** The last twenty things done at a location, with whether and how each can be taken back. */
export const recentActions = async (
  merchantId: string,
  trx: MerchantTransaction,
  locationId: string,
  now: number,
): Promise<RecentAction[]> => {
  const rows = await findDecisions(merchantId, trx, locationId, now);
  const entries = await findEntries(merchantId, trx, rows);
  const rewards = await findRewardNames(merchantId, trx, rows);
  return rows.map((row) => viewOf(row, now, entries, rewards));
};
