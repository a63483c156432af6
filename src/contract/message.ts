import { z } from 'zod';
import { listOf, momentSchema, pageQuery } from './common.ts';
import { idSchema } from './ids.ts';

export const MESSAGE_STATES = ['queued', 'sent', 'held', 'failed'] as const;

export const messageSchema = z
  .object({
    id: idSchema('msg'),
    member_id: idSchema('mem').nullable(),
    channel: z.literal('email'),
    recipient: z.string(),
    subject: z.string(),
    text: z
      .string()
      .nullable()
      .describe('Null where it holds a link to sign in with and the reader is not the owner'),
    state: z.enum(MESSAGE_STATES),
    error: z.string().nullable(),
    attempts: z.int(),
    created_at: momentSchema,
    sent_at: momentSchema.nullable(),
  })
  .meta({ id: 'Message' });
export type Message = z.infer<typeof messageSchema>;

export const messageListSchema = listOf(messageSchema);

export const messageQuerySchema = z.object({
  ...pageQuery,
  state: z.enum(MESSAGE_STATES).optional(),
});
