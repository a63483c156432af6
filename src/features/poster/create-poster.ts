import { randomBytes } from 'node:crypto';
import type { PosterCreate, PosterView } from '#contract/poster.ts';
import { type Refused, refuse } from '#contract/refusals.ts';
import { CODE_ALPHABET } from '#core/code.ts';
import type { Locale } from '#core/program.ts';
import { audit, auditBy } from '#features/audit/index.ts';
import { findLocation } from '#features/location/index.ts';
import { findMerchant } from '#features/merchant/index.ts';
import type { MerchantTransaction } from '#platform/db/tenant.ts';
import { type Deps, isBeyond, type MerchantPrincipal, placesOf } from '#platform/http/index.ts';
import { decodeId, encodeId, newId } from '#platform/ids/ids.ts';
import { insertPoster, type PosterRow } from './poster-queries.ts';

const NONCE_SIGNS = 8;

/** Tells posters of a merchant apart; not secret, so the small unevenness of % does no harm. */
const newNonce = (): string =>
  [...randomBytes(NONCE_SIGNS)].map((byte) => CODE_ALPHABET[byte % CODE_ALPHABET.length]).join('');

/** What a poster's code opens. */
export const posterLink = (row: Pick<PosterRow, 'origin' | 'nonce'>, slug: string): string =>
  `${row.origin}/j/${slug}/${row.nonce}`;

export const posterView = (row: PosterRow, slug: string, members: number): PosterView => ({
  id: encodeId('pos', row.id),
  kind: row.kind,
  locale: row.locale as Locale,
  link: posterLink(row, slug),
  location_id: row.location_id ? encodeId('loc', row.location_id) : null,
  opened_at: row.opened_at?.toISOString() ?? null,
  members,
  created_at: row.created_at.toISOString(),
});

/** Makes a poster with a join link of its own; the paper is drawn whenever it is asked for. */
export const createPoster = async (
  deps: Pick<Deps, 'clock' | 'origin'>,
  trx: MerchantTransaction,
  principal: MerchantPrincipal,
  input: PosterCreate,
): Promise<PosterView | Refused> => {
  const { merchantId } = principal;
  const places = placesOf(principal);
  const only = places?.length === 1 ? (places[0] ?? null) : null;
  const location_id = input.location_id ? decodeId('loc', input.location_id) : only;
  if (isBeyond(places, location_id)) return refuse('not_found');
  if (location_id) {
    const location = await findLocation(merchantId, location_id, trx);
    if (!location) return refuse('not_found');
    if (location.archived_at) return refuse('location_archived');
  }
  const merchant = await findMerchant(merchantId, trx);
  const now = deps.clock.now();
  const { actor } = auditBy(principal);
  const row: PosterRow = {
    id: newId(),
    kind: input.kind,
    locale: input.locale ?? merchant.locale,
    nonce: newNonce(),
    origin: deps.origin(),
    location_id,
    opened_at: null,
    created_at: new Date(now),
  };
  const { opened_at: _, ...written } = row;
  await insertPoster(merchantId, { ...written, created_by: actor }, trx);
  await audit(trx, {
    merchantId,
    actor,
    action: 'poster.created',
    subject: encodeId('pos', row.id),
    details: { kind: row.kind, locale: row.locale },
    at: now,
  });
  return posterView(row, merchant.slug, 0);
};
