import type { Db } from '#platform/db/database.ts';

/** Whose card an address opens: asked before any merchant is known. */
export const findCardToken = (
  db: Db,
  token: string,
): Promise<{ merchant_id: string; card_id: string } | undefined> =>
  db.kysely
    .selectFrom('control.card_token')
    .select(['merchant_id', 'card_id'])
    .where('token', '=', token)
    .executeTakeFirst();

/** The merchant behind a short name. */
export const findSlug = async (db: Db, slug: string): Promise<string | undefined> =>
  (
    await db.kysely
      .selectFrom('control.merchant_slug')
      .select('merchant_id')
      .where('slug', '=', slug)
      .executeTakeFirst()
  )?.merchant_id;
