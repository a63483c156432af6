import type { MerchantCreate } from '#contract/merchant.ts';
import { PERMISSIONS } from '#contract/permissions.ts';
import { accentColors } from '#core/accent-colors.ts';
import type { Locale, ProgramDocument } from '#core/program.ts';
import { documentFrom, type TemplateReward, templateFor } from '#core/templates.ts';
import { createApiKey } from '#features/api-key/index.ts';
import { audit } from '#features/audit/index.ts';
import { insertLocation } from '#features/location/index.ts';
import { publishFirst } from '#features/program/index.ts';
import { insertReward } from '#features/reward/index.ts';
import { issueOneTimeCode } from '#platform/auth/one-time-code.ts';
import { inMerchant, type MerchantTransaction } from '#platform/db/tenant.ts';
import type { Deps } from '#platform/http/index.ts';
import { encodeId, newId } from '#platform/ids/ids.ts';
import { defaultZone } from './default-zone.ts';
import { insertMerchant, insertOwner } from './merchant-queries.ts';
import { freeSlug } from './slug.ts';

/** Spruce: the color of a merchant who has not chosen one. */
const DEFAULT_COLOR = '#0B6150';

const OWNER: Record<Locale, string> = {
  en: 'Owner',
  sk: 'Majiteľ',
  cs: 'Majitel',
  pl: 'Właściciel',
  hu: 'Tulajdonos',
  de: 'Inhaber',
};

/** `merchantId`, `locationId`, `ownerId` are for callers inside; the rest is what people get. */
export type CreatedMerchant = {
  merchantId: string;
  locationId: string;
  ownerId: string;
  merchant_id: string;
  api_key: string;
  owner_link: string;
};

export type NewMerchant = MerchantCreate & { demo?: boolean };

/**
 * Founds a merchant: default location, owner, the template's rewards and program as version 1, an
 * API key with every permission and the link by which the owner takes over. All or nothing.
 */
export const createMerchant = (
  deps: Pick<Deps, 'db' | 'clock' | 'origin'>,
  input: NewMerchant,
): Promise<CreatedMerchant> => {
  const merchantId = newId();
  return inMerchant(deps.db, merchantId, async (trx) => {
    const now = deps.clock.now();
    const at = new Date(now);
    const write = { merchantId, actor: 'system', now };
    const locationId = newId();
    const ownerId = newId();
    const { zone } = await foundMerchant(trx, merchantId, input, at);
    const place = { id: locationId, name: input.name, created_at: at, is_default: true };
    const kind = input.template === 'eshop' ? 'online' : 'shop';
    await insertLocation(merchantId, { ...place, kind }, trx);
    await insertOwner(merchantId, { id: ownerId, name: OWNER[input.locale], at }, trx);
    await publishFirst(trx, write, await firstProgram(trx, merchantId, { ...input, zone }, at));
    const key = await createApiKey(trx, write, { name: 'Stamgast CLI', scopes: PERMISSIONS });
    const subject = { purpose: 'owner_link', merchantId, subjectId: ownerId, now } as const;
    const link = await issueOneTimeCode(trx, subject);
    const merchant_id = encodeId('mer', merchantId);
    const details = { name: input.name, template: input.template };
    const entry = { merchantId, actor: 'system', subject: merchant_id, details, at: now };
    await audit(trx, { ...entry, action: 'merchant.created' });
    const owner_link = `${deps.origin()}/setup?code=${link.code}`;
    return { merchantId, locationId, ownerId, merchant_id, api_key: key.secret, owner_link };
  });
};

const foundMerchant = async (
  trx: MerchantTransaction,
  merchantId: string,
  input: NewMerchant,
  at: Date,
): Promise<{ zone: string }> => {
  const { name, template: trade, goal = null, currency, locale, demo = false } = input;
  const zone = input.zone ?? defaultZone(currency, locale);
  const slug = await freeSlug(merchantId, name, trx);
  const branding = { color: DEFAULT_COLOR, ...accentColors(DEFAULT_COLOR) };
  const row = { name, trade, goal, currency, locale, zone, slug, branding, settings: {}, demo };
  await insertMerchant(merchantId, { ...row, created_at: at }, trx);
  return { zone };
};

/** The template's document, with its rewards created. */
const firstProgram = async (
  trx: MerchantTransaction,
  merchantId: string,
  { template: trade, goal, currency, zone }: MerchantCreate & { zone: string },
  at: Date,
): Promise<ProgramDocument> => {
  const template = templateFor(trade, currency, goal);
  const ids: Record<string, string> = {};
  for (const reward of template.rewards) {
    const id = newId();
    ids[reward.key] = id;
    const content = rewardContent(reward);
    await insertReward(merchantId, { id, content, stock: null, by: 'system', at }, trx);
  }
  return documentFrom(template, { currency, zone }, ids);
};

const rewardContent = ({ key: _, ...content }: TemplateReward) => content;
