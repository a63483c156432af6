import type { Tone } from '#core/accent-colors.ts';
import type { OfflineLimits } from '#core/offline-limits.ts';
import type { Locale } from '#core/program.ts';
import type { Trade } from '#core/templates.ts';
import type { MerchantTransaction } from '#platform/db/tenant.ts';

export type Branding = { color: string; light: Tone; dark: Tone; logo_id?: string | undefined };
export type Settings = {
  terms_url?: string | undefined;
  privacy_url?: string | undefined;
  contact?: string | undefined;
  offline_limits?: OfflineLimits | undefined;
};

export type MerchantRow = {
  merchant_id: string;
  name: string;
  trade: Trade;
  goal: string | null;
  currency: string;
  locale: Locale;
  zone: string;
  slug: string;
  branding: Branding;
  settings: Settings;
  demo: boolean;
  setup_done_at: Date | null;
  created_at: Date;
};

export const findMerchant = async (
  merchantId: string,
  trx: MerchantTransaction,
): Promise<MerchantRow> =>
  (await trx
    .selectFrom('merchant')
    .selectAll()
    .where('merchant_id', '=', merchantId)
    .executeTakeFirstOrThrow()) as MerchantRow;

export const insertMerchant = async (
  merchantId: string,
  row: Omit<MerchantRow, 'merchant_id' | 'setup_done_at'>,
  trx: MerchantTransaction,
): Promise<void> => {
  const { branding, settings, ...rest } = row;
  const json = { branding: JSON.stringify(branding), settings: JSON.stringify(settings) };
  await trx
    .insertInto('merchant')
    .values({ merchant_id: merchantId, ...rest, ...json })
    .execute();
};

export const updateMerchant = async (
  merchantId: string,
  row: Omit<MerchantRow, 'merchant_id' | 'currency' | 'demo' | 'created_at'>,
  trx: MerchantTransaction,
): Promise<void> => {
  const { branding, settings, name, trade, goal, locale, zone, slug, setup_done_at } = row;
  const json = { branding: JSON.stringify(branding), settings: JSON.stringify(settings) };
  await trx
    .updateTable('merchant')
    .set({ name, trade, goal, locale, zone, slug, setup_done_at, ...json })
    .where('merchant_id', '=', merchantId)
    .execute();
};

/** The person a merchant begins with; who it is, the set-up link tells. */
export const insertOwner = async (
  merchantId: string,
  owner: { id: string; name: string; at: Date },
  trx: MerchantTransaction,
): Promise<void> => {
  const { id, name, at } = owner;
  await trx
    .insertInto('staff')
    .values({ merchant_id: merchantId, id, name, role: 'owner', created_at: at })
    .execute();
};
