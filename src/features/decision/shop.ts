import type { Locale } from '#core/program.ts';
import type { LedgerContext } from '#features/ledger/index.ts';
import type { Db } from '#platform/db/database.ts';
import { inMerchant } from '#platform/db/tenant.ts';

/** What every write needs to know of the merchant, and what hardly ever changes. */
export type ShopFacts = {
  currency: string;
  locale: Locale;
  defaultLocation: string;
  locations: ReadonlySet<string>;
};

const KEPT_MS = 5_000;
const MOST_MERCHANTS = 2_000;

type Kept = { facts: ShopFacts; until: number };
const caches = new WeakMap<Db, Map<string, Kept>>();

const read = (ctx: LedgerContext): Promise<ShopFacts> =>
  inMerchant(ctx.db, ctx.merchantId, async (trx) => {
    const merchant = await trx
      .selectFrom('merchant')
      .select(['currency', 'locale'])
      .where('merchant_id', '=', ctx.merchantId)
      .executeTakeFirstOrThrow();
    const locations = await trx
      .selectFrom('location')
      .select(['id', 'is_default'])
      .where('merchant_id', '=', ctx.merchantId)
      .limit(10_000)
      .execute();
    const fallback = locations.find((location) => location.is_default);
    if (!fallback) throw new Error(`merchant ${ctx.merchantId} has no default location`);
    return {
      currency: merchant.currency,
      locale: merchant.locale as Locale,
      defaultLocation: fallback.id,
      locations: new Set(locations.map(({ id }) => id)),
    };
  });

const load = async (ctx: LedgerContext, cache: Map<string, Kept>): Promise<ShopFacts> => {
  const facts = await read(ctx);
  cache.delete(ctx.merchantId);
  cache.set(ctx.merchantId, { facts, until: Date.now() + KEPT_MS });
  const oldest = cache.keys().next();
  if (cache.size > MOST_MERCHANTS && !oldest.done) cache.delete(oldest.value);
  return facts;
};

/** The merchant's facts, at most five seconds old; a location not among them is looked up anew. */
export const shopFacts = async (ctx: LedgerContext, location?: string): Promise<ShopFacts> => {
  const cache = caches.get(ctx.db) ?? new Map<string, Kept>();
  caches.set(ctx.db, cache);
  const kept = cache.get(ctx.merchantId);
  const isFresh = kept !== undefined && kept.until > Date.now();
  const knows = location === undefined || kept?.facts.locations.has(location);
  return isFresh && knows ? kept.facts : load(ctx, cache);
};
