import { z } from 'zod';
import { localeSchema, textSchema } from './common.ts';

/** Ids inside the document: entries name them for ever. */
export const keySchema = z
  .string()
  .min(1)
  .max(40)
  .regex(/^[a-z][a-z0-9_-]*$/)
  .describe('Stable for ever: entries name it');

/** How many units a rule gives at once. */
export const unitsSchema = z.int().min(1).max(1_000_000);

const formsSchema = z.strictObject({
  one: textSchema(40),
  few: textSchema(40).optional(),
  many: textSchema(40).optional(),
  other: textSchema(40),
});

export const unitSchema = z
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
