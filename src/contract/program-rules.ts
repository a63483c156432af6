import { z } from 'zod';
import type { Cap, EarningRule, Limit } from '#core/program.ts';
import { MAX_AMOUNT } from './common.ts';
import { conditionsSchema, lineMatchSchema } from './program-conditions.ts';
import { keySchema, unitsSchema } from './program-units.ts';

const perAmount = {
  kind: z.literal('per_amount'),
  unit: keySchema,
  units: unitsSchema,
  per_minor: z.int().min(1).max(MAX_AMOUNT),
};

export const perItemSchema = z.strictObject({
  kind: z.literal('per_item'),
  unit: keySchema,
  units: unitsSchema,
});
export const fixedSchema = z.strictObject({
  kind: z.literal('fixed'),
  unit: keySchema,
  units: unitsSchema,
});
/** A promotion carries nothing over to the next purchase. */
export const perAmountDroppedSchema = z.strictObject({
  ...perAmount,
  remainder: z.literal('drop'),
});

const effectSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...perAmount, remainder: z.enum(['keep', 'drop']) }),
  perItemSchema,
  fixedSchema,
]);

const bound = {
  most: z.int().min(1).max(MAX_AMOUNT),
  per: z.enum(['day', 'week', 'month', 'year', 'ever']),
};

/** How much a rule may give one member; a period that has begun counts whole. */
export const limitsSchema = z
  .array(z.strictObject({ of: z.enum(['units', 'times']), ...bound }).meta({ id: 'Limit' }))
  .max(5) satisfies z.ZodType<Limit[]>;

/** How much of a unit everything together may give one member. */
export const capSchema = z
  .strictObject({ unit: keySchema, ...bound })
  .meta({ id: 'Cap' }) satisfies z.ZodType<Cap>;

export const ruleSchema = z
  .strictObject({
    id: keySchema,
    on: z.enum(['purchase', 'visit', 'enrollment']),
    match: lineMatchSchema.optional(),
    when: conditionsSchema.optional(),
    give: effectSchema,
    limits: limitsSchema.optional(),
  })
  .meta({ id: 'EarningRule' }) satisfies z.ZodType<EarningRule>;
