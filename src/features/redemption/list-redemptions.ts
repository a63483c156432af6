import { refuseFields } from '#contract/refusals.ts';
import { inMerchant } from '#platform/db/tenant.ts';
import { type Answer, type Deps, decodeCursor, ok, page, refused } from '#platform/http/index.ts';
import { decodeId } from '#platform/ids/ids.ts';
import { findRedemptions, type RedemptionRow } from './redemption-queries.ts';
import { redemptionView } from './redemption-view.ts';

type Asked = { limit: number; cursor?: string | undefined; member_id?: string | undefined };

const keyOf = (row: RedemptionRow) => [row.at.getTime(), row.id];

/** A page of redemptions, newest first, of one member or of all. */
export const listRedemptions = async (
  deps: Pick<Deps, 'db'>,
  merchantId: string,
  asked: Asked,
): Promise<Answer> => {
  const memberId = asked.member_id === undefined ? undefined : decodeId('mem', asked.member_id);
  if (memberId === null) return refused('not_found');
  const key = asked.cursor === undefined ? undefined : decodeCursor(asked.cursor, 2);
  if (key === null) return refuseFields([{ path: 'cursor', fault: 'cursor' }]);
  const after = key && { at: new Date(Number(key[0])), id: String(key[1]) };
  const rows = await inMerchant(deps.db, merchantId, (trx) =>
    findRedemptions(merchantId, { limit: asked.limit, memberId, after }, trx),
  );
  return ok(page(rows, asked.limit, keyOf, redemptionView));
};
