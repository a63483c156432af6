import { z } from 'zod';
import { localeSchema } from './common.ts';
import { codeSchema } from './invitation.ts';
import { emailSchema, passwordSchema } from './staff.ts';

export const requestPasswordResetSchema = z.strictObject({
  email: emailSchema,
  locale: localeSchema.optional().describe("Language of the mail; the reader's where missing"),
});

export const claimPasswordResetSchema = z.strictObject({
  code: codeSchema,
  password: passwordSchema,
});
