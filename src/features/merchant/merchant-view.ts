import type { MerchantView } from '#contract/merchant.ts';
import { defaultOfflineLimits, type OfflineLimits } from '#core/offline-limits.ts';
import { fileAddress } from '#features/file/index.ts';
import type { Deps } from '#platform/http/index.ts';
import { encodeId } from '#platform/ids/ids.ts';
import type { MerchantRow } from './merchant-queries.ts';

/** What the merchant has set, else what suits the currency. */
export const offlineLimitsOf = ({ settings, currency }: MerchantRow): OfflineLimits =>
  settings.offline_limits ?? defaultOfflineLimits(currency);

export const merchantView = (deps: Pick<Deps, 'origin'>, row: MerchantRow): MerchantView => {
  const { color, light, dark, logo_id } = row.branding;
  return {
    id: encodeId('mer', row.merchant_id),
    name: row.name,
    trade: row.trade,
    goal: row.goal,
    currency: row.currency,
    locale: row.locale,
    zone: row.zone,
    slug: row.slug,
    branding: {
      color,
      light,
      dark,
      logo_url: logo_id ? fileAddress(row.merchant_id, logo_id) : null,
    },
    settings: {
      terms_url: row.settings.terms_url ?? null,
      privacy_url: row.settings.privacy_url ?? null,
      contact: row.settings.contact ?? null,
      offline_limits: offlineLimitsOf(row),
    },
    demo: row.demo,
    setup_done_at: row.setup_done_at?.toISOString() ?? null,
    join_url: `${deps.origin()}/j/${row.slug}`,
    created_at: row.created_at.toISOString(),
  };
};
