import { z } from 'zod';
import { REFUSAL_CODES } from './refusals.ts';

/** RFC 9457 problem details: what every refusal and error looks like. */
export const problemSchema = z
  .object({
    type: z.url().describe('Page that explains the code'),
    title: z.string().describe("Short text in the reader's language"),
    status: z.int(),
    detail: z.string().describe('What to do, in the reader’s language'),
    code: z.enum(REFUSAL_CODES as [string, ...string[]]),
    request_id: z.string(),
    details: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    errors: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .optional()
      .describe('With `invalid_request`: one entry per field'),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problemSchema>;
