import { z } from 'zod';
import { textSchema } from './common.ts';
import { idSchema } from './ids.ts';

/** Takes back everything one decision changed. */
export const reversalInputSchema = z
  .object({ decision_id: idSchema('dec'), reason: textSchema(500).optional() })
  .meta({ id: 'ReversalInput' });

export type ReversalInput = z.output<typeof reversalInputSchema>;
