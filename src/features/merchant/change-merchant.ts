import type { MerchantUpdate } from '#contract/merchant.ts';
import { type Refused, refuse, refuseFields } from '#contract/refusals.ts';
import { accentColors } from '#core/accent-colors.ts';
import { audit } from '#features/audit/index.ts';
import { findLive } from '#features/program/index.ts';
import type { MerchantTransaction } from '#platform/db/tenant.ts';
import { encodeId } from '#platform/ids/ids.ts';
import { findMerchant, type MerchantRow, updateMerchant } from './merchant-queries.ts';
import { claimSlug } from './slug.ts';

export type MerchantWrite = { merchantId: string; actor: string; now: number };

/** Changes settings and branding; the five colors of each theme are derived here, once. */
export const changeMerchant = async (
  trx: MerchantTransaction,
  write: MerchantWrite,
  input: MerchantUpdate,
): Promise<MerchantRow | Refused> => {
  const { merchantId, actor, now } = write;
  const known = await findMerchant(merchantId, trx);
  const refused = await languageRefused(trx, merchantId, known, input);
  if (refused) return refused;
  if (input.slug !== undefined && !(await claimSlug(merchantId, input.slug, trx))) {
    return refuse('slug_taken');
  }
  const row = changed(known, input, now);
  await updateMerchant(merchantId, row, trx);
  const subject = encodeId('mer', merchantId);
  const entry = { merchantId, actor, subject, details: { ...input }, at: now };
  await audit(trx, { ...entry, action: 'merchant.changed' });
  return row;
};

export const setLogo = async (
  trx: MerchantTransaction,
  { merchantId }: MerchantWrite,
  logoId: string | undefined,
): Promise<MerchantRow> => {
  const known = await findMerchant(merchantId, trx);
  const row = { ...known, branding: { ...known.branding, logo_id: logoId } };
  await updateMerchant(merchantId, row, trx);
  return row;
};

const changed = (known: MerchantRow, input: MerchantUpdate, now: number): MerchantRow => ({
  ...known,
  name: input.name ?? known.name,
  trade: input.trade ?? known.trade,
  goal: input.goal === undefined ? known.goal : input.goal,
  locale: input.locale ?? known.locale,
  zone: input.zone ?? known.zone,
  slug: input.slug ?? known.slug,
  setup_done_at: known.setup_done_at ?? (input.setup_done ? new Date(now) : null),
  branding: input.color
    ? { ...known.branding, color: input.color, ...accentColors(input.color) }
    : known.branding,
  settings: {
    ...known.settings,
    ...given('terms_url', input.terms_url),
    ...given('privacy_url', input.privacy_url),
    ...given('contact', input.contact),
    ...given('offline_limits', input.offline_limits),
  },
});

/** Absent stays as it was, null removes. */
const given = <Value>(key: string, value: Value | null | undefined) =>
  value === undefined ? {} : { [key]: value ?? undefined };

/** A language can be the merchant's only when the live program has words in it. */
const languageRefused = async (
  trx: MerchantTransaction,
  merchantId: string,
  known: MerchantRow,
  { locale }: MerchantUpdate,
): Promise<Refused | null> => {
  if (locale === undefined || locale === known.locale) return null;
  const live = await findLive(merchantId, trx);
  if (!live || live.document.units.every(({ names }) => names[locale])) return null;
  const params = { language: locale };
  return refuseFields([{ path: 'locale', fault: 'program_language', params }]);
};
