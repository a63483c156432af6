import { z } from 'zod';
import { textSchema } from './common.ts';
import { decisionSchema } from './decision.ts';
import { idSchema } from './ids.ts';
import { memberBalanceSchema } from './member-balance.ts';

/** Takes back everything one decision changed. */
export const reversalInputSchema = z
  .strictObject({ decision_id: idSchema('dec'), reason: textSchema(500).optional() })
  .meta({ id: 'ReversalInput' });

export type ReversalInput = z.output<typeof reversalInputSchema>;

export const reversalAnswerSchema = z.object({
  decision: decisionSchema.nullable(),
  member: memberBalanceSchema.nullable(),
});

export type ReversalAnswer = z.output<typeof reversalAnswerSchema>;
