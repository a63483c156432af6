import { type SelectQueryBuilder, sql } from 'kysely';
import type { Refused } from '#contract/refusals.ts';
import { newestFirst } from '#platform/db/newest-first.ts';
import type { Tables } from '#platform/db/tables.ts';
import { inMerchant, type MerchantTransaction } from '#platform/db/tenant.ts';
import {
  type Deps,
  type JsonAnswer,
  listByMoment,
  type MerchantPrincipal,
  type Moment,
  placesOf,
  refused,
} from '#platform/http/index.ts';
import { decodeId } from '#platform/ids/ids.ts';

type Asked = { limit: number; cursor?: string | undefined; member_id?: string | undefined };

/** What members did somewhere at some time. */
type Done = 'order' | 'redemption';

/** Answers with a page of them, newest first: of one member or of all, within one's reach. */
export const listOfMember = async <Table extends Done, Row extends Moment, Item>(
  deps: Pick<Deps, 'db'>,
  principal: MerchantPrincipal,
  asked: Asked,
  read: (merchantId: string, trx: MerchantTransaction) => SelectQueryBuilder<Tables, Table, Row>,
  view: (row: Row) => Item,
): Promise<JsonAnswer | Refused> => {
  const memberId = asked.member_id === undefined ? undefined : decodeId('mem', asked.member_id);
  if (memberId === null) return refused('not_found');
  const { merchantId } = principal;
  const places = placesOf(principal);
  const find = (after: Moment | null): Promise<Row[]> =>
    inMerchant(deps.db, merchantId, (trx) => {
      let rows = read(merchantId, trx);
      if (memberId !== undefined) rows = rows.where(sql<boolean>`member_id = ${memberId}`);
      if (places !== null) rows = rows.where(sql<boolean>`location_id = any(${places})`);
      return newestFirst(rows, { limit: asked.limit, after }).execute();
    });
  return listByMoment(asked, find, view);
};
