import { z } from 'zod';
import { momentSchema } from './common.ts';
import { entrySchema } from './decision.ts';
import { idSchema } from './ids.ts';
import { accountSchema } from './member.ts';
import { memberReferenceSchema } from './member-reference.ts';
import { checkContent, orderContent } from './order.ts';
import { tapSchema } from './visit.ts';

/** A rule or promotion that gave nothing, and why. */
export const missedSchema = z
  .object({
    rule: z.string().describe('Id of the rule or promotion in the program'),
    name: z.string().describe('What it is called, or its sentence'),
    reason: z
      .looseObject({ code: z.string() })
      .describe('A code with what it speaks of: a condition, a limit, a promotion, …'),
    text: z.string().describe("The reason in the reader's language (Accept-Language)"),
    sentence: z.string().describe('Name and reason as one sentence'),
  })
  .meta({ id: 'Missed' });

export type MissedView = z.output<typeof missedSchema>;

const belonging = { location_id: idSchema('loc').optional() };

/**
 * What would happen if: an order or a visit, for a member or for somebody who has just joined,
 * under the live program or a draft.
 */
export const previewInputSchema = z
  .strictObject({
    member: memberReferenceSchema.optional().describe('A new member where absent'),
    order: z
      .strictObject({
        ...belonging,
        visit_id: idSchema('vis').optional(),
        ...orderContent,
      })
      .superRefine(checkContent)
      .optional(),
    visit: z
      .strictObject({ ...belonging, stamps: z.array(tapSchema).max(20).default([]) })
      .optional(),
    program: z
      .union([z.literal('live'), idSchema('dft')])
      .default('live')
      .describe('`live`, or the id of a draft'),
    at: momentSchema.optional().describe('When it happens; now where absent'),
  })
  .refine(({ order, visit }) => (order === undefined) !== (visit === undefined), {
    params: { fault: 'only_one', fields: 'order, visit' },
  })
  .meta({ id: 'PreviewInput' });

export type PreviewInput = z.output<typeof previewInputSchema>;

export const previewSchema = z
  .object({
    decision: z.object({ entries: z.array(entrySchema) }),
    missed: z.array(missedSchema),
    member: z
      .object({
        id: idSchema('mem').nullable().describe('null = somebody new'),
        name: z.string().nullable(),
        accounts: z.array(accountSchema).describe('As they would stand afterwards'),
      })
      .describe('The member afterwards'),
    program_version: z.int().describe('Number the draft would get, or that of the version'),
  })
  .meta({ id: 'Preview' });

export type PreviewView = z.output<typeof previewSchema>;

/** Why rules gave nothing in a decision; null = too much has happened to look that far back. */
export const decisionMissedSchema = z
  .object({ missed: z.array(missedSchema).nullable() })
  .meta({ id: 'DecisionMissed' });

export const decisionParams = z.object({ id: idSchema('dec') });
