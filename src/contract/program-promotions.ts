import { z } from 'zod';
import type { Promotion } from '#core/program.ts';
import { localeSchema, textSchema } from './common.ts';
import { conditionsSchema, lineMatchSchema } from './program-conditions.ts';
import {
  fixedSchema,
  limitsSchema,
  perAmountDroppedSchema,
  perItemSchema,
} from './program-rules.ts';
import { keySchema } from './program-units.ts';

/** The most a promotion may multiply by. */
const MOST_TIMES = 20;

const factorSchema = z.int().min(1).max(1000);

/** 3/2 = one and a half times what the rules give; the promotion adds the half. */
const multiplierSchema = z
  .strictObject({
    kind: z.literal('multiplier'),
    unit: keySchema,
    numerator: factorSchema,
    denominator: factorSchema,
  })
  .refine(
    ({ numerator, denominator }) =>
      numerator > denominator && numerator <= MOST_TIMES * denominator,
    { path: ['numerator'], params: { fault: 'multiplier', maximum: MOST_TIMES } },
  );

export const promotionSchema = z
  .strictObject({
    id: keySchema,
    names: z.partialRecord(localeSchema, textSchema(60)).optional().describe('Shown to members'),
    on: z.enum(['purchase', 'visit']),
    match: lineMatchSchema.optional(),
    when: conditionsSchema,
    give: z.discriminatedUnion('kind', [
      multiplierSchema,
      fixedSchema,
      perItemSchema,
      perAmountDroppedSchema,
    ]),
    limits: limitsSchema.optional(),
    stacks: z
      .boolean()
      .describe('False: of those that do not stack only the one that gives most counts'),
  })
  .meta({ id: 'Promotion' }) satisfies z.ZodType<Promotion>;
