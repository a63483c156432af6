import type { MemberView } from '#contract/member.ts';
import { findLive } from '#features/program/index.ts';
import { inMerchant, type MerchantTransaction } from '#platform/db/tenant.ts';
import type { Deps } from '#platform/http/index.ts';
import { encodeId } from '#platform/ids/ids.ts';
import { type AccountSums, findAccounts } from './account-queries.ts';
import {
  type CardRow,
  type ExternalId,
  findCards,
  findExternalIds,
  findMember,
  type MemberRow,
} from './member-queries.ts';

type ViewDeps = Pick<Deps, 'db' | 'origin'>;

export const cardUrl = (deps: Pick<Deps, 'origin'>, token: string): string =>
  `${deps.origin()}/c/${token}`;

/** A member with card and accounts as of `now` (epoch ms), or null when there is none. */
export const memberView = (
  deps: ViewDeps,
  merchantId: string,
  memberId: string,
  now: number,
): Promise<MemberView | null> =>
  inMerchant(deps.db, merchantId, async (trx) => {
    const row = await findMember(merchantId, memberId, trx);
    if (!row) return null;
    const [view] = await memberViews(deps, merchantId, [row], now, trx);
    return view ?? null;
  });

/** Views of several members by as many queries as of one. */
export const memberViews = async (
  deps: Pick<Deps, 'origin'>,
  merchantId: string,
  rows: readonly MemberRow[],
  now: number,
  trx: MerchantTransaction,
): Promise<MemberView[]> => {
  const ids = rows.map(({ id }) => id);
  const units = (await findLive(merchantId, trx))?.document.units.map(({ id }) => id) ?? [];
  const cards = await findCards(merchantId, ids, trx);
  const externalIds = await findExternalIds(merchantId, ids, trx);
  const accounts = await findAccounts(merchantId, ids, new Date(now), trx);
  return rows.map((row) =>
    view(deps, row, {
      card: cards.get(row.id),
      externalIds: externalIds.get(row.id) ?? [],
      accounts: accountsOf(
        units,
        accounts.filter(({ member_id }) => member_id === row.id),
      ),
    }),
  );
};

/** Every unit of the live version, also at 0, then what is left of earlier ones. */
const accountsOf = (units: string[], sums: AccountSums[]): MemberView['accounts'] => {
  const names = new Set([...units, ...sums.map(({ unit }) => unit)]);
  return [...names].map((unit) => {
    const found = sums.find((each) => each.unit === unit);
    if (!found) return { unit, balance: 0, pending: 0, spendable: 0 };
    const { balance, pending, active, held, debt } = found;
    return { unit, balance, pending, spendable: Math.max(0, active - held - debt) };
  });
};

const view = (
  deps: Pick<Deps, 'origin'>,
  row: MemberRow,
  rest: {
    card: CardRow | undefined;
    externalIds: ExternalId[];
    accounts: MemberView['accounts'];
  },
): MemberView => ({
  id: encodeId('mem', row.id),
  name: row.name,
  phone: row.phone,
  email: row.email,
  birthday: row.birthday,
  locale: row.locale,
  note: row.note,
  tags: row.tags,
  external_ids: rest.externalIds,
  card: rest.card
    ? {
        id: encodeId('crd', rest.card.id),
        code: rest.card.code,
        short_code: rest.card.short_code,
        url: cardUrl(deps, rest.card.token ?? ''),
      }
    : null,
  accounts: rest.accounts,
  visits: row.visits,
  last_visit_at: row.last_visit_at?.toISOString() ?? null,
  enrolled_at: row.enrolled_at?.toISOString() ?? null,
  source: row.source,
  created_at: row.created_at.toISOString(),
});
