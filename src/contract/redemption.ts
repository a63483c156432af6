import { z } from 'zod';
import { momentSchema } from './common.ts';
import { decisionSchema } from './decision.ts';
import { idSchema } from './ids.ts';
import { memberBalanceSchema } from './member-balance.ts';
import { memberReferenceSchema } from './member-reference.ts';

export const redemptionStateSchema = z.enum([
  'held',
  'released',
  'issued',
  'fulfilled',
  'canceled',
  'expired',
]);

/** An exchange of units for a reward; `hold` sets the units aside for ten minutes instead. */
export const redemptionInputSchema = z
  .strictObject({
    member: memberReferenceSchema,
    reward_id: idSchema('rew'),
    hold: z.boolean().default(false),
    location_id: idSchema('loc').optional(),
  })
  .meta({ id: 'RedemptionInput' });

export type RedemptionInput = z.output<typeof redemptionInputSchema>;

const rewardKindSchema = z.enum(['free_product', 'amount_off', 'percent_off']);

export const redemptionAnswerSchema = z.object({
  id: idSchema('red'),
  state: redemptionStateSchema,
  reward: z.object({
    id: idSchema('rew'),
    revision: z.int(),
    kind: rewardKindSchema,
    cost: z.object({ unit: z.string(), amount: z.int() }),
  }),
  hold_expires_at: momentSchema.nullable(),
  decision: decisionSchema.nullable(),
  member: memberBalanceSchema.nullable(),
});

export type RedemptionAnswer = z.output<typeof redemptionAnswerSchema>;

/** A redemption as it stands, with the reward as it was when redeemed. */
export const redemptionSchema = redemptionAnswerSchema
  .omit({ decision: true, member: true })
  .extend({
    member_id: idSchema('mem'),
    location_id: idSchema('loc').nullable(),
    issued_at: momentSchema.nullable(),
    created_at: momentSchema,
  })
  .meta({ id: 'Redemption' });

export type RedemptionView = z.output<typeof redemptionSchema>;
