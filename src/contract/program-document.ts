import { z } from 'zod';
import type { ProgramDocument } from '#core/program.ts';
import { currencySchema } from './common.ts';
import { idSchema } from './ids.ts';
import { zoneSchema } from './merchant.ts';
import { timeOfDaySchema } from './program-conditions.ts';
import { programFaults } from './program-faults.ts';
import { promotionSchema } from './program-promotions.ts';
import { capSchema, ruleSchema } from './program-rules.ts';
import { keySchema, unitSchema } from './program-units.ts';

const stampCardSchema = z.strictObject({
  unit: keySchema,
  size: z.int().min(2).max(100),
  reward_id: idSchema('rew'),
});

/**
 * The program as the API shows it: what the core decides by, with the outside ids of rewards and
 * locations. That the parts fit together is checked here, that they fit the merchant where a draft
 * is written.
 */
export const programDocumentSchema = z
  .strictObject({
    schema: z.literal(1),
    currency: currencySchema,
    zone: zoneSchema,
    day_starts_at: timeOfDaySchema,
    units: z.array(unitSchema).min(1).max(20),
    stamp_cards: z.array(stampCardSchema).max(20),
    rules: z.array(ruleSchema).max(100),
    promotions: z.array(promotionSchema).max(50).optional(),
    caps: z.array(capSchema).max(10).optional(),
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
