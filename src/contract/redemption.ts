import { z } from 'zod';
import { idSchema } from './ids.ts';
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
  .object({
    member: memberReferenceSchema,
    reward_id: idSchema('rew'),
    hold: z.boolean().default(false),
    location_id: idSchema('loc').optional(),
  })
  .meta({ id: 'RedemptionInput' });

export type RedemptionInput = z.output<typeof redemptionInputSchema>;
