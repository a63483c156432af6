import { z } from 'zod';
import { GOALS } from '#core/template-goals.ts';
import { TRADES } from '#core/templates.ts';
import { currencySchema, localeSchema, momentSchema, textSchema } from './common.ts';
import { idSchema } from './ids.ts';

export const colorSchema = z
  .string()
  .refine((text) => /^#[0-9a-f]{6}$/i.test(text), { params: { fault: 'color' } })
  .transform((text) => text.toUpperCase())
  .meta({ pattern: '^#[0-9A-Fa-f]{6}$', examples: ['#0B6150'] });

const toneSchema = z.object({
  accent: z.string(),
  on_accent: z.string(),
  accent_text: z.string(),
  accent_line: z.string(),
  accent_soft: z.string(),
});

/** Short name in addresses, e.g. `/j/pri-moste`. */
export const slugSchema = z
  .string()
  .trim()
  .refine((text) => /^(?=.{3,40}$)[a-z0-9]+(-[a-z0-9]+)*$/.test(text), {
    params: { fault: 'slug' },
  })
  .meta({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', examples: ['pri-moste'] });

const isZone = (text: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== '';
  } catch {
    // The runtime throws for a zone it doesn't know; to us that is an answer.
    return false;
  }
};
export const zoneSchema = z
  .string()
  .refine(isZone, { params: { fault: 'zone' } })
  .meta({ examples: ['Europe/Bratislava'] });

/** From here on awards made without the network are flagged for a person to look at. */
export const offlineLimitsSchema = z
  .strictObject({
    items: z.int().min(1).max(1_000).describe('Items of one award'),
    items_a_day: z.int().min(1).max(10_000).describe('Items of one member within 24 hours'),
    amount_minor: z.int().min(1).max(1_000_000_000_000).describe('One purchase'),
    hours: z.int().min(1).max(1_440).describe('How long an award may wait on the till'),
  })
  .meta({ id: 'OfflineLimits' });

export const merchantSchema = z
  .object({
    id: idSchema('mer'),
    name: z.string(),
    trade: z.enum(TRADES),
    goal: z.string().nullable(),
    currency: z.string(),
    locale: localeSchema,
    zone: z.string(),
    slug: z.string(),
    branding: z.object({
      color: z.string(),
      light: toneSchema,
      dark: toneSchema,
      logo_url: z.string().nullable(),
    }),
    settings: z.object({
      terms_url: z.string().nullable(),
      privacy_url: z.string().nullable(),
      contact: z.string().nullable(),
      offline_limits: offlineLimitsSchema,
    }),
    demo: z.boolean(),
    setup_done_at: momentSchema.nullable(),
    join_url: z.string(),
    created_at: momentSchema,
  })
  .meta({ id: 'Merchant' });
export type MerchantView = z.infer<typeof merchantSchema>;

const webAddress = z
  .url({ protocol: /^https?$/ })
  .max(500)
  .nullish();

export const merchantUpdateSchema = z
  .strictObject({
    name: textSchema(80).optional(),
    trade: z.enum(TRADES).optional(),
    goal: textSchema(40).nullish(),
    locale: localeSchema.optional(),
    zone: zoneSchema.optional(),
    slug: slugSchema.optional(),
    color: colorSchema.optional(),
    terms_url: webAddress,
    privacy_url: webAddress,
    contact: textSchema(300).nullish(),
    offline_limits: offlineLimitsSchema.optional(),
    setup_done: z.literal(true).optional(),
  })
  .meta({ id: 'MerchantUpdate' });
export type MerchantUpdate = z.output<typeof merchantUpdateSchema>;

/** What `stamgast merchant create` and the set-up ask for. */
export const merchantCreateSchema = z.strictObject({
  name: textSchema(80),
  template: z.enum(TRADES),
  currency: currencySchema,
  locale: localeSchema,
  zone: zoneSchema.optional(),
  goal: z.enum(GOALS).optional().describe('Turns the template to it; more visits where missing'),
});
export type MerchantCreate = z.output<typeof merchantCreateSchema>;

export const logoSchema = z.object({ logo_url: z.string() });
