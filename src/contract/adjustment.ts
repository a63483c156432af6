import { z } from 'zod';
import { MAX_AMOUNT, textSchema } from './common.ts';
import { memberReferenceSchema } from './member-reference.ts';

/** A correction by hand. Positive gives, negative takes; 0 is refused. */
export const adjustmentInputSchema = z
  .object({
    member: memberReferenceSchema,
    unit: z.string().min(1).max(50),
    amount: z.int().min(-MAX_AMOUNT).max(MAX_AMOUNT),
    reason: textSchema(500).describe('For the ledger; the member reads it on the card'),
  })
  .meta({ id: 'AdjustmentInput' });

export type AdjustmentInput = z.output<typeof adjustmentInputSchema>;
