import { z } from 'zod';
import { listOf, localeSchema, momentSchema, pageQuery, textSchema } from './common.ts';
import { idSchema } from './ids.ts';

/** What a member may agree to, each by itself. */
export const CONSENT_CHANNELS = ['terms', 'email', 'sms', 'push', 'profiling'] as const;

export const consentInputSchema = z.object({
  channel: z.enum(CONSENT_CHANNELS),
  granted: z.boolean(),
  wording: textSchema(2000).describe('The sentence the member saw'),
});

export const consentSchema = consentInputSchema
  .extend({ at: momentSchema, source: z.string() })
  .meta({ id: 'Consent' });

const externalIdSchema = z.object({ source: textSchema(50), id: textSchema(200) });

/** A day of the past that a living person can be born on. */
const birthdaySchema = z.iso
  .date()
  .refine((day) => day >= '1900-01-01' && Date.parse(day) <= Date.now() + 86_400_000, {
    params: { fault: 'birthday' },
  });

const profile = {
  name: textSchema(120).nullish(),
  phone: textSchema(32).nullish().describe('With country code, or as dialed in the country'),
  email: z.string().trim().max(254).pipe(z.email()).nullish(),
  birthday: birthdaySchema.nullish(),
  locale: localeSchema.nullish(),
};

const SOURCES = ['api', 'till', 'poster', 'import', 'demo'] as const;

export const memberCreateSchema = z
  .strictObject({
    ...profile,
    external_ids: z.array(externalIdSchema).max(20).default([]),
    consents: z.array(consentInputSchema).max(10).default([]),
    location_id: idSchema('loc').optional(),
    note: textSchema(500).nullish(),
    card_code: z.string().max(64).optional().describe('A card handed out already, e.g. offline'),
  })
  .meta({ id: 'MemberCreate' });

export const memberUpdateSchema = z
  .strictObject({
    ...profile,
    note: textSchema(500).nullish(),
    tags: z.array(textSchema(40)).max(20).optional(),
    external_ids: z.array(externalIdSchema).max(20).optional().describe('Added to the known ones'),
    consents: z.array(consentInputSchema).max(10).optional(),
  })
  .meta({ id: 'MemberUpdate' });

export const accountSchema = z
  .object({
    unit: z.string(),
    balance: z.int().describe('Sum of all entries'),
    pending: z.int().describe('Earned, not yet spendable'),
    spendable: z.int().describe('Active less what is on hold or owed'),
  })
  .meta({ id: 'Account' });

export const memberSchema = z
  .object({
    id: idSchema('mem'),
    name: z.string().nullable(),
    phone: z.string().nullable().describe('E.164'),
    email: z.string().nullable(),
    birthday: z.string().nullable(),
    locale: localeSchema.nullable(),
    note: z.string().nullable(),
    tags: z.array(z.string()),
    external_ids: z.array(externalIdSchema),
    card: z
      .object({ id: idSchema('crd'), code: z.string(), short_code: z.string(), url: z.string() })
      .nullable(),
    accounts: z.array(accountSchema).describe('Every unit of the live version, also at 0'),
    visits: z.int(),
    last_visit_at: momentSchema.nullable(),
    enrolled_at: momentSchema.nullable().describe('Null: a customer known from orders only'),
    source: z.enum(SOURCES).or(z.string()),
    created_at: momentSchema,
  })
  .meta({ id: 'Member' });
export type MemberView = z.infer<typeof memberSchema>;

export const memberListSchema = listOf(memberSchema);

export const memberListQuery = z.strictObject({
  ...pageQuery,
  query: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .optional()
    .describe('Begin of a name, last digits of a phone, e-mail, card or short code, external id'),
  enrolled: z.stringbool().optional(),
  source: z.enum(SOURCES).optional().describe('How they joined'),
});

export const memberEntrySchema = z
  .object({
    decision_id: idSchema('dec'),
    at: momentSchema,
    unit: z.string(),
    amount: z.int(),
    debt: z.int().describe('Change of what is owed'),
    cause: z.string(),
    counter: z.string(),
    subject: z.string(),
    reversed: z.boolean(),
    flags: z.array(z.string()).describe('Reasons a person should look at it'),
    staff: z.string().nullable().describe('Name of the person who did it'),
    till: z.string().nullable().describe('Name of the till it was done at'),
    explanation: z.object({
      code: z.string(),
      params: z.record(z.string(), z.union([z.string(), z.number()])),
      text: z.string(),
    }),
  })
  .meta({ id: 'Entry' });

export const memberEntriesSchema = listOf(memberEntrySchema);
export const memberEntriesQuery = z.strictObject({ ...pageQuery, locale: localeSchema.optional() });
/** The last twelve months of a member. */
export const memberFiguresSchema = z
  .object({
    since: momentSchema,
    visits: z.int(),
    orders: z.int().describe('Paid ones whose amount is known'),
    spend_minor: z.int().describe('After refunds; orders of unknown amount are left out'),
    currency: z.string(),
  })
  .meta({ id: 'MemberFigures' });
export type MemberFigures = z.infer<typeof memberFiguresSchema>;
export type MemberEntry = z.infer<typeof memberEntrySchema>;
export const memberConsentsSchema = z.object({ data: z.array(consentSchema) });

export type MemberCreate = z.output<typeof memberCreateSchema>;
export type MemberUpdate = z.output<typeof memberUpdateSchema>;
export type ConsentInput = z.output<typeof consentInputSchema>;
