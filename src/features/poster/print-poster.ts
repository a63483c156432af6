import { type Refused, refuse } from '#contract/refusals.ts';
import type { Locale } from '#core/program.ts';
import { findFile } from '#features/file/index.ts';
import { findMerchant, type MerchantRow } from '#features/merchant/index.ts';
import { findLive } from '#features/program/index.ts';
import { findReward } from '#features/reward/index.ts';
import type { MerchantTransaction } from '#platform/db/tenant.ts';
import { isBeyond, type Places } from '#platform/http/index.ts';
import { posterLink } from './create-poster.ts';
import { type PosterModel, posterModel } from './poster-model.ts';
import { findPoster, type PosterRow, provenAt } from './poster-queries.ts';

/** PDF embeds these; another kind of logo is left out rather than the paper refused. */
const PRINTABLE = new Set(['image/png', 'image/jpeg']);

const logoOf = async (
  merchantId: string,
  merchant: MerchantRow,
  trx: MerchantTransaction,
): Promise<Buffer | null> => {
  const { logo_id } = merchant.branding;
  const file = logo_id ? await findFile(merchantId, logo_id, trx) : undefined;
  return file && PRINTABLE.has(file.content_type) ? file.bytes : null;
};

const modelOf = async (
  merchantId: string,
  poster: PosterRow,
  trx: MerchantTransaction,
): Promise<PosterModel | Refused> => {
  const merchant = await findMerchant(merchantId, trx);
  const live = await findLive(merchantId, trx);
  if (!live) return refuse('not_found');
  const locale = poster.locale as Locale;
  const rewardNames: Record<string, string> = {};
  for (const { reward_id } of live.document.stamp_cards.slice(0, 1)) {
    const { name } = (await findReward(merchantId, reward_id, trx))?.content ?? {};
    const text = name?.[locale] ?? name?.[merchant.locale];
    if (text !== undefined) rewardNames[reward_id] = text;
  }
  return posterModel({
    shop: merchant.name,
    program: live.document,
    rewardNames,
    locale,
    merchantLocale: merchant.locale,
    link: posterLink(poster, merchant.slug),
    logo: await logoOf(merchantId, merchant, trx),
    accent: merchant.branding.light.accent,
    onAccent: merchant.branding.light.on_accent,
  });
};

/**
 * What a poster shows, ready to draw. Paper can't be recalled: while no phone has proven that it
 * reaches the poster's address, it is printed only when the owner insists.
 */
export const preparePoster = async (
  merchantId: string,
  asked: { id: string; insist: boolean; places: Places },
  trx: MerchantTransaction,
): Promise<{ poster: PosterRow; model: PosterModel } | Refused> => {
  const poster = await findPoster(merchantId, asked.id, trx);
  if (!poster || isBeyond(asked.places, poster.location_id)) return refuse('not_found');
  if (!asked.insist && !(await provenAt(merchantId, poster.origin, trx))) {
    return refuse('address_unproven', { origin: poster.origin });
  }
  const model = await modelOf(merchantId, poster, trx);
  return 'ok' in model ? model : { poster, model };
};
