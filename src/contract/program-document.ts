import { z } from 'zod';
import type { ProgramDocument } from '#core/program.ts';
import { currencySchema, localeSchema, MAX_AMOUNT, textSchema } from './common.ts';
import { idSchema } from './ids.ts';
import { zoneSchema } from './merchant.ts';
import { programFaults } from './program-faults.ts';

/** Ids inside the document: entries name them for ever. */
const keySchema = z
  .string()
  .min(1)
  .max(40)
  .regex(/^[a-z][a-z0-9_-]*$/)
  .describe('Stable for ever: entries name it');

const formsSchema = z.strictObject({
  one: textSchema(40),
  few: textSchema(40).optional(),
  many: textSchema(40).optional(),
  other: textSchema(40),
});

const unitSchema = z
  .strictObject({
    id: keySchema,
    kind: z.enum(['points', 'stamps', 'credit']),
    names: z.partialRecord(localeSchema, formsSchema),
    icon: textSchema(40).optional(),
    activation_days: z.int().min(0).max(365),
    expiry: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('none') }),
      z.strictObject({ kind: z.literal('after_months'), months: z.int().min(1).max(120) }),
      z.strictObject({ kind: z.literal('year_end') }),
    ]),
  })
  .meta({ id: 'Unit' });

const unitsSchema = z.int().min(1).max(1_000_000);

const effectSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('per_amount'),
    unit: keySchema,
    units: unitsSchema,
    per_minor: z.int().min(1).max(MAX_AMOUNT),
    remainder: z.enum(['keep', 'drop']),
  }),
  z.strictObject({ kind: z.literal('per_item'), unit: keySchema, units: unitsSchema }),
  z.strictObject({ kind: z.literal('fixed'), unit: keySchema, units: unitsSchema }),
]);

const keysSchema = z.array(textSchema(80)).min(1).max(200);

const ruleSchema = z
  .strictObject({
    id: keySchema,
    on: z.enum(['purchase', 'visit', 'enrollment']),
    match: z
      .strictObject({ categories: keysSchema.optional(), skus: keysSchema.optional() })
      .optional(),
    give: effectSchema,
  })
  .meta({ id: 'EarningRule' });

/**
 * The program as the API shows it: what the core decides by, with the outside ids of rewards. That
 * the parts fit together is checked here, that they fit the merchant where a draft is written.
 */
export const programDocumentSchema = z
  .strictObject({
    schema: z.literal(1),
    currency: currencySchema,
    zone: zoneSchema,
    day_starts_at: z.string().refine((text) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text), {
      params: { fault: 'time_of_day' },
    }),
    units: z.array(unitSchema).min(1).max(20),
    stamp_cards: z
      .array(
        z.strictObject({
          unit: keySchema,
          size: z.int().min(2).max(100),
          reward_id: idSchema('rew'),
        }),
      )
      .max(20),
    rules: z.array(ruleSchema).max(100),
    cool_down_minutes: z.int().min(0).max(1440),
    refund_policy: z.enum(['debt', 'forgive', 'negative', 'only_pending']),
    base: z.strictObject({ shipping: z.boolean(), tips: z.boolean(), fees: z.boolean() }),
  })
  .superRefine((document, issues) => {
    for (const { path, fault, params } of programFaults(document)) {
      issues.addIssue({ code: 'custom', path: path.split('.'), params: { fault, ...params } });
    }
  })
  .meta({ id: 'ProgramDocument' }) satisfies z.ZodType<ProgramDocument>;
