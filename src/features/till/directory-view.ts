import { createHash } from 'node:crypto';
import type { DirectoryCard, TillMember, TillProgram } from '#contract/till-directory.ts';
import { findChoice } from '#features/member/index.ts';
import { findMerchant, offlineLimitsOf } from '#features/merchant/index.ts';
import { findLive } from '#features/program/index.ts';
import { listRewards, type RewardRow } from '#features/reward/index.ts';
import type { MerchantTransaction } from '#platform/db/tenant.ts';
import type { TillPrincipal } from '#platform/http/index.ts';
import { encodeId } from '#platform/ids/ids.ts';
import { findBoughtNames, findVisitTimes } from './directory-habit-queries.ts';
import { isBirthday, usualOrder, usualWeekday } from './directory-habits.ts';
import { type Balances, type DirectoryRow, findBalances } from './directory-queries.ts';
import { nextSequence } from './sync-device-actions.ts';
import { findTill } from './till-queries.ts';

const PHONE_TAIL = 4;
const MOST_REWARDS = 100;

export const cardView = (row: DirectoryRow, balances: Balances): DirectoryCard => ({
  member_id: encodeId('mem', row.member_id),
  code: row.code,
  short_code: row.short_code,
  name: row.name,
  search_key: row.search_key ?? '',
  phone_tail: row.phone?.slice(-PHONE_TAIL) ?? null,
  balances: balances.spendable,
  visits: row.visits ?? 0,
  birthday: row.birthday?.slice(5) ?? null,
});

/** Rows with their balances, read in one go. */
export const cardViews = async (
  merchantId: string,
  trx: MerchantTransaction,
  rows: DirectoryRow[],
  now: number,
): Promise<DirectoryCard[]> => {
  const ids = [...new Set(rows.map((row) => row.member_id))];
  const balances = await findBalances(merchantId, trx, ids, new Date(now));
  const none = { spendable: {}, pending: {} };
  return rows.map((row) => cardView(row, balances.get(row.member_id) ?? none));
};

const findRemainders = async (
  merchantId: string,
  trx: MerchantTransaction,
  memberId: string,
): Promise<Record<string, number>> => {
  const rows = await trx
    .selectFrom('remainder')
    .select(['unit', 'denominator', 'numerator'])
    .where('merchant_id', '=', merchantId)
    .where('member_id', '=', memberId)
    .execute();
  return Object.fromEntries(
    rows.map(({ unit, denominator, numerator }) => [`${unit}/${denominator}`, numerator]),
  );
};

const MINUTE = 60_000;

/** Whoever was awarded a moment ago is still on the visit that was counted then. */
const visitNumber = ({ visits, last_visit_at }: DirectoryRow, coolDown: number, now: number) => {
  const isUnderWay = last_visit_at !== null && now - last_visit_at.getTime() < coolDown * MINUTE;
  return (visits ?? 0) + (isUnderWay ? 0 : 1);
};

/** All that the till shows after a scan. */
export const memberScreen = async (
  merchantId: string,
  trx: MerchantTransaction,
  row: DirectoryRow,
  now: number,
): Promise<TillMember> => {
  const { member_id } = row;
  const { zone } = await findMerchant(merchantId, trx);
  const live = await findLive(merchantId, trx);
  const balances = await findBalances(merchantId, trx, [member_id], new Date(now));
  const chosen = await findChoice(merchantId, member_id, now, trx);
  const own = balances.get(member_id) ?? { spendable: {}, pending: {} };
  return {
    ...cardView(row, own),
    pending: own.pending,
    remainders: await findRemainders(merchantId, trx, member_id),
    last_visit_at: row.last_visit_at?.toISOString() ?? null,
    visit_number: visitNumber(row, live?.document.cool_down_minutes ?? 0, now),
    usual_weekday: usualWeekday(await findVisitTimes(merchantId, trx, member_id), zone),
    usual_order: usualOrder(await findBoughtNames(merchantId, trx, member_id)),
    birthday_today: isBirthday(row.birthday, now, zone),
    note: row.note,
    enrolled: row.enrolled_at !== null,
    chosen_reward_id: chosen && encodeId('rew', chosen),
  };
};

const rewardOf = ({
  id,
  content,
  limited,
  remaining,
}: RewardRow): TillProgram['rewards'][number] => ({
  id: encodeId('rew', id),
  name: content.name,
  icon: content.icon ?? null,
  kind: content.kind,
  cost: content.cost,
  amount_minor: content.value_minor ?? null,
  percent: content.percent ?? null,
  sold_out: limited && (remaining ?? 0) <= 0,
});

type Document = NonNullable<Awaited<ReturnType<typeof findLive>>>['document'];

const documentPart = (
  document: Document,
): Pick<TillProgram, 'units' | 'stamp_cards' | 'rules'> => ({
  units: document.units.map(({ id, kind, names, icon }) => ({
    id,
    kind,
    names,
    icon: icon ?? null,
  })),
  stamp_cards: document.stamp_cards.map((card) => ({
    ...card,
    reward_id: encodeId('rew', card.reward_id),
  })),
  rules: document.rules.map(({ id, on, match, give }) => ({ id, on, match: match ?? null, give })),
});

/** What a till needs of the program to award and explain without asking. */
export const tillProgram = async (
  trx: MerchantTransaction,
  principal: TillPrincipal,
): Promise<TillProgram> => {
  const { merchantId, tillId } = principal;
  const merchant = await findMerchant(merchantId, trx);
  const { name, locale, currency, zone } = merchant;
  const till = await findTill(merchantId, trx, tillId);
  const live = await findLive(merchantId, trx);
  if (!till || !live) throw new Error(`till ${tillId} has no place or no program`);
  const page = { limit: MOST_REWARDS, after: null, active: true };
  const rewards = await listRewards(merchantId, page, trx);
  return {
    merchant: { id: encodeId('mer', merchantId), name, locale, currency, zone },
    location: { id: encodeId('loc', till.location_id), name: till.location_name },
    till: {
      id: encodeId('til', tillId),
      name: till.name,
      next_sequence: await nextSequence(merchantId, trx, tillId),
    },
    version: live.number,
    offline_limits: offlineLimitsOf(merchant),
    ...documentPart(live.document),
    rewards: rewards.map(rewardOf),
  };
};

/** Tells one state of an answer from another. */
export const etagOf = (content: unknown): string =>
  `"${createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 22)}"`;
