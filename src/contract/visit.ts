import { z } from 'zod';
import { momentSchema } from './common.ts';
import { decisionSchema } from './decision.ts';
import { idSchema } from './ids.ts';
import { memberBalanceSchema } from './member-balance.ts';
import { memberReferenceSchema } from './member-reference.ts';

/** Taps at the till in one go; more is a slip of the finger or misuse. */
export const MAX_TAP = 100;

export const tapSchema = z.strictObject({
  unit: z.string().min(1).max(50).describe('A unit of kind `stamps`'),
  amount: z.int().min(1).max(MAX_TAP).describe('Items'),
});

/** A presence, with what staff tapped. Events at one place within the cool-down are one visit. */
export const visitInputSchema = z
  .strictObject({
    member: memberReferenceSchema,
    location_id: idSchema('loc').optional(),
    stamps: z.array(tapSchema).max(20).default([]),
    visit_id: idSchema('vis').optional().describe('The visit to join'),
    occurred_at: momentSchema.optional().describe('Now where absent'),
  })
  .meta({ id: 'VisitInput' });

export type VisitInput = z.output<typeof visitInputSchema>;

export const visitAnswerSchema = z.object({
  id: idSchema('vis').describe('The visit it began or joined'),
  decision: decisionSchema.nullable(),
  member: memberBalanceSchema.nullable(),
});

export type VisitAnswer = z.output<typeof visitAnswerSchema>;
