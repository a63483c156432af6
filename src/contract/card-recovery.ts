import { z } from 'zod';
import { localeSchema, momentSchema } from './common.ts';
import { emailSchema } from './staff.ts';

export const requestCardRecoverySchema = z.strictObject({
  slug: z.string().trim().min(1).max(80).describe("The merchant's, from the address of its pages"),
  email: emailSchema,
  locale: localeSchema.optional(),
});

export const cardRecoverySchema = z
  .object({
    recovery: z.string().describe('Goes with the code that was sent, if the address is known'),
    expires_at: momentSchema,
  })
  .meta({ id: 'CardRecovery' });

export const confirmCardRecoverySchema = z.strictObject({
  recovery: z.string().trim().min(1).max(60),
  code: z.string().trim().min(1).max(20).describe('Six digits from the e-mail'),
});

export const recoveredCardSchema = z
  .object({ url: z.string().describe("Opens the member's card") })
  .meta({ id: 'RecoveredCard' });
