import type { ReaderLocale } from '#contract/messages/translate.ts';
import { connectionPort, type Loaded, loadState } from '#features/ledger/index.ts';
import { findChoice } from '#features/member/index.ts';
import type { Clock } from '#platform/clock/clock.ts';
import type { Db } from '#platform/db/database.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import { type EntryRow, findCard, findDatedLots, findEntries, sumEarned } from './card-queries.ts';
import type { CardBalance, CardLot, CardSource } from './card-source.ts';
import { findCardToken } from './find-merchant.ts';
import { loadShop, type Shop, shopSource } from './load-shop.ts';

/** Entries of one decision are few; the newest decision is among so many. */
const NEWEST_ENTRIES = 20;
/** 128 bits as base64url. */
const TOKEN = /^[\w-]{20,64}$/;

/** A card in use: whose it is and where it belongs. */
export type OpenCard = {
  token: string;
  shop: Shop;
  card: NonNullable<Awaited<ReturnType<typeof findCard>>>;
  memberId: string;
};

/** Opens the card of an address; null for one that we never made or that was revoked. */
export const openCard = async (db: Db, token: string): Promise<OpenCard | null> => {
  if (!TOKEN.test(token)) return null;
  const found = await findCardToken(db, token);
  if (!found) return null;
  return inMerchant(db, found.merchant_id, async (trx) => {
    const card = await findCard(found.merchant_id, found.card_id, trx);
    if (!card?.member_id) return null;
    return { token, card, memberId: card.member_id, shop: await loadShop(found.merchant_id, trx) };
  });
};

/** Balance per unit as of `now`: active lots less what is on hold or owed. */
const balancesOf = ({ state, active, pending }: Loaded, now: number): CardSource['balances'] => {
  const units = new Set([...Object.keys(active), ...Object.keys(state?.accounts ?? {})]);
  const balanceOf = (unit: string): CardBalance => {
    const debt = state?.accounts[unit]?.debt ?? 0;
    const held = (state?.holds ?? [])
      .filter((hold) => hold.unit === unit && hold.expires_at > now)
      .reduce((sum, hold) => sum + hold.amount, 0);
    const usable = active[unit] ?? 0;
    return { balance: usable + (pending[unit] ?? 0) - debt, spendable: usable - held - debt, debt };
  };
  return Object.fromEntries([...units].map((unit) => [unit, balanceOf(unit)]));
};

const remaindersOf = ({ state }: Loaded): CardSource['remainders'] =>
  Object.entries(state?.remainders ?? {}).map(([key, numerator]) => {
    const at = key.lastIndexOf('/');
    return { unit: key.slice(0, at), denominator: Number(key.slice(at + 1)), numerator };
  });

const lastDecision = (entries: EntryRow[]): CardSource['last'] => {
  const newest = entries[0];
  if (!newest) return null;
  const own = entries.filter(({ decision_id }) => decision_id === newest.decision_id);
  return { at: newest.at.getTime(), entries: own };
};

type History = {
  lots: CardLot[];
  earned: Record<string, number>;
  entries: EntryRow[];
  chosen: string | null;
};

/** Everything the card page shows; null while the shop has no program. */
export const loadCardSource = async (
  deps: { db: Db; clock: Clock },
  open: OpenCard,
  reader: ReaderLocale,
): Promise<CardSource | null> => {
  const { shop, card, memberId, token } = open;
  const base = shopSource(shop, reader);
  if (!base) return null;
  const now = deps.clock.now();
  const request = { now, member: { id: memberId } };
  const loaded = await loadState(connectionPort(deps.db.app), shop.merchantId, request);
  const history: History = await inMerchant(deps.db, shop.merchantId, async (trx) => ({
    lots: await findDatedLots(shop.merchantId, memberId, now, trx),
    earned: await sumEarned(shop.merchantId, memberId, trx),
    chosen: await findChoice(shop.merchantId, memberId, now, trx),
    entries: await findEntries(shop.merchantId, memberId, { limit: NEWEST_ENTRIES }, trx),
  }));
  return {
    ...base,
    token,
    code: card.code,
    shortCode: card.short_code,
    sequence: loaded.profile?.sequence ?? 0,
    visits: loaded.profile?.visits ?? 0,
    balances: balancesOf(loaded, now),
    lots: history.lots,
    remainders: remaindersOf(loaded),
    earned: history.earned,
    chosen: history.chosen,
    last: lastDecision(history.entries),
    now,
  };
};
