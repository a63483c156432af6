import type { MerchantTransaction } from '#platform/db/tenant.ts';
import { newId } from '#platform/ids/ids.ts';
import type { ImageType } from './image-type.ts';

/** Keeps an image; its id never stands for other bytes. */
export const storeFile = async (
  merchantId: string,
  file: { bytes: Buffer; type: ImageType; at: Date },
  trx: MerchantTransaction,
): Promise<string> => {
  const id = newId();
  const { bytes, type: content_type, at: created_at } = file;
  await trx
    .insertInto('file')
    .values({ merchant_id: merchantId, id, content_type, bytes, created_at })
    .execute();
  return id;
};

export const findFile = (
  merchantId: string,
  id: string,
  trx: MerchantTransaction,
): Promise<{ content_type: string; bytes: Buffer } | undefined> =>
  trx
    .selectFrom('file')
    .select(['content_type', 'bytes'])
    .where('merchant_id', '=', merchantId)
    .where('id', '=', id)
    .executeTakeFirst();
