import { z } from 'zod';
import { momentSchema } from './common.ts';
import { idSchema } from './ids.ts';
import { accountSchema } from './member.ts';

/** A member as they stand after a write: who, and what they can spend. */
export const memberBalanceSchema = z
  .object({
    id: idSchema('mem'),
    name: z.string().nullable(),
    enrolled_at: momentSchema.nullable().describe('null = a customer known from orders only'),
    visits: z.int(),
    accounts: z.array(accountSchema),
  })
  .meta({ id: 'MemberBalance' });

export type MemberBalance = z.output<typeof memberBalanceSchema>;
