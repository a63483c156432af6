import { sql } from 'kysely';
import { z } from 'zod';
import { idSchema } from '#contract/ids.ts';
import { type MemberFigures, memberFiguresSchema } from '#contract/member.ts';
import { refuse } from '#contract/refusals.ts';
import { inMerchant, type MerchantTransaction } from '#platform/db/tenant.ts';
import { type Deps, ok, type Route, route } from '#platform/http/index.ts';
import { decodeId } from '#platform/ids/ids.ts';
import { findMember } from './member-queries.ts';

const YEAR_MS = 365 * 86_400_000;

type Sums = Omit<MemberFigures, 'since'>;

const sumYear = async (
  merchantId: string,
  memberId: string,
  since: Date,
  trx: MerchantTransaction,
): Promise<Sums | undefined> => {
  const { rows } = await sql<Sums>`
    select m.currency,
      (select count(*)::integer from visit v
        where v.merchant_id = m.merchant_id and v.member_id = ${memberId}
          and v.begun_by is not null and v.at >= ${since}) as visits,
      o.orders, o.spend_minor
    from merchant m, lateral (
      select count(x.net_minor)::integer as orders,
        coalesce(sum(x.net_minor), 0)::bigint as spend_minor
      from "order" x
      where x.merchant_id = m.merchant_id and x.member_id = ${memberId}
        and x.state = 'paid' and x.at >= ${since}
    ) o
    where m.merchant_id = ${merchantId}`.execute(trx);
  return rows[0];
};

/** What a member did in the last twelve months. */
export const figuresRoute = (deps: Pick<Deps, 'db' | 'clock'>): Route =>
  route({
    method: 'GET',
    path: '/v1/members/:id/figures',
    summary: 'Visits and spend of a member in the last twelve months',
    tag: 'member',
    access: { kind: 'permission', permission: 'members:read' },
    params: z.object({ id: idSchema('mem') }),
    responses: { 200: memberFiguresSchema },
    handle: ({ principal: { merchantId }, params: { id } }) =>
      inMerchant(deps.db, merchantId, async (trx) => {
        const memberId = decodeId('mem', id) ?? id;
        const member = await findMember(merchantId, memberId, trx);
        if (!member) return refuse('not_found');
        const since = new Date(deps.clock.now() - YEAR_MS);
        const sums = await sumYear(merchantId, memberId, since, trx);
        return sums ? ok({ ...sums, since: since.toISOString() }) : refuse('not_found');
      }),
  });
