import { z } from 'zod';
import { MAX_AMOUNT, textSchema } from './common.ts';
import { decisionSchema } from './decision.ts';
import { memberBalanceSchema } from './member-balance.ts';
import { memberReferenceSchema } from './member-reference.ts';

/** A correction by hand. Positive gives, negative takes; 0 is refused. */
export const adjustmentInputSchema = z
  .strictObject({
    member: memberReferenceSchema,
    unit: z.string().min(1).max(50),
    amount: z.int().min(-MAX_AMOUNT).max(MAX_AMOUNT),
    reason: textSchema(500).describe('For the ledger; the member reads it on the card'),
  })
  .meta({ id: 'AdjustmentInput' });

export type AdjustmentInput = z.output<typeof adjustmentInputSchema>;

export const adjustmentAnswerSchema = z.object({
  decision: decisionSchema.nullable(),
  member: memberBalanceSchema.nullable(),
});

export type AdjustmentAnswer = z.output<typeof adjustmentAnswerSchema>;
