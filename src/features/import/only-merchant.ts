import type { Db } from '#platform/db/database.ts';

/** The only merchant of the installation; null when there are none or several. */
export const findOnlyMerchant = async ({ owner }: Db): Promise<string | null> => {
  const { rows } = await owner.query<{ merchant_id: string }>(
    'select merchant_id from stamgast.merchant order by merchant_id limit 2',
  );
  return rows.length === 1 ? (rows[0]?.merchant_id ?? null) : null;
};
