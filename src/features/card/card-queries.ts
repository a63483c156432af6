import { sql } from 'kysely';
import type { Entry } from '#core/decision.ts';
import type { MerchantTransaction } from '#platform/db/tenant.ts';
import type { CardLot } from './card-source.ts';

const MOST_LOTS = 500;

/** The poster of a merchant with this nonce in its link. */
export const findPosterByNonce = async (
  merchantId: string,
  nonce: string,
  trx: MerchantTransaction,
): Promise<string | undefined> =>
  (
    await trx
      .selectFrom('poster')
      .select('id')
      .where('merchant_id', '=', merchantId)
      .where('nonce', '=', nonce)
      .executeTakeFirst()
  )?.id;

/** The first request from a foreign address proves that phones reach the poster's address. */
export const markOpened = async (
  merchantId: string,
  posterId: string,
  opened: { at: Date; from: string },
  trx: MerchantTransaction,
): Promise<void> => {
  await trx
    .updateTable('poster')
    .set({ opened_at: opened.at, opened_from: opened.from })
    .where('merchant_id', '=', merchantId)
    .where('id', '=', posterId)
    .where('opened_at', 'is', null)
    .execute();
};

/** A card in use with its member. */
export const findCard = (merchantId: string, cardId: string, trx: MerchantTransaction) =>
  trx
    .selectFrom('card')
    .innerJoin('member', (join) =>
      join
        .onRef('member.merchant_id', '=', 'card.merchant_id')
        .onRef('member.id', '=', 'card.member_id'),
    )
    .select(['card.id', 'card.code', 'card.short_code', 'card.member_id'])
    .select(['member.name', 'member.phone', 'member.email', 'member.birthday', 'member.locale'])
    .where('card.merchant_id', '=', merchantId)
    .where('card.id', '=', cardId)
    .where('card.revoked_at', 'is', null)
    .executeTakeFirst();

/** The address of the card a member holds. */
export const findToken = async (
  merchantId: string,
  memberId: string,
  trx: MerchantTransaction,
): Promise<string | null> =>
  (
    await trx
      .selectFrom('card')
      .select('token')
      .where('merchant_id', '=', merchantId)
      .where('member_id', '=', memberId)
      .where('revoked_at', 'is', null)
      .orderBy('created_at', 'desc')
      .limit(1)
      .executeTakeFirst()
  )?.token ?? null;

/** Lots that do not count yet or stop counting one day, the first to end first. */
export const findDatedLots = async (
  merchantId: string,
  memberId: string,
  now: number,
  trx: MerchantTransaction,
): Promise<CardLot[]> => {
  const at = new Date(now);
  const rows = await trx
    .selectFrom('lot')
    .select(['unit', 'remaining', 'active_from', 'expires_at'])
    .where('merchant_id', '=', merchantId)
    .where('member_id', '=', memberId)
    .where('remaining', '>', 0)
    .where((or) =>
      or.or([
        or('expires_at', '>', at),
        or.and([or('expires_at', 'is', null), or('active_from', '>', at)]),
      ]),
    )
    .orderBy('expires_at')
    .limit(MOST_LOTS)
    .execute();
  return rows.map((row) => ({
    unit: row.unit,
    left: row.remaining,
    active_from: row.active_from.getTime(),
    expires_at: row.expires_at?.getTime() ?? null,
  }));
};

/** Units per unit that visits and purchases brought, refunds taken off. */
export const sumEarned = async (
  merchantId: string,
  memberId: string,
  trx: MerchantTransaction,
): Promise<Record<string, number>> => {
  const rows = await trx
    .selectFrom('entry')
    .innerJoin('decision', (join) =>
      join
        .onRef('decision.merchant_id', '=', 'entry.merchant_id')
        .onRef('decision.id', '=', 'entry.decision_id')
        .onRef('decision.at', '=', 'entry.at'),
    )
    .select(['entry.unit', sql<number>`sum(entry.amount)::bigint`.as('units')])
    .where('entry.merchant_id', '=', merchantId)
    .where('entry.member_id', '=', memberId)
    .where('decision.event_type', 'in', ['order', 'visit'])
    .groupBy('entry.unit')
    .execute();
  return Object.fromEntries(rows.map(({ unit, units }) => [unit, Number(units)]));
};

/** An entry with its place in the order of entries, the newest first. */
export type EntryRow = Pick<Entry, 'unit' | 'amount' | 'counter' | 'explanation'> & {
  at: Date;
  decision_id: string;
  n: number;
};

export type EntryPage = {
  limit: number;
  /** The last entry of the page before. */
  before?: { at: Date; decisionId: string; n: number } | undefined;
};

/** One more than asked for tells that there are older ones. */
export const findEntries = async (
  merchantId: string,
  memberId: string,
  { limit, before }: EntryPage,
  trx: MerchantTransaction,
): Promise<EntryRow[]> => {
  let query = trx
    .selectFrom('entry')
    .select(['unit', 'amount', 'counter', 'explanation', 'at', 'decision_id', 'n'])
    .where('merchant_id', '=', merchantId)
    .where('member_id', '=', memberId)
    .orderBy('at', 'desc')
    .orderBy('decision_id', 'desc')
    .orderBy('n', 'desc')
    .limit(limit + 1);
  if (before) {
    query = query.where(
      sql<boolean>`(at, decision_id, n) < (${before.at}, ${before.decisionId}, ${before.n})`,
    );
  }
  return (await query.execute()) as EntryRow[];
};

/** What the member said last about each channel. */
export const findConsents = async (
  merchantId: string,
  memberId: string,
  trx: MerchantTransaction,
): Promise<Record<string, boolean>> => {
  const rows = await trx
    .selectFrom('consent')
    .distinctOn('channel')
    .select(['channel', 'granted'])
    .where('merchant_id', '=', merchantId)
    .where('member_id', '=', memberId)
    .orderBy('channel')
    .orderBy('at', 'desc')
    .execute();
  return Object.fromEntries(rows.map(({ channel, granted }) => [channel, granted]));
};
