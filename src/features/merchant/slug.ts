import { searchKey } from '#core/search-key.ts';
import type { MerchantTransaction } from '#platform/db/tenant.ts';

const LONGEST = 34;
const MOST_TRIES = 50;

/** A name as part of an address: `Pri Moste` → `pri-moste`; never shorter than 3 signs. */
export const slugOf = (name: string): string => {
  const slug = searchKey(name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, LONGEST)
    .replace(/-+$/, '');
  return slug.length >= 3 ? slug : `shop-${slug || 'club'}`;
};

/**
 * Takes the slug for the merchant; false when it is another's. Slugs a merchant once had stay its
 * own: posters with them hang on walls.
 */
export const claimSlug = async (
  merchantId: string,
  slug: string,
  trx: MerchantTransaction,
): Promise<boolean> => {
  await trx
    .insertInto('control.merchant_slug')
    .values({ slug, merchant_id: merchantId })
    .onConflict((conflict) => conflict.column('slug').doNothing())
    .execute();
  const holder = await trx
    .selectFrom('control.merchant_slug')
    .select('merchant_id')
    .where('slug', '=', slug)
    .executeTakeFirst();
  return holder?.merchant_id === merchantId;
};

/** The name's slug, or the first free one with a number behind it. */
export const freeSlug = async (
  merchantId: string,
  name: string,
  trx: MerchantTransaction,
): Promise<string> => {
  const base = slugOf(name);
  for (let n = 1; n <= MOST_TRIES; n += 1) {
    const slug = n === 1 ? base : `${base}-${n}`;
    if (await claimSlug(merchantId, slug, trx)) return slug;
  }
  // Fifty shops of one name: from here on the id tells them apart.
  const unique = `${base.slice(0, 20)}-${merchantId.slice(-12)}`;
  await claimSlug(merchantId, unique, trx);
  return unique;
};
