import { z } from 'zod';
import { idSchema } from './ids.ts';

/** One change of an account, with its reason as structure and as a sentence for the reader. */
export const entrySchema = z
  .object({
    unit: z.string(),
    amount: z.int().describe('Positive: gained, negative: taken'),
    cause: z.string().describe('`rule:ID@VERSION`, `reward:ID#REVISION`, `adjustment`, …'),
    explanation: z.object({
      code: z.string(),
      params: z.record(z.string(), z.union([z.string(), z.number()])),
      text: z.string().describe("In the reader's language (Accept-Language)"),
    }),
  })
  .meta({ id: 'DecisionEntry' });

/** What a request changed. */
export const decisionSchema = z
  .object({ id: idSchema('dec'), entries: z.array(entrySchema) })
  .meta({ id: 'Decision' });

export type DecisionView = z.output<typeof decisionSchema>;
